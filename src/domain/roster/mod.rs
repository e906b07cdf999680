//! 单位名录: a list of organizations as a bureau keeps it in a spreadsheet, read and judged as a
//! whole before anything of it is taken over.

mod columns;
mod credit_code;
mod judge;
mod read;

pub use credit_code::{CreditCodeProblem, check_credit_code};
pub use judge::{Judged, Known, LONGEST_KIND_OF_AGENCY, Preview, judge};
pub use read::{Row, read};
