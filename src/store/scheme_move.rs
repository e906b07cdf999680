//! 更正发布: filings that were moved to another version of their scheme. Append-only.

use chrono::{DateTime, Utc};

use super::filing::Filing;
use super::row::Row;
use super::{StoreError, Tx, new_id, time};

/// A filing was moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemeMove {
    /// The version it was made on.
    pub from_version: u32,
    /// The version it is on now.
    pub to_version: u32,
    /// Why.
    pub reason: String,
    /// What that changed, as JSON.
    pub report: String,
    /// Who moved it, by his name on pages.
    pub moved_by_name: String,
    /// When.
    pub moved_at: DateTime<Utc>,
}

/// A move to be written.
#[derive(Debug, Clone, Copy)]
pub struct NewMove<'a> {
    /// The version to go to.
    pub to_version: u32,
    /// Why.
    pub reason: &'a str,
    /// What that changes, as JSON.
    pub report: &'a str,
    /// Who moves it.
    pub account_id: &'a str,
}

#[derive(sqlx::FromRow)]
struct MoveRow {
    id: String,
    from_version: i64,
    to_version: i64,
    reason: String,
    report: String,
    moved_by_name: String,
    moved_at: String,
}

impl MoveRow {
    fn read(self) -> Result<SchemeMove, StoreError> {
        let row = Row::new("scheme_move", &self.id);
        Ok(SchemeMove {
            from_version: row.count("from_version", self.from_version)?,
            to_version: row.count("to_version", self.to_version)?,
            moved_at: row.time("moved_at", &self.moved_at)?,
            reason: self.reason,
            report: self.report,
            moved_by_name: self.moved_by_name,
        })
    }
}

/// Binds a filing to another version of its scheme and notes that; counts its version on.
pub async fn move_filing(
    tx: &mut Tx,
    filing: &Filing,
    new: NewMove<'_>,
    now: DateTime<Utc>,
) -> Result<Filing, StoreError> {
    const BIND: &str = "UPDATE filing SET scheme_version = $3, version = version + 1,
        updated_at = $4 WHERE id = $1 AND version = $2";
    const NOTE: &str = "INSERT INTO scheme_move (id, filing_id, filing_version, from_version,
        to_version, reason, report, moved_by, moved_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let moved = Filing {
        version: filing.version + 1,
        scheme_version: new.to_version,
        updated_at: now,
        ..filing.clone()
    };
    let written = execute!(
        tx,
        sqlx::query(BIND)
            .bind(&filing.id)
            .bind(filing.version)
            .bind(i64::from(new.to_version))
            .bind(time::to_text(now))
    )?;
    if written != 1 {
        return Err(StoreError::Lost {
            table: "filing",
            id: filing.id.clone(),
        });
    }
    execute!(
        tx,
        sqlx::query(NOTE)
            .bind(new_id(now))
            .bind(&filing.id)
            .bind(moved.version)
            .bind(i64::from(filing.scheme_version))
            .bind(i64::from(new.to_version))
            .bind(new.reason)
            .bind(new.report)
            .bind(new.account_id)
            .bind(time::to_text(now))
    )?;
    Ok(moved)
}

/// The last time a filing was moved.
pub async fn find_last_move(
    tx: &mut Tx,
    filing_id: &str,
) -> Result<Option<SchemeMove>, StoreError> {
    const SQL: &str = "SELECT m.id, m.from_version, m.to_version, m.reason, m.report,
        a.display_name AS moved_by_name, m.moved_at
        FROM scheme_move m JOIN account a ON a.id = m.moved_by
        WHERE m.filing_id = $1 ORDER BY m.filing_version DESC LIMIT 1";
    let row: Option<MoveRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL).bind(filing_id).fetch_optional(connection).await)?;
    row.map(MoveRow::read).transpose()
}
