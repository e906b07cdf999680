//! An indicator row that has just left the form, and the way to bring it back.

use crate::actions::filing::FilingRecord;
use crate::domain::filing::{RowColumn, is_row_id, row_cell};
use crate::web::query::Query;

/// A removed row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    /// The name it had.
    pub name: String,
    /// The tree's block id.
    pub block: String,
    /// The heading it stood under.
    pub heading: String,
    /// Its id.
    pub row: String,
}

impl Removed {
    /// The row that the address names, if it is one that can come back.
    #[must_use]
    pub fn in_query(query: &Query, record: &FilingRecord) -> Option<Self> {
        let mut parts = query.text("removed").split('.');
        let (block, heading, row) = (parts.next()?, parts.next()?, parts.next()?);
        let tree = record.scheme.trees.iter().find(|tree| tree.id == block)?;
        let is_heading = tree.level2.iter().any(|level2| level2.code == heading);
        let is_gone = is_row_id(row) && !record.entries.rows(block, heading).contains(&row);
        let removed = Self {
            name: record
                .entries
                .typed(&row_cell(block, row, RowColumn::Name))
                .trim()
                .to_owned(),
            block: block.to_owned(),
            heading: heading.to_owned(),
            row: row.to_owned(),
        };
        (is_heading && is_gone && parts.next().is_none()).then_some(removed)
    }

    /// How the address names it.
    #[must_use]
    pub fn query(block: &str, heading: &str, row: &str) -> String {
        format!("removed={block}.{heading}.{row}")
    }

    /// The button that brings it back.
    #[must_use]
    pub fn restore(&self) -> String {
        format!("restore:{}:{}:{}", self.block, self.heading, self.row)
    }
}
