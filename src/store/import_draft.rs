//! Documents that were brought to a filing and wait for their taking over.

use chrono::{DateTime, Utc};

use super::row::Row;
use super::{StoreError, Tx, time};

/// A document that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportDraft {
    /// Its id.
    pub id: String,
    /// The filing it was brought to.
    pub filing_id: String,
    /// Who brought it; nobody else sees it.
    pub account_id: String,
    /// The file's name as given.
    pub file_name: String,
    /// The document as it was read, in JSON.
    pub document: String,
    /// When.
    pub made_at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct DraftRow {
    id: String,
    filing_id: String,
    account_id: String,
    file_name: String,
    document: String,
    made_at: String,
}

impl DraftRow {
    fn read(self) -> Result<ImportDraft, StoreError> {
        let made_at = Row::new("import_draft", &self.id).time("made_at", &self.made_at)?;
        Ok(ImportDraft {
            id: self.id,
            filing_id: self.filing_id,
            account_id: self.account_id,
            file_name: self.file_name,
            document: self.document,
            made_at,
        })
    }
}

/// Keeps a document.
pub async fn insert_draft(tx: &mut Tx, draft: &ImportDraft) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO import_draft
        (id, filing_id, account_id, file_name, document, made_at)
        VALUES ($1, $2, $3, $4, $5, $6)";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(&draft.id)
            .bind(&draft.filing_id)
            .bind(&draft.account_id)
            .bind(&draft.file_name)
            .bind(&draft.document)
            .bind(time::to_text(draft.made_at))
    )?;
    Ok(())
}

/// The document with this id that this account brought to this filing.
pub async fn find_draft(
    tx: &mut Tx,
    id: &str,
    filing_id: &str,
    account_id: &str,
) -> Result<Option<ImportDraft>, StoreError> {
    const SQL: &str = "SELECT id, filing_id, account_id, file_name, document, made_at
        FROM import_draft WHERE id = $1 AND filing_id = $2 AND account_id = $3";
    let found: Option<DraftRow> = on_both!(tx, connection => sqlx::query_as(SQL)
        .bind(id)
        .bind(filing_id)
        .bind(account_id)
        .fetch_optional(connection)
        .await)?;
    found.map(DraftRow::read).transpose()
}

/// Sweeps what was brought before this time; gives how many documents that were.
pub async fn delete_drafts_before(tx: &mut Tx, before: DateTime<Utc>) -> Result<u64, StoreError> {
    const SQL: &str = "DELETE FROM import_draft WHERE made_at < $1";
    Ok(execute!(tx, sqlx::query(SQL).bind(time::to_text(before)))?)
}
