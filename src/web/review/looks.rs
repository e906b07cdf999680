//! What a reviewer should look at, as his page lists it and marks it at the cells.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::filing::{CellCode, Entries};
use crate::domain::review::{Changes, Matter, MatterKind, Reviewed, changes, matters};
use crate::web::desk::Opened;
use crate::web::desk::paper::{LookMark, LookMarks};

/// What a reviewer should look at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Looks {
    /// Everything, the weightiest first.
    pub matters: Vec<Matter>,
    /// What changed since the last submission; `None` for the first.
    pub changes: Option<Changes>,
    /// The same at the cells.
    pub marks: LookMarks,
}

impl Looks {
    /// Finds it. `before` is what was submitted the time before.
    #[must_use]
    pub fn of(opened: &Opened, before: Option<&Entries>) -> Self {
        let record = &opened.record;
        let older = record.older.as_ref();
        let older = older.map(|older| older.beside(&record.scheme));
        let proved = record.evidence.iter().map(|file| file.subject.clone());
        let proved: BTreeSet<String> = proved.collect();
        let matters = matters(&Reviewed {
            scheme: &record.scheme,
            entries: &record.entries,
            evaluation: &opened.evaluation,
            last_year: older.as_ref(),
            proved: &proved,
        });
        let now = (&record.entries, &opened.evaluation);
        let changes = before.map(|before| changes(&record.scheme, before, now));
        Self {
            marks: marks(&matters, changes.as_ref()),
            matters,
            changes,
        }
    }

    /// The matters of each kind that has any.
    #[must_use]
    pub fn groups(&self) -> Vec<(MatterKind, Vec<&Matter>)> {
        let of = |kind| {
            let matters = self.matters.iter();
            let matters = matters.filter(|matter| matter.kind == kind);
            (kind, matters.collect::<Vec<_>>())
        };
        MatterKind::ALL
            .into_iter()
            .map(of)
            .filter(|(_, matters)| !matters.is_empty())
            .collect()
    }
}

/// Why each cell is marked. Findings and missing evidence are marked by the sheet itself.
fn marks(matters: &[Matter], changes: Option<&Changes>) -> LookMarks {
    let mut at: BTreeMap<CellCode, Vec<LookMark>> = BTreeMap::new();
    for change in changes.iter().flat_map(|changes| &changes.cells) {
        let before = match change.before.as_str() {
            "" => "没有填写",
            text => text,
        };
        at.entry(change.at.clone()).or_default().push(LookMark {
            word: "已改",
            words: format!("{}，上次提交：{before}", change.place),
        });
    }
    let marked = [
        MatterKind::WeakReason,
        MatterKind::OverAchieved,
        MatterKind::Jump,
    ];
    for matter in matters.iter().filter(|it| marked.contains(&it.kind)) {
        at.entry(matter.cell.clone()).or_default().push(LookMark {
            word: matter.kind.word(),
            words: matter.words.clone(),
        });
    }
    LookMarks { at }
}
