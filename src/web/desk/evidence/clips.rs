//! The paper-clips on a sheet: what files prove the figure of a cell.

use std::collections::BTreeMap;

use super::FileLine;
use crate::domain::evidence::subjects;
use crate::domain::filing::CellCode;
use crate::domain::workflow::Verb;
use crate::web::desk::address;
use crate::web::desk::opened::Opened;

/// The paper-clip at one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clip {
    /// What the files prove.
    pub label: String,
    /// Where one more is brought, for those who may.
    pub add_href: Option<String>,
    /// The files.
    pub files: Vec<FileLine>,
    /// Whether a person decided about the points and nothing proves them.
    pub is_missing: bool,
}

impl Clip {
    /// The files, for the component that lists them.
    #[must_use]
    pub fn files(&self) -> &[FileLine] {
        &self.files
    }
}

/// The paper-clips of a filing by the cell at which they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Clips {
    clips: BTreeMap<CellCode, Clip>,
}

impl Clips {
    /// Every paper-clip of a filing: for those who fill it in one at each indicator, for others
    /// only where there is something to see or to miss.
    #[must_use]
    pub fn of(opened: &Opened) -> Self {
        let record = &opened.record;
        let (id, is_open) = (&record.filing.id, record.may(Verb::Save));
        let mut clips = BTreeMap::new();
        for subject in subjects(&record.scheme, &opened.evaluation) {
            let label = subject.label(&record.scheme);
            let files: Vec<FileLine> = record
                .evidence
                .iter()
                .filter(|file| file.subject == subject.code)
                .map(FileLine::of)
                .collect();
            let is_missing = subject.is_by_hand && files.is_empty();
            let Some(cell) = subject.cell else { continue };
            if is_open || is_missing || !files.is_empty() {
                let clip = Clip {
                    label,
                    add_href: is_open.then(|| address::evidence_for(id, &subject.code)),
                    files,
                    is_missing,
                };
                clips.insert(cell, clip);
            }
        }
        Self { clips }
    }

    /// The paper-clip at a cell.
    #[must_use]
    pub fn at(&self, cell: &str) -> Option<&Clip> {
        self.clips.get(cell)
    }
}
