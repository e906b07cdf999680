//! 导入: a document is kept between its upload and its taking over. Taking over is a save.

use chrono::{DateTime, TimeDelta, Utc};

use super::Caller;
use super::filing::FilingError;
use crate::domain::document::Document;
use crate::domain::filing::Entries;
use crate::domain::proposal::ImportError;
use crate::domain::workflow::{Verb, decide};
use crate::store::filing::{Filing, find_filing};
use crate::store::import_draft::{ImportDraft, delete_drafts_before, find_draft, insert_draft};
use crate::store::last_year::{LastYearRecord, find_last_year, put_last_year};
use crate::store::{Store, StoreError, Tx, new_id};

/// What was read of a file may take so many bytes until it is taken over.
const MOST_DRAFT_BYTES: usize = 8 * 1024 * 1024;

/// So long a document waits.
const KEPT: TimeDelta = TimeDelta::days(1);

/// A document that waits for its taking over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brought {
    /// The id under which it waits.
    pub id: String,
    /// The file's name as given.
    pub file_name: String,
    /// What was read.
    pub document: Document,
}

/// Why a document is not taken.
#[derive(Debug, thiserror::Error)]
pub enum BringError {
    /// It holds more than any filled form.
    #[error(transparent)]
    TooLong(#[from] ImportError),
    /// The filing, or the right to fill it in.
    #[error(transparent)]
    Filing(#[from] FilingError),
}

impl From<StoreError> for BringError {
    fn from(error: StoreError) -> Self {
        Self::Filing(error.into())
    }
}

/// Keeps a document for its taking over; gives the id under which it waits.
///
/// # Errors
/// When the caller may not fill in the filing.
pub async fn keep_document(
    store: &Store,
    caller: &Caller,
    filing: &str,
    (name, document): (&str, &Document),
    now: DateTime<Utc>,
) -> Result<String, BringError> {
    let text = serde_json::to_string(document).map_err(|_| ImportError::TooLong)?;
    if text.len() > MOST_DRAFT_BYTES {
        return Err(ImportError::TooLong.into());
    }
    let mut tx = store.write().await?;
    let filing = open_filing(&mut tx, caller, filing).await?;
    delete_drafts_before(&mut tx, now - KEPT).await?;
    let draft = ImportDraft {
        id: new_id(now),
        filing_id: filing.id,
        account_id: caller.actor.account_id.clone(),
        file_name: name.to_owned(),
        document: text,
        made_at: now,
    };
    insert_draft(&mut tx, &draft).await?;
    tx.commit().await?;
    Ok(draft.id)
}

/// A document that the caller brought to a filing within the last day.
///
/// # Errors
/// [`FilingError::NotFound`], and when the caller may not fill in the filing.
pub async fn load_document(
    store: &Store,
    caller: &Caller,
    filing: &str,
    id: &str,
    now: DateTime<Utc>,
) -> Result<Brought, FilingError> {
    let mut tx = store.read().await?;
    let filing = open_filing(&mut tx, caller, filing).await?;
    let account = &caller.actor.account_id;
    let draft = find_draft(&mut tx, id, &filing.id, account).await?;
    tx.commit().await?;
    let draft = draft
        .filter(|draft| draft.made_at > now - KEPT)
        .ok_or(FilingError::NotFound)?;
    Ok(Brought {
        document: serde_json::from_str(&draft.document).map_err(|_| FilingError::NotFound)?,
        id: draft.id,
        file_name: draft.file_name,
    })
}

/// Keeps what a document says as 上年资料 of a filing, in place of what was there.
///
/// # Errors
/// When the caller may not fill in the filing.
pub async fn keep_last_year(
    store: &Store,
    caller: &Caller,
    filing: &str,
    (name, entries): (&str, &Entries),
    now: DateTime<Utc>,
) -> Result<(), FilingError> {
    let mut tx = store.write().await?;
    let filing = open_filing(&mut tx, caller, filing).await?;
    let account = &caller.actor.account_id;
    put_last_year(&mut tx, &filing.id, (name, entries), account, now).await?;
    tx.commit().await?;
    Ok(())
}

/// 上年资料 of a filing. Who may see the filing has been decided.
///
/// # Errors
/// When the database fails.
pub async fn last_year(store: &Store, filing: &str) -> Result<Option<LastYearRecord>, StoreError> {
    let mut tx = store.read().await?;
    let found = find_last_year(&mut tx, filing).await?;
    tx.commit().await?;
    Ok(found)
}

/// A filing that the caller may fill in now.
async fn open_filing(tx: &mut Tx, caller: &Caller, id: &str) -> Result<Filing, FilingError> {
    let filing = find_filing(tx, id).await?.ok_or(FilingError::NotFound)?;
    decide(&caller.actor, Verb::Save, &filing.facts)?;
    Ok(filing)
}
