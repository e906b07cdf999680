//! 结账: making what can be made public public, the closing pack, and how far both are.

mod act;
mod page;
mod result;
pub(super) mod samples;

pub use act::{cancel, post_pack, post_publications};
pub use page::{ClosingPage, JobLine, get};
pub use result::get as get_result;
