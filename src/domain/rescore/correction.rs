//! What a reviewer sets against a cell.

use std::collections::BTreeMap;

use crate::domain::filing::{CellCode, Entries};

/// The reviewer's text for one cell, with his reason. The agency's text stays beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The cell: a typed one, a judgement, or what is taken off a score.
    pub cell: CellCode,
    /// What counts instead of the agency's text.
    pub text: String,
    /// Why, in the reviewer's words.
    pub reason: String,
}

/// What is corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CorrectionKind {
    /// A figure or an answer that results rest on.
    Input,
    /// Points given by a person, a grade picked, a requirement answered.
    Judgement,
    /// 扣减分: points taken off a score or the total (R17).
    Deduction,
}

impl CorrectionKind {
    /// The officials' word.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Input => "更正数据",
            Self::Judgement => "更正评定",
            Self::Deduction => "扣减分",
        }
    }
}

/// One correction for each cell: the last one said. Deductions on the agency's side do not exist.
pub(super) fn last_said(corrections: &[Correction]) -> BTreeMap<&str, &Correction> {
    let each = corrections.iter();
    each.map(|correction| (correction.cell.as_str(), correction))
        .collect()
}

/// Lays one correction over entries.
pub(super) fn lay_over(entries: &mut Entries, correction: &Correction) {
    let text = correction.text.clone();
    entries.cells.insert(correction.cell.clone(), text);
}
