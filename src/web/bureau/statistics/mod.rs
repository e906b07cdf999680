//! 统计: what a campaign comes to in pictures and tables, and the tables as files.

mod page;
pub(super) mod samples;
mod table;

pub use page::{SectionView, StatisticsPage, get};
pub use table::get as get_table;
