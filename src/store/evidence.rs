//! 佐证材料: which files prove which figure of a filing. What was brought stays; a removal is a mark.

use chrono::{DateTime, Utc};

use super::row::Row;
use super::{StoreError, Tx, time};
use crate::domain::evidence::FileKind;

/// A file that proves something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Its id.
    pub id: String,
    /// The filing it belongs to.
    pub filing_id: String,
    /// What it proves, by its code.
    pub subject: String,
    /// Its name as given; for showing.
    pub file_name: String,
    /// What it is, by its content.
    pub kind: FileKind,
    /// Its size, bytes.
    pub bytes: u64,
    /// Its SHA-256 in hexadecimal, under which it lies in the store of evidence.
    pub digest: String,
    /// Whether everybody may have it once the filing is published.
    pub is_public: bool,
    /// The account that brought it.
    pub uploaded_by: String,
    /// Its name on pages.
    pub uploaded_by_name: String,
    /// When.
    pub uploaded_at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct EvidenceRow {
    id: String,
    filing_id: String,
    subject: String,
    file_name: String,
    kind: String,
    size: i64,
    digest: String,
    is_public: bool,
    uploaded_by: String,
    uploaded_by_name: String,
    uploaded_at: String,
}

impl EvidenceRow {
    fn read(self) -> Result<Evidence, StoreError> {
        let row = Row::new("evidence", &self.id);
        Ok(Evidence {
            kind: row.some("kind", FileKind::from_code(&self.kind))?,
            bytes: row.some("size", u64::try_from(self.size).ok())?,
            uploaded_at: row.time("uploaded_at", &self.uploaded_at)?,
            id: self.id,
            filing_id: self.filing_id,
            subject: self.subject,
            file_name: self.file_name,
            digest: self.digest,
            is_public: self.is_public,
            uploaded_by: self.uploaded_by,
            uploaded_by_name: self.uploaded_by_name,
        })
    }
}

/// Writes down a file that lies in the store of evidence; it may have been written down before.
pub async fn insert_evidence(tx: &mut Tx, evidence: &Evidence) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO evidence (id, filing_id, subject, file_name, kind, size, digest,
        is_public, uploaded_by, uploaded_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (id) DO NOTHING";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(&evidence.id)
            .bind(&evidence.filing_id)
            .bind(&evidence.subject)
            .bind(&evidence.file_name)
            .bind(evidence.kind.code())
            .bind(size(evidence.bytes))
            .bind(&evidence.digest)
            .bind(evidence.is_public)
            .bind(&evidence.uploaded_by)
            .bind(time::to_text(evidence.uploaded_at))
    )?;
    Ok(())
}

/// The files of a filing, the first brought first.
pub async fn list_evidence(tx: &mut Tx, filing_id: &str) -> Result<Vec<Evidence>, StoreError> {
    const SQL: &str = "SELECT e.id, e.filing_id, e.subject, e.file_name, e.kind, e.size, e.digest,
        e.is_public, e.uploaded_by, e.uploaded_at, a.display_name AS uploaded_by_name
        FROM evidence e JOIN account a ON a.id = e.uploaded_by
        WHERE e.filing_id = $1 AND e.removed_at IS NULL ORDER BY e.uploaded_at, e.id";
    let rows: Vec<EvidenceRow> = on_both!(tx, connection => sqlx::query_as(SQL)
        .bind(filing_id)
        .fetch_all(connection)
        .await)?;
    rows.into_iter().map(EvidenceRow::read).collect()
}

/// One file of a filing.
pub async fn find_evidence(
    tx: &mut Tx,
    filing_id: &str,
    id: &str,
) -> Result<Option<Evidence>, StoreError> {
    let all = list_evidence(tx, filing_id).await?;
    Ok(all.into_iter().find(|evidence| evidence.id == id))
}

/// Marks whether everybody may have a file once the filing is published; whether it was there.
pub async fn mark_public(
    tx: &mut Tx,
    filing_id: &str,
    id: &str,
    is_public: bool,
) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE evidence SET is_public = $3
        WHERE filing_id = $1 AND id = $2 AND removed_at IS NULL";
    let done = execute!(
        tx,
        sqlx::query(SQL).bind(filing_id).bind(id).bind(is_public)
    )?;
    Ok(done == 1)
}

/// Marks a file as removed; whether it was there.
pub async fn mark_removed(
    tx: &mut Tx,
    filing_id: &str,
    id: &str,
    account_id: &str,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE evidence SET removed_by = $3, removed_at = $4
        WHERE filing_id = $1 AND id = $2 AND removed_at IS NULL";
    let done = execute!(
        tx,
        sqlx::query(SQL)
            .bind(filing_id)
            .bind(id)
            .bind(account_id)
            .bind(time::to_text(now))
    )?;
    Ok(done == 1)
}

/// How many bytes a file has, as a column takes it; no file comes near the end of it.
pub(super) fn size(bytes: u64) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}
