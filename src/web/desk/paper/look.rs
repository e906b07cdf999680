//! Why a reviewer should look at a cell, beside what the checks found there.

use std::collections::BTreeMap;

use crate::domain::filing::CellCode;

/// One reason to look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookMark {
    /// In a word: 已改, 变动大.
    pub word: &'static str,
    /// In a sentence, with both figures.
    pub words: String,
}

/// The reasons to look, by cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LookMarks {
    /// The reasons at each cell.
    pub at: BTreeMap<CellCode, Vec<LookMark>>,
}

impl LookMarks {
    /// The reasons at a cell.
    #[must_use]
    pub fn at(&self, cell: &str) -> &[LookMark] {
        self.at.get(cell).map(Vec::as_slice).unwrap_or_default()
    }
}
