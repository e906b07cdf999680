//! What a reviewer is shown beside a filing: the filing as it was submitted before.

use super::filing::FilingRecord;
use crate::domain::filing::Entries;
use crate::domain::workflow::Verb;
use crate::store::cell::list_texts_at;
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
    let mut entries = Entries::new(record.campaign.year, record.agency.name.clone());
    entries.cells = texts;
    Ok(Some(entries))
}
