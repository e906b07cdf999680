//! The demonstration: two counties, their people and filings in every state, made through
//! the same actions as people use. Names are neutral, accounts are named by role; the
//! figures of 甲县政务服务中心 and 乙区行政审批服务局 are those of published documents, with
//! the mistakes of the first left in for the checks to find. 甲县政务热线服务中心 files for the second
//! time.

mod cast;
pub mod crowd;
mod load;
mod play;
mod text;

pub use cast::{ACCOUNTS, DemoAccount, PASSWORD};
pub use load::{DemoError, load};
