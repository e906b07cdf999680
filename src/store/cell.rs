//! What is typed: the last text of each cell, and every text it ever had.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sqlx::QueryBuilder;

use super::row::Row;
use super::{Page, StoreError, Tx, time};
use crate::domain::filing::CellCode;
use crate::domain::workflow::AccountId;

/// Rows written by one statement; keeps clear of the databases' limits on placeholders.
const ROWS_AT_ONCE: usize = 200;

/// The last text of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredCell {
    /// As typed.
    pub typed: String,
    /// The change that typed it.
    pub change_id: String,
}

/// A change to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewChange {
    /// Its id.
    pub id: String,
    /// The cell.
    pub code: CellCode,
    /// As typed.
    pub typed: String,
    /// The change it replaces.
    pub base_change_id: Option<String>,
}

/// One text a cell had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellChange {
    /// Its id.
    pub id: String,
    /// The cell.
    pub code: CellCode,
    /// As typed.
    pub typed: String,
    /// Who typed it.
    pub changed_by: AccountId,
    /// His name on pages.
    pub changed_by_name: String,
    /// When.
    pub changed_at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct CellRow {
    code: String,
    typed: String,
    change_id: String,
}

#[derive(sqlx::FromRow)]
struct ChangeRow {
    id: String,
    code: String,
    typed: String,
    changed_by: String,
    changed_by_name: String,
    changed_at: String,
}

impl ChangeRow {
    fn read(self) -> Result<CellChange, StoreError> {
        let changed_at = Row::new("cell_change", &self.id).time("changed_at", &self.changed_at)?;
        Ok(CellChange {
            id: self.id,
            code: self.code,
            typed: self.typed,
            changed_by: self.changed_by,
            changed_by_name: self.changed_by_name,
            changed_at,
        })
    }
}

/// The cells of a filing; a cell emptied again is there with an empty text.
pub async fn list_cells(
    tx: &mut Tx,
    filing_id: &str,
) -> Result<BTreeMap<CellCode, StoredCell>, StoreError> {
    const SQL: &str = "SELECT code, typed, change_id FROM cell WHERE filing_id = $1";
    let rows: Vec<CellRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL).bind(filing_id).fetch_all(connection).await)?;
    let cell = |row: CellRow| {
        let stored = StoredCell {
            typed: row.typed,
            change_id: row.change_id,
        };
        (row.code, stored)
    };
    Ok(rows.into_iter().map(cell).collect())
}

/// Writes changes, all of one person at one time, and makes them the cells' last texts.
pub async fn insert_changes(
    tx: &mut Tx,
    filing_id: &str,
    filing_version: i64,
    changes: &[NewChange],
    changed_by: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    const CHANGE: &str = "INSERT INTO cell_change (id, filing_id, filing_version, code, typed,
        base_change_id, changed_by, changed_at) ";
    const CELL: &str = "INSERT INTO cell (filing_id, code, typed, change_id) ";
    const REPLACE: &str = " ON CONFLICT (filing_id, code)
        DO UPDATE SET typed = excluded.typed, change_id = excluded.change_id";
    let changed_at = time::to_text(now);
    for some in changes.chunks(ROWS_AT_ONCE) {
        on_both!(&mut *tx, connection => {
            let mut query = QueryBuilder::new(CHANGE);
            query.push_values(some, |mut row, change| {
                row.push_bind(&change.id)
                    .push_bind(filing_id)
                    .push_bind(filing_version)
                    .push_bind(&change.code)
                    .push_bind(&change.typed)
                    .push_bind(&change.base_change_id)
                    .push_bind(changed_by)
                    .push_bind(&changed_at);
            });
            query.build().execute(connection).await.map(drop)
        })?;
        on_both!(&mut *tx, connection => {
            let mut query = QueryBuilder::new(CELL);
            query.push_values(some, |mut row, change| {
                row.push_bind(filing_id)
                    .push_bind(&change.code)
                    .push_bind(&change.typed)
                    .push_bind(&change.id);
            });
            query.push(REPLACE);
            query.build().execute(connection).await.map(drop)
        })?;
    }
    Ok(())
}

/// The change that a stored id points to.
pub async fn load_change(tx: &mut Tx, id: &str) -> Result<CellChange, StoreError> {
    const SQL: &str = "SELECT h.id, h.code, h.typed, h.changed_by, h.changed_at,
        a.display_name AS changed_by_name
        FROM cell_change h JOIN account a ON a.id = h.changed_by WHERE h.id = $1";
    let row: Option<ChangeRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL).bind(id).fetch_optional(connection).await)?;
    row.ok_or_else(|| StoreError::Lost {
        table: "cell_change",
        id: id.to_owned(),
    })?
    .read()
}

/// The text that a change typed in this cell; `None` when there is no such change of it.
pub async fn find_text(
    tx: &mut Tx,
    filing_id: &str,
    code: &str,
    change_id: &str,
) -> Result<Option<String>, StoreError> {
    const SQL: &str =
        "SELECT typed FROM cell_change WHERE id = $1 AND filing_id = $2 AND code = $3";
    let text: Option<String> = on_both!(tx, connection =>
        sqlx::query_scalar(SQL)
            .bind(change_id)
            .bind(filing_id)
            .bind(code)
            .fetch_optional(connection)
            .await)?;
    Ok(text)
}

/// The texts a cell had, newest first.
pub async fn list_changes(
    tx: &mut Tx,
    filing_id: &str,
    code: &str,
    page: Page,
) -> Result<Vec<CellChange>, StoreError> {
    const SQL: &str = "SELECT h.id, h.code, h.typed, h.changed_by, h.changed_at,
        a.display_name AS changed_by_name
        FROM cell_change h JOIN account a ON a.id = h.changed_by
        WHERE h.filing_id = $1 AND h.code = $2
        ORDER BY h.filing_version DESC LIMIT $3 OFFSET $4";
    let rows: Vec<ChangeRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL)
            .bind(filing_id)
            .bind(code)
            .bind(page.limit())
            .bind(page.offset())
            .fetch_all(connection)
            .await)?;
    rows.into_iter().map(ChangeRow::read).collect()
}
