//! What last year's forms have to say at this year's cells.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::filing::CellCode;

/// What last year's forms have to say at this year's cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LastYearNotes {
    /// Last year's figures, ready to be read.
    pub figures: BTreeMap<CellCode, String>,
    /// The cells whose text was carried over and that nobody has touched since.
    pub carried: BTreeSet<CellCode>,
    /// How many empty cells last year's forms have a 上年数 for.
    pub open: usize,
}

impl LastYearNotes {
    /// Last year's figure for a cell.
    #[must_use]
    pub fn figure(&self, code: &str) -> Option<&str> {
        self.figures.get(code).map(String::as_str)
    }

    /// Whether the text of a cell waits for its 确认.
    #[must_use]
    pub fn is_carried(&self, code: &str) -> bool {
        self.carried.contains(code)
    }
}
