//! What happens to evidence after it was brought: marked for the public or not, removed.

use chrono::{DateTime, Utc};

use super::EvidenceError;
use crate::actions::Caller;
use crate::actions::record::{Deed, settle};
use crate::domain::workflow::{Verb, decide};
use crate::store::evidence::{mark_public, mark_removed};
use crate::store::filing::{Filing, find_filing_to_change};
use crate::store::{Store, Tx};

/// What happens to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Everybody may have it once the filing is published.
    Publish,
    /// Only who sees the filing may have it.
    Hide,
    /// It belongs to the filing no more; that it did is not forgotten.
    Remove,
}

impl Change {
    /// The change that a button of a page names.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "publish" => Some(Self::Publish),
            "hide" => Some(Self::Hide),
            "remove" => Some(Self::Remove),
            _ => None,
        }
    }

    fn action(self) -> &'static str {
        match self {
            Self::Publish | Self::Hide => "mark-evidence",
            Self::Remove => "remove-evidence",
        }
    }
}

/// Changes what becomes of a file.
///
/// # Errors
/// When the caller may not, or the file is not there any more.
pub async fn change_evidence(
    store: &Store,
    caller: &Caller,
    filing_id: &str,
    (id, change): (&str, Change),
    now: DateTime<Utc>,
) -> Result<(), EvidenceError> {
    let mut tx = store.write().await?;
    let deed = Deed::of(caller, change.action(), now);
    let Some(filing) = find_filing_to_change(&mut tx, filing_id).await? else {
        return settle(store, tx, deed, Err(EvidenceError::NotFound)).await;
    };
    let deed = deed.on_filing(&filing.id);
    let outcome = make(&mut tx, caller, &filing, (id, change), now).await;
    let deed = if outcome.is_ok() {
        let public = match change {
            Change::Publish => " public=yes",
            Change::Hide => " public=no",
            Change::Remove => "",
        };
        deed.detail(format!("evidence={id}{public}"))
    } else {
        deed
    };
    settle(store, tx, deed, outcome).await
}

async fn make(
    tx: &mut Tx,
    caller: &Caller,
    filing: &Filing,
    (id, change): (&str, Change),
    now: DateTime<Utc>,
) -> Result<(), EvidenceError> {
    decide(&caller.actor, Verb::Save, &filing.facts)?;
    let is_done = match change {
        Change::Publish => mark_public(tx, &filing.id, id, true).await?,
        Change::Hide => mark_public(tx, &filing.id, id, false).await?,
        Change::Remove => {
            let account = &caller.actor.account_id;
            mark_removed(tx, &filing.id, id, account, now).await?
        }
    };
    is_done.then_some(()).ok_or(EvidenceError::NotFound)
}
