//! Several people at one filing: who else is there, and what they changed.

use chrono::{DateTime, TimeDelta, Utc};

use super::Caller;
use super::filing::FilingRecord;
use crate::domain::filing::{TextOrigin, takes_text};
use crate::domain::workflow::{Refusal, Verb, decide};
use crate::store::cell::{CellChange, list_changes_since};
use crate::store::filing::find_filing;
use crate::store::presence::{Presence, delete_presence_before, list_presence, put_presence};
use crate::store::{Store, StoreError};

/// Whoever was not heard of for so long has gone.
const GONE_AFTER: TimeDelta = TimeDelta::minutes(1);

/// What became of a filing since a page was drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// The filing's version now.
    pub version: i64,
    /// The last texts of the cells changed since, whoever changed them.
    pub changes: Vec<CellChange>,
}

impl News {
    /// Brings a filing that was loaded earlier up to this state of its cells, so that it need not
    /// be loaded again. The news must reach back to the version that was loaded.
    pub fn bring(&self, record: &mut FilingRecord) {
        for change in &self.changes {
            let (code, typed) = (&change.code, &change.typed);
            if typed.is_empty() {
                record.entries.cells.remove(code);
            } else {
                record.entries.cells.insert(code.clone(), typed.clone());
            }
            record.change_ids.insert(code.clone(), change.id.clone());
            if change.origin == TextOrigin::Carried && !typed.is_empty() {
                record.carried.insert(code.clone());
            } else {
                record.carried.remove(code);
            }
        }
        let (scheme, entries) = (&record.scheme, &record.entries);
        record
            .carried
            .retain(|code| takes_text(scheme, entries, code));
        record.filing.version = self.version;
        record.filing.is_started |= !self.changes.is_empty();
    }
}

/// Why there is no news.
#[derive(Debug, thiserror::Error)]
pub enum TogetherError {
    /// There is no such filing.
    #[error("没有这份填报，可能是链接不完整。")]
    NotFound,
    /// The workflow refuses: the filing is another agency's, or closed by now.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What became of a filing since its version `since`. Asking leaves no record.
pub async fn load_news(
    store: &Store,
    caller: &Caller,
    filing: &str,
    since: i64,
) -> Result<News, TogetherError> {
    let mut tx = store.read().await?;
    let filing = find_filing(&mut tx, filing)
        .await?
        .ok_or(TogetherError::NotFound)?;
    decide(&caller.actor, Verb::View, &filing.facts)?;
    let changes = if filing.version == since {
        Vec::new()
    } else {
        list_changes_since(&mut tx, &filing.id, since).await?
    };
    tx.commit().await?;
    Ok(News {
        version: filing.version,
        changes,
    })
}

/// Notes that the caller fills in a form, and tells who else does so now. Refused when he may not;
/// asking again and again leaves no record.
pub async fn be_present(
    store: &Store,
    caller: &Caller,
    filing: &str,
    form: &str,
    now: DateTime<Utc>,
) -> Result<Vec<Presence>, TogetherError> {
    let mut tx = store.write().await?;
    let filing = find_filing(&mut tx, filing)
        .await?
        .ok_or(TogetherError::NotFound)?;
    decide(&caller.actor, Verb::Save, &filing.facts)?;
    let gone = now - GONE_AFTER;
    put_presence(&mut tx, &filing.id, &caller.actor.account_id, form, now).await?;
    delete_presence_before(&mut tx, gone).await?;
    let mut present = list_presence(&mut tx, &filing.id, gone).await?;
    tx.commit().await?;
    present.retain(|other| other.account_id != caller.actor.account_id);
    Ok(present)
}
