//! In which unit a block's amounts are, and what a bare amount becomes.

use super::Block;
use crate::domain::figure::{Reading, fold, read};
use crate::domain::scheme::Scheme;

/// The unit that the block itself says: `单位：元`, `年初预算数（万元）`; none where it says two.
pub(super) fn stated(block: &Block) -> Option<&'static str> {
    let mut found = block.texts().filter_map(said);
    let first = found.next()?;
    found.all(|unit| unit == first).then_some(first)
}

/// Whether a text only says the unit.
pub(super) fn is_statement(text: &str) -> bool {
    let folded = fold(text);
    said(text).is_some() && folded.trim_start_matches('(').starts_with("单位")
}

fn said(text: &str) -> Option<&'static str> {
    let folded = fold(text);
    let ends = |word: &str| {
        [":", "(", "单位"].iter().any(|before| {
            folded
                .strip_suffix(')')
                .unwrap_or(&folded)
                .ends_with(&format!("{before}{word}"))
        })
    };
    let is_words = !matches!(read(text), Reading::Number(_));
    match () {
        () if is_words && ends("万元") => Some("万元"),
        () if is_words && ends("元") => Some("元"),
        () => None,
    }
}

/// The text as it is kept: a bare amount gets the block's unit where that is not the form's.
pub(super) fn with_unit(scheme: &Scheme, code: &str, text: &str, unit: &str) -> String {
    let is_bare = || matches!(read(text), Reading::Number(quantity) if quantity.is_bare());
    if unit != scheme.head.amount_unit && scheme.is_amount(code) && is_bare() {
        format!("{text}{unit}")
    } else {
        text.to_owned()
    }
}
