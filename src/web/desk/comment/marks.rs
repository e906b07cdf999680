//! The comments at the cells of a sheet.

use std::collections::BTreeMap;

use super::ThreadView;
use crate::actions::filing::FilingRecord;
use crate::domain::filing::CellCode;
use crate::domain::workflow::CommentDeed;
use crate::web::desk::address;

/// The comments of a filing by the cell at which they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CommentMarks {
    at: BTreeMap<CellCode, Vec<ThreadView>>,
    /// The filing, for those who may write a comment now.
    filing: Option<String>,
}

impl CommentMarks {
    /// Every comment of a filing that is about a cell.
    #[must_use]
    pub fn of(record: &FilingRecord) -> Self {
        let mut at: BTreeMap<CellCode, Vec<ThreadView>> = BTreeMap::new();
        for thread in ThreadView::list(record) {
            if let Some(cell) = thread.subject.cell() {
                at.entry(cell.to_owned()).or_default().push(thread);
            }
        }
        let may_write = record.may_comment(CommentDeed::Write);
        Self {
            at,
            filing: may_write.then(|| record.filing.id.clone()),
        }
    }

    /// The comments at a cell.
    #[must_use]
    pub fn at(&self, cell: &str) -> &[ThreadView] {
        self.at.get(cell).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether the reader may write one now.
    #[must_use]
    pub fn may_write(&self) -> bool {
        self.filing.is_some()
    }

    /// Where one is written about a cell, for those who may.
    #[must_use]
    pub fn write_href(&self, cell: &str) -> Option<String> {
        let filing = self.filing.as_ref()?;
        Some(address::comment_on(filing, cell))
    }
}
