//! Why a printed sum does not add up.

use crate::domain::check::{Figure, unbalanced as diagnose};

use super::sum::Sum;

/// The likeliest cause, offered only when exactly one fits.
pub(super) fn unbalanced(sum: &Sum<'_>) -> Option<String> {
    let parts: Vec<Figure<'_>> = sum
        .parts
        .iter()
        .map(|part| Figure {
            name: part.name,
            typed: &part.figure.text,
            value: &part.figure.number,
        })
        .collect();
    let total = Figure {
        name: "合计",
        typed: &sum.total.text,
        value: &sum.total.number,
    };
    diagnose(&total, &parts)
}
