//! From an indicator and its inputs to points.
//!
//! A score is decided on the exact rate, never on the displayed one, and rounded once to the
//! scheme's smallest step of a score, so that the printed scores add up to the printed total.

mod by_value;
mod checklist;
mod given;
mod limit;
mod one_of;
mod score;
mod total;

pub use by_value::{count_steps, points_at};
pub use checklist::{FULFILLED, NOT_APPLICABLE, UNFULFILLED};
pub use limit::apply_limits;
pub use score::{Basis, Score, deduction, score};
pub use total::{PartTotal, TotalSteps, grade, stated, total};
