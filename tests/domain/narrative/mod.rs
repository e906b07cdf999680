//! What the checker says about running text, and where it keeps silent.

mod balances;
mod changes;
mod comparisons;
mod contradictions;
mod found;
mod levels;
mod pairs;
mod silent;
mod slips;
mod tables;
mod twins;

use ziping::domain::narrative::{Context, Remark, check};

/// The remarks on a text whose paragraphs are its lines.
pub(super) fn remarks(text: &str) -> Vec<Remark> {
    remarks_with(text, &Context::default())
}

pub(super) fn remarks_with(text: &str, context: &Context) -> Vec<Remark> {
    let paragraphs: Vec<&str> = text.lines().collect();
    check(&paragraphs, context)
        .into_iter()
        .map(|(_, remark)| remark)
        .collect()
}
