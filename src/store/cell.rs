//! What is typed: the last text of each cell, and every text it ever had.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use sqlx::QueryBuilder;

use super::row::Row;
use super::{Page, StoreError, Tx, time};
use crate::domain::filing::{CellCode, TextOrigin};
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

/// The changes of one save: of one person, at one time, in one way.
#[derive(Debug, Clone, Copy)]
pub struct ChangeSet<'a> {
    /// The filing.
    pub filing_id: &'a str,
    /// Its version with them.
    pub filing_version: i64,
    /// Who typed.
    pub changed_by: &'a str,
    /// When.
    pub changed_at: DateTime<Utc>,
    /// How the texts came.
    pub origin: TextOrigin,
    /// What they can be undone with.
    pub batch: Option<&'a str>,
    /// One change a cell.
    pub changes: &'a [NewChange],
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
    /// How it came.
    pub origin: TextOrigin,
    /// The change it replaced.
    pub base_change_id: Option<String>,
}

#[derive(sqlx::FromRow)]
struct CellRow {
    code: String,
    typed: String,
    change_id: String,
}

impl CellRow {
    fn read(self) -> (CellCode, StoredCell) {
        let stored = StoredCell {
            typed: self.typed,
            change_id: self.change_id,
        };
        (self.code, stored)
    }
}

#[derive(sqlx::FromRow)]
struct ChangeRow {
    id: String,
    code: String,
    typed: String,
    changed_by: String,
    changed_by_name: String,
    changed_at: String,
    origin: String,
    base_change_id: Option<String>,
}

impl ChangeRow {
    fn read(self) -> Result<CellChange, StoreError> {
        let row = Row::new("cell_change", &self.id);
        let changed_at = row.time("changed_at", &self.changed_at)?;
        let origin = row.some("origin", TextOrigin::from_code(&self.origin))?;
        Ok(CellChange {
            id: self.id,
            code: self.code,
            typed: self.typed,
            changed_by: self.changed_by,
            changed_by_name: self.changed_by_name,
            changed_at,
            origin,
            base_change_id: self.base_change_id,
        })
    }
}

/// Changes with the names of who typed them; the argument says which.
macro_rules! changes {
    ($which:literal) => {
        concat!(
            "SELECT h.id, h.code, h.typed, h.changed_by, h.changed_at, h.origin, h.base_change_id,
            a.display_name AS changed_by_name
            FROM cell_change h JOIN account a ON a.id = h.changed_by ",
            $which
        )
    };
}

/// The cells of a filing; a cell emptied again is there with an empty text.
pub async fn list_cells(
    tx: &mut Tx,
    filing_id: &str,
) -> Result<BTreeMap<CellCode, StoredCell>, StoreError> {
    const SQL: &str = "SELECT code, typed, change_id FROM cell WHERE filing_id = $1";
    let rows: Vec<CellRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL).bind(filing_id).fetch_all(connection).await)?;
    Ok(rows.into_iter().map(CellRow::read).collect())
}

/// Some cells of a filing; those never typed in are missing.
pub async fn find_cells(
    tx: &mut Tx,
    filing_id: &str,
    codes: &[&str],
) -> Result<BTreeMap<CellCode, StoredCell>, StoreError> {
    const SQL: &str = "SELECT code, typed, change_id FROM cell WHERE filing_id = ";
    let mut found = BTreeMap::new();
    for some in codes.chunks(ROWS_AT_ONCE) {
        let rows: Vec<CellRow> = on_both!(&mut *tx, connection => {
            let mut query = QueryBuilder::new(SQL);
            query.push_bind(filing_id).push(" AND code IN (");
            let mut list = query.separated(", ");
            for code in some {
                list.push_bind(*code);
            }
            query.push(")");
            query.build_query_as().fetch_all(connection).await
        })?;
        found.extend(rows.into_iter().map(CellRow::read));
    }
    Ok(found)
}

/// Writes changes and makes them the cells' last texts.
pub async fn insert_changes(tx: &mut Tx, set: &ChangeSet<'_>) -> Result<(), StoreError> {
    const CHANGE: &str = "INSERT INTO cell_change (id, filing_id, filing_version, code, typed,
        base_change_id, changed_by, changed_at, origin, batch) ";
    const CELL: &str = "INSERT INTO cell (filing_id, code, typed, change_id) ";
    const REPLACE: &str = " ON CONFLICT (filing_id, code)
        DO UPDATE SET typed = excluded.typed, change_id = excluded.change_id";
    let changed_at = time::to_text(set.changed_at);
    for some in set.changes.chunks(ROWS_AT_ONCE) {
        on_both!(&mut *tx, connection => {
            let mut query = QueryBuilder::new(CHANGE);
            query.push_values(some, |mut row, change| {
                row.push_bind(&change.id)
                    .push_bind(set.filing_id)
                    .push_bind(set.filing_version)
                    .push_bind(&change.code)
                    .push_bind(&change.typed)
                    .push_bind(&change.base_change_id)
                    .push_bind(set.changed_by)
                    .push_bind(&changed_at)
                    .push_bind(set.origin.code())
                    .push_bind(set.batch);
            });
            query.build().execute(connection).await.map(drop)
        })?;
        on_both!(&mut *tx, connection => {
            let mut query = QueryBuilder::new(CELL);
            query.push_values(some, |mut row, change| {
                row.push_bind(set.filing_id)
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

/// What stood in the cells of a filing at this version of it; cells that were empty then are left
/// out.
pub async fn list_texts_at(
    tx: &mut Tx,
    filing_id: &str,
    filing_version: i64,
) -> Result<BTreeMap<CellCode, String>, StoreError> {
    const SQL: &str = "SELECT h.code, h.typed, h.id AS change_id FROM cell_change h
        WHERE h.filing_id = $1 AND h.typed <> '' AND h.filing_version =
        (SELECT MAX(l.filing_version) FROM cell_change l
         WHERE l.filing_id = h.filing_id AND l.code = h.code AND l.filing_version <= $2)";
    let rows: Vec<CellRow> = on_both!(tx, connection => sqlx::query_as(SQL)
        .bind(filing_id)
        .bind(filing_version)
        .fetch_all(connection)
        .await)?;
    let texts = rows.into_iter().map(|row| (row.code, row.typed));
    Ok(texts.collect())
}

/// The change that a stored id points to.
pub async fn load_change(tx: &mut Tx, id: &str) -> Result<CellChange, StoreError> {
    const SQL: &str = changes!("WHERE h.id = $1");
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

/// The change by which this person typed this text over this base before; a save that is sent
/// again after its answer was lost finds itself.
pub async fn find_earlier(
    tx: &mut Tx,
    filing_id: &str,
    change: &NewChange,
    changed_by: &str,
) -> Result<Option<String>, StoreError> {
    const SQL: &str = "SELECT id FROM cell_change
        WHERE filing_id = $1 AND code = $2 AND typed = $3 AND changed_by = $4
        AND (base_change_id = $5 OR ($5 IS NULL AND base_change_id IS NULL))
        ORDER BY filing_version DESC LIMIT 1";
    let id: Option<String> = on_both!(tx, connection =>
        sqlx::query_scalar(SQL)
            .bind(filing_id)
            .bind(&change.code)
            .bind(&change.typed)
            .bind(changed_by)
            .bind(&change.base_change_id)
            .fetch_optional(connection)
            .await)?;
    Ok(id)
}

/// The last texts of the cells that were changed after this version, in the order of the changes.
pub async fn list_changes_since(
    tx: &mut Tx,
    filing_id: &str,
    filing_version: i64,
) -> Result<Vec<CellChange>, StoreError> {
    const SQL: &str = changes!(
        "JOIN cell c ON c.filing_id = h.filing_id AND c.code = h.code AND c.change_id = h.id
        WHERE h.filing_id = $1 AND h.filing_version > $2
        ORDER BY h.filing_version, h.code"
    );
    let rows: Vec<ChangeRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL)
            .bind(filing_id)
            .bind(filing_version)
            .fetch_all(connection)
            .await)?;
    rows.into_iter().map(ChangeRow::read).collect()
}

/// The changes of a filing, newest first.
pub async fn list_recent_changes(
    tx: &mut Tx,
    filing_id: &str,
    page: Page,
) -> Result<Vec<CellChange>, StoreError> {
    const SQL: &str = changes!(
        "WHERE h.filing_id = $1
        ORDER BY h.filing_version DESC, h.code LIMIT $2 OFFSET $3"
    );
    let rows: Vec<ChangeRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL)
            .bind(filing_id)
            .bind(page.limit())
            .bind(page.offset())
            .fetch_all(connection)
            .await)?;
    rows.into_iter().map(ChangeRow::read).collect()
}

/// The cells whose last text was carried over from last year and that nobody has touched since.
pub async fn list_carried(tx: &mut Tx, filing_id: &str) -> Result<BTreeSet<CellCode>, StoreError> {
    const SQL: &str = "SELECT c.code FROM cell c JOIN cell_change h ON h.id = c.change_id
        WHERE c.filing_id = $1 AND h.origin = $2 AND c.typed <> ''";
    let codes: Vec<CellCode> = on_both!(tx, connection =>
        sqlx::query_scalar(SQL)
            .bind(filing_id)
            .bind(TextOrigin::Carried.code())
            .fetch_all(connection)
            .await)?;
    Ok(codes.into_iter().collect())
}

/// The texts a cell had, newest first.
pub async fn list_changes(
    tx: &mut Tx,
    filing_id: &str,
    code: &str,
    page: Page,
) -> Result<Vec<CellChange>, StoreError> {
    const SQL: &str = changes!(
        "WHERE h.filing_id = $1 AND h.code = $2
        ORDER BY h.filing_version DESC LIMIT $3 OFFSET $4"
    );
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
