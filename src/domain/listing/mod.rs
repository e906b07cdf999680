//! Lists that come from spreadsheets: rows under headings, each judged against what is known, taken
//! over as a whole or not at all.

mod headings;
mod preview;
mod read;

pub use headings::Headings;
pub use preview::{Judged, Numbered, Preview, Verdict, others};
pub use read::{Line, ListProblem, read_lines};
