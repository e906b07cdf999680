//! All typed texts of one filing.

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};

use super::{CellCode, row_list};

/// Everything typed in one filing, with the little that every form prints in its head.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entries {
    /// The budget year (年度), for example 2022.
    pub year: i32,
    /// The agency's full name as printed on the forms.
    pub agency: String,
    /// Cell code to text, exactly as typed. A missing cell and an empty one mean the same.
    pub cells: BTreeMap<CellCode, String>,
}

impl Entries {
    /// An empty filing.
    #[must_use]
    pub fn new(year: i32, agency: impl Into<String>) -> Self {
        Self {
            year,
            agency: agency.into(),
            cells: BTreeMap::new(),
        }
    }

    /// The text as typed; empty when nothing was.
    #[must_use]
    pub fn typed(&self, code: &str) -> &str {
        self.cells.get(code).map_or("", String::as_str)
    }

    /// The text without surrounding white space, or `None` when there is none.
    #[must_use]
    pub fn filled(&self, code: &str) -> Option<&str> {
        let text = self.typed(code).trim();
        (!text.is_empty()).then_some(text)
    }

    /// The row ids under a heading of an indicator block, in order, each once.
    #[must_use]
    pub fn rows<'a>(&'a self, block: &str, heading: &str) -> Vec<&'a str> {
        let mut seen = HashSet::new();
        self.typed(&row_list(block, heading))
            .split_whitespace()
            .filter(|id| is_row_id(id) && seen.insert(*id))
            .collect()
    }
}

/// Row ids are short ASCII words, so that cell codes stay readable addresses.
#[must_use]
pub fn is_row_id(id: &str) -> bool {
    !id.is_empty()
        && id.len() <= 24
        && id
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
}
