//! From an indicator and its inputs to points.
//!
//! A score is decided on the exact rate, never on the displayed one, and rounded once to the
//! scheme's score precision, so that the printed scores add up to the printed total.

mod rules;
mod total;

pub use rules::{Basis, FULFILLED, Score, UNFULFILLED, count_steps, score};
pub use total::{grade, stated, total};
