//! Files of evidence under way.

use chrono::{DateTime, Utc};

use super::evidence::size;
use super::row::Row;
use super::{StoreError, Tx, time};

/// A file that is being sent. How much of it has arrived, the file itself tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// Its id, and that of the evidence it becomes.
    pub id: String,
    /// The filing.
    pub filing_id: String,
    /// Who sends it; nobody else goes on with it.
    pub account_id: String,
    /// What it will prove.
    pub subject: String,
    /// Its name as given.
    pub file_name: String,
    /// The size it will have, bytes.
    pub bytes: u64,
    /// What the browser knows it by, so that it can go on after a cut.
    pub mark: String,
    /// Whether it is meant for the public.
    pub is_public: bool,
    /// When it began.
    pub made_at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct UploadRow {
    id: String,
    filing_id: String,
    account_id: String,
    subject: String,
    file_name: String,
    size: i64,
    mark: String,
    is_public: bool,
    made_at: String,
}

impl UploadRow {
    fn read(self) -> Result<Upload, StoreError> {
        let row = Row::new("evidence_upload", &self.id);
        Ok(Upload {
            bytes: row.some("size", u64::try_from(self.size).ok())?,
            made_at: row.time("made_at", &self.made_at)?,
            id: self.id,
            filing_id: self.filing_id,
            account_id: self.account_id,
            subject: self.subject,
            file_name: self.file_name,
            mark: self.mark,
            is_public: self.is_public,
        })
    }
}

/// Writes down that a file is under way.
pub async fn insert_upload(tx: &mut Tx, upload: &Upload) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO evidence_upload
        (id, filing_id, account_id, subject, file_name, size, mark, is_public, made_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(&upload.id)
            .bind(&upload.filing_id)
            .bind(&upload.account_id)
            .bind(&upload.subject)
            .bind(&upload.file_name)
            .bind(size(upload.bytes))
            .bind(&upload.mark)
            .bind(upload.is_public)
            .bind(time::to_text(upload.made_at))
    )?;
    Ok(())
}

/// The files that an account is sending to a filing, the last begun first.
pub async fn list_uploads(
    tx: &mut Tx,
    filing_id: &str,
    account_id: &str,
) -> Result<Vec<Upload>, StoreError> {
    const SQL: &str = "SELECT id, filing_id, account_id, subject, file_name, size, mark, is_public,
        made_at FROM evidence_upload WHERE filing_id = $1 AND account_id = $2
        ORDER BY made_at DESC, id DESC";
    let rows: Vec<UploadRow> = on_both!(tx, connection => sqlx::query_as(SQL)
        .bind(filing_id)
        .bind(account_id)
        .fetch_all(connection)
        .await)?;
    rows.into_iter().map(UploadRow::read).collect()
}

/// The files whose sending began before this time.
pub async fn list_uploads_before(
    tx: &mut Tx,
    before: DateTime<Utc>,
) -> Result<Vec<Upload>, StoreError> {
    const SQL: &str = "SELECT id, filing_id, account_id, subject, file_name, size, mark, is_public,
        made_at FROM evidence_upload WHERE made_at < $1 ORDER BY made_at, id";
    let rows: Vec<UploadRow> = on_both!(tx, connection => sqlx::query_as(SQL)
        .bind(time::to_text(before))
        .fetch_all(connection)
        .await)?;
    rows.into_iter().map(UploadRow::read).collect()
}

/// Forgets a file under way; it does not matter whether it was known.
pub async fn delete_upload(tx: &mut Tx, id: &str) -> Result<(), StoreError> {
    const SQL: &str = "DELETE FROM evidence_upload WHERE id = $1";
    execute!(tx, sqlx::query(SQL).bind(id))?;
    Ok(())
}
