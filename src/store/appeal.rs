//! 申诉: what an agency says to corrections, and what the bureau says to that. Append-only.

use chrono::{DateTime, Utc};

use super::row::Row;
use super::{StoreError, Tx, new_id, time};
use crate::domain::filing::CellCode;

/// What an agency says to one correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppealPoint {
    /// Its id.
    pub id: String,
    /// The cell that was corrected.
    pub code: CellCode,
    /// What the agency says.
    pub reason: String,
    /// Who said it, by his name on pages.
    pub filed_by_name: String,
    /// When.
    pub filed_at: DateTime<Utc>,
    /// What the bureau says to it.
    pub answer: Option<AppealAnswer>,
}

/// What the bureau says to a point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppealAnswer {
    /// Whether the correction was withdrawn.
    pub is_accepted: bool,
    /// Why it was or was not.
    pub reason: String,
    /// Who said it, by his name on pages.
    pub answered_by_name: String,
    /// When.
    pub answered_at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct PointRow {
    id: String,
    code: String,
    reason: String,
    filed_by_name: String,
    filed_at: String,
    is_accepted: Option<bool>,
    answer_reason: Option<String>,
    answered_by_name: Option<String>,
    answered_at: Option<String>,
}

impl PointRow {
    fn read(self) -> Result<AppealPoint, StoreError> {
        let row = Row::new("appeal_point", &self.id);
        let answered_at = row.optional_time("answered_at", self.answered_at.as_deref())?;
        let answer = answered_at.map(|answered_at| AppealAnswer {
            is_accepted: self.is_accepted.unwrap_or_default(),
            reason: self.answer_reason.unwrap_or_default(),
            answered_by_name: self.answered_by_name.unwrap_or_default(),
            answered_at,
        });
        Ok(AppealPoint {
            filed_at: row.time("filed_at", &self.filed_at)?,
            id: self.id,
            code: self.code,
            reason: self.reason,
            filed_by_name: self.filed_by_name,
            answer,
        })
    }
}

/// Writes what the agency says to a correction of a decision.
pub async fn insert_point(
    tx: &mut Tx,
    (filing_id, decided_version): (&str, i64),
    (code, reason): (&str, &str),
    filed_by: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO appeal_point
        (id, filing_id, decided_version, code, reason, filed_by, filed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(new_id(now))
            .bind(filing_id)
            .bind(decided_version)
            .bind(code)
            .bind(reason)
            .bind(filed_by)
            .bind(time::to_text(now))
    )?;
    Ok(())
}

/// Writes what the bureau says to a point.
pub async fn insert_answer(
    tx: &mut Tx,
    point_id: &str,
    (is_accepted, reason): (bool, &str),
    answered_by: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO appeal_answer
        (point_id, is_accepted, reason, answered_by, answered_at) VALUES ($1, $2, $3, $4, $5)";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(point_id)
            .bind(is_accepted)
            .bind(reason)
            .bind(answered_by)
            .bind(time::to_text(now))
    )?;
    Ok(())
}

/// The points of an appeal against one decision, with their answers.
pub async fn list_points(
    tx: &mut Tx,
    filing_id: &str,
    decided_version: i64,
) -> Result<Vec<AppealPoint>, StoreError> {
    const SQL: &str = "SELECT p.id, p.code, p.reason, p.filed_at, a.display_name AS filed_by_name,
        w.is_accepted, w.reason AS answer_reason, w.answered_at,
        b.display_name AS answered_by_name
        FROM appeal_point p JOIN account a ON a.id = p.filed_by
        LEFT JOIN appeal_answer w ON w.point_id = p.id
        LEFT JOIN account b ON b.id = w.answered_by
        WHERE p.filing_id = $1 AND p.decided_version = $2 ORDER BY p.code";
    let rows: Vec<PointRow> = on_both!(tx, connection => sqlx::query_as(SQL)
        .bind(filing_id)
        .bind(decided_version)
        .fetch_all(connection)
        .await)?;
    rows.into_iter().map(PointRow::read).collect()
}
