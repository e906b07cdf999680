//! 审核意见: what was written at the cells of a filing, and what became of it. Append-only.

use chrono::{DateTime, Utc};

use super::row::Row;
use super::{StoreError, Tx, new_id, time};
use crate::domain::comment::{Mark, MarkKind, Remark, Subject};

/// A comment or an answer to be written.
#[derive(Debug)]
pub struct NewRemark<'a> {
    /// The filing.
    pub filing_id: &'a str,
    /// Its version now.
    pub filing_version: i64,
    /// What it is about.
    pub subject: &'a Subject,
    /// The same in words.
    pub place: &'a str,
    /// The text.
    pub text: &'a str,
    /// The comment it answers.
    pub answer_to: Option<&'a str>,
    /// Whether the agency writes it.
    pub by_agency: bool,
    /// Who writes it.
    pub written_by: &'a str,
}

/// A mark to be written.
#[derive(Debug)]
pub struct NewMark<'a> {
    /// The filing.
    pub filing_id: &'a str,
    /// Its version now; of a return that after it.
    pub filing_version: i64,
    /// The comment.
    pub comment_id: &'a str,
    /// What becomes of it.
    pub kind: MarkKind,
    /// Who marks it.
    pub marked_by: &'a str,
}

#[derive(sqlx::FromRow)]
struct RemarkRow {
    id: String,
    filing_version: i64,
    subject: String,
    place: String,
    text: String,
    answer_to: Option<String>,
    by_agency: bool,
    written_by: String,
    written_by_name: String,
    written_at: String,
}

impl RemarkRow {
    fn read(self) -> Result<Remark, StoreError> {
        let written_at = Row::new("comment", &self.id).time("written_at", &self.written_at)?;
        Ok(Remark {
            id: self.id,
            answer_to: self.answer_to,
            subject: Subject::from_code(&self.subject),
            place: self.place,
            text: self.text,
            by_agency: self.by_agency,
            written_by: self.written_by,
            written_by_name: self.written_by_name,
            written_at,
            filing_version: self.filing_version,
        })
    }
}

#[derive(sqlx::FromRow)]
struct MarkRow {
    id: String,
    comment_id: String,
    kind: String,
    filing_version: i64,
}

impl MarkRow {
    fn read(self) -> Result<Mark, StoreError> {
        let row = Row::new("comment_mark", &self.id);
        Ok(Mark {
            kind: row.some("kind", MarkKind::from_code(&self.kind))?,
            comment_id: self.comment_id,
            filing_version: self.filing_version,
        })
    }
}

/// Writes a comment or an answer; gives its id.
pub async fn insert_remark(
    tx: &mut Tx,
    new: &NewRemark<'_>,
    now: DateTime<Utc>,
) -> Result<String, StoreError> {
    const SQL: &str = "INSERT INTO comment (id, filing_id, filing_version, subject, place, text,
        answer_to, by_agency, written_by, written_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let id = new_id(now);
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(&id)
            .bind(new.filing_id)
            .bind(new.filing_version)
            .bind(new.subject.code())
            .bind(new.place)
            .bind(new.text)
            .bind(new.answer_to)
            .bind(new.by_agency)
            .bind(new.written_by)
            .bind(time::to_text(now))
    )?;
    Ok(id)
}

/// Writes what became of a comment.
pub async fn insert_mark(
    tx: &mut Tx,
    new: &NewMark<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO comment_mark
        (id, comment_id, filing_id, filing_version, kind, marked_by, marked_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(new_id(now))
            .bind(new.comment_id)
            .bind(new.filing_id)
            .bind(new.filing_version)
            .bind(new.kind.code())
            .bind(new.marked_by)
            .bind(time::to_text(now))
    )?;
    Ok(())
}

/// Everything written at a filing, oldest first. One filing has a few dozen at most.
pub async fn list_remarks(tx: &mut Tx, filing_id: &str) -> Result<Vec<Remark>, StoreError> {
    const SQL: &str = "SELECT c.id, c.filing_version, c.subject, c.place, c.text, c.answer_to,
        c.by_agency, c.written_by, c.written_at, a.display_name AS written_by_name
        FROM comment c JOIN account a ON a.id = c.written_by
        WHERE c.filing_id = $1 ORDER BY c.id";
    let rows: Vec<RemarkRow> = on_both!(tx, connection => sqlx::query_as(SQL)
        .bind(filing_id)
        .fetch_all(connection)
        .await)?;
    rows.into_iter().map(RemarkRow::read).collect()
}

/// What became of the comments of a filing, oldest first.
pub async fn list_marks(tx: &mut Tx, filing_id: &str) -> Result<Vec<Mark>, StoreError> {
    const SQL: &str = "SELECT id, comment_id, kind, filing_version FROM comment_mark
        WHERE filing_id = $1 ORDER BY id";
    let rows: Vec<MarkRow> = on_both!(tx, connection => sqlx::query_as(SQL)
        .bind(filing_id)
        .fetch_all(connection)
        .await)?;
    rows.into_iter().map(MarkRow::read).collect()
}
