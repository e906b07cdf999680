//! What a reviewer is shown beside a filing: the filing as it was submitted before, and what became
//! of it after he opened a page.

use std::collections::BTreeMap;

use super::filing::FilingRecord;
use crate::domain::comment::Remark;
use crate::domain::filing::{CellCode, Entries};
use crate::domain::workflow::Verb;
use crate::store::cell::{CellChange, list_changes_since, list_texts_at};
use crate::store::correction::find_rescoring;
use crate::store::decision::Decision;
use crate::store::{Store, StoreError};

/// What was typed when the filing was submitted the time before the last; `None` when it has been
/// submitted once, or does not lie before the reviewers.
///
/// Rebuilt from the changes of its cells; the caller has been let look at the filing.
pub async fn find_submitted_before(
    store: &Store,
    record: &FilingRecord,
) -> Result<Option<Entries>, StoreError> {
    let submissions = record.decisions.iter().rev();
    let mut submissions = submissions.filter(|decision| decision.verb == Verb::Submit);
    let (Some(_), Some(before)) = (submissions.next(), submissions.next()) else {
        return Ok(None);
    };
    if !record.filing.facts.state.is_locked() {
        return Ok(None);
    }
    let mut tx = store.read().await?;
    let texts = list_texts_at(&mut tx, &record.filing.id, before.filing_version).await?;
    tx.commit().await?;
    Ok(Some(entries_with(record, texts)))
}

fn entries_with(record: &FilingRecord, texts: BTreeMap<CellCode, String>) -> Entries {
    let mut entries = Entries::new(record.campaign.year, record.agency.name.clone());
    entries.cells = texts;
    entries
}

/// What became of a filing after a page of it was drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Since {
    /// What was typed when the page was drawn.
    pub before: Entries,
    /// Who typed the cells that were typed since, and when.
    pub typed: Vec<CellChange>,
    /// The deeds since, oldest first.
    pub decisions: Vec<Decision>,
    /// What reviewers and the agency said since, as far as the reader knows of it.
    pub remarks: Vec<Remark>,
    /// Whether corrections were made or withdrawn since.
    pub is_rescored: bool,
}

/// What became of a filing since its version `seen`; the caller has been let look at it.
pub async fn find_since(
    store: &Store,
    record: &FilingRecord,
    seen: i64,
) -> Result<Since, StoreError> {
    let id = &record.filing.id;
    let mut tx = store.read().await?;
    let texts = list_texts_at(&mut tx, id, seen).await?;
    let typed = list_changes_since(&mut tx, id, seen).await?;
    let rescoring = find_rescoring(&mut tx, id).await?;
    tx.commit().await?;
    let threads = record.comments.iter();
    let remarks =
        threads.flat_map(|thread| std::iter::once(&thread.comment).chain(&thread.answers));
    let decisions = record.decisions.iter();
    Ok(Since {
        before: entries_with(record, texts),
        typed,
        decisions: decisions
            .filter(|decision| decision.filing_version > seen)
            .cloned()
            .collect(),
        remarks: remarks
            .filter(|remark| remark.filing_version > seen)
            .cloned()
            .collect(),
        is_rescored: rescoring.is_some_and(|it| it.filing_version > seen),
    })
}
