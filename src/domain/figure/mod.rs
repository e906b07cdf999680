//! Figures: what a person typed, what it means, and how it is shown.
//!
//! Three stages, never mixed: the typed text is read into a [`Quantity`] of exact
//! decimals (`read`), formulas run on [`Exact`] rationals, and a figure is rounded
//! once, half away from zero (四舍五入), when it is shown (`show`).

mod exact;
mod quantity;
mod read;
mod show;

pub use exact::Exact;
pub use quantity::{Comparator, Quantity, Scale};
pub use read::{Malformed, Reading, fold, malformed_numbers, read};
pub use show::{amount, fixed, percent, points, round_half_up, signed_points};
