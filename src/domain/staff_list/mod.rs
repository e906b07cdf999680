//! 人员名单: people with their accounts and duties as a list names them, one row a duty, judged as a
//! whole before anything of it is taken over.

mod columns;
mod judge;
mod read;

pub use judge::{Judged, Known, Listed, Person, Place, Preview, judge};
pub use read::{Row, read};
