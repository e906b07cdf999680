//! 财政复核: the agency's figures with the reviewer's corrections beside them, and both scores.

mod appeal;
mod lines;
mod page;
mod post;
pub(super) mod samples;
mod wanted;

pub use appeal::{AppealRow, AppealView, answer, file};
pub use lines::{CellLine, CorrectedBy, FormLines};
pub use page::{CauseLine, RescoreLive, RescorePage, Totals};
pub use post::{get, post, preview};
