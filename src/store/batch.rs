//! Cells that came in one step: the last such step of a filing, and what it replaced.

use chrono::{DateTime, Utc};

use super::row::Row;
use super::{StoreError, Tx, time};
use crate::domain::filing::{CellCode, TextOrigin};

/// The cells of one paste, import or carrying over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Its id.
    pub id: String,
    /// How the cells came.
    pub origin: TextOrigin,
    /// When.
    pub made_at: DateTime<Utc>,
    /// How many cells came with it.
    pub cells: u32,
    /// How many of them still hold its text.
    pub standing: u32,
}

/// One cell of a batch with the text before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchCell {
    /// The cell.
    pub code: CellCode,
    /// The change of the batch.
    pub change_id: String,
    /// The change that stands now.
    pub standing_id: String,
    /// The text before the batch; empty when there was none.
    pub before: String,
    /// Whether that text has been put back and stands.
    pub is_undone: bool,
}

#[derive(sqlx::FromRow)]
struct BatchRow {
    batch: String,
    origin: String,
    made_at: String,
    cells: i64,
    standing: i64,
}

impl BatchRow {
    fn read(self) -> Result<Batch, StoreError> {
        let row = Row::new("cell_change", &self.batch);
        Ok(Batch {
            origin: row.some("origin", TextOrigin::from_code(&self.origin))?,
            made_at: row.time("changed_at", &self.made_at)?,
            cells: row.count("batch", self.cells)?,
            standing: row.count("batch", self.standing)?,
            id: self.batch,
        })
    }
}

#[derive(sqlx::FromRow)]
struct BatchCellRow {
    code: String,
    change_id: String,
    standing_id: String,
    before: String,
    is_undone: bool,
}

/// The last batch that this account brought to a filing since this time.
///
/// Ids grow with time, so the greatest is the last.
pub async fn find_last_batch(
    tx: &mut Tx,
    filing_id: &str,
    account_id: &str,
    since: DateTime<Utc>,
) -> Result<Option<Batch>, StoreError> {
    const SQL: &str = "SELECT h.batch AS batch, MIN(h.origin) AS origin,
        MIN(h.changed_at) AS made_at, COUNT(*) AS cells, COUNT(c.code) AS standing
        FROM cell_change h
        LEFT JOIN cell c ON c.filing_id = h.filing_id AND c.code = h.code AND c.change_id = h.id
        WHERE h.filing_id = $1 AND h.batch = (SELECT MAX(l.batch) FROM cell_change l
            WHERE l.filing_id = $1 AND l.batch IS NOT NULL AND l.changed_by = $2
            AND l.changed_at >= $3)
        GROUP BY h.batch";
    let row: Option<BatchRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL)
            .bind(filing_id)
            .bind(account_id)
            .bind(time::to_text(since))
            .fetch_optional(connection)
            .await)?;
    row.map(BatchRow::read).transpose()
}

/// The cells that came with a batch which this account brought to a filing.
pub async fn list_batch_cells(
    tx: &mut Tx,
    filing_id: &str,
    batch: &str,
    account_id: &str,
) -> Result<Vec<BatchCell>, StoreError> {
    const SQL: &str = "SELECT h.code, h.id AS change_id, c.change_id AS standing_id,
        COALESCE(b.typed, '') AS before,
        COALESCE(s.origin = 'undo' AND s.base_change_id = h.id, FALSE) AS is_undone
        FROM cell_change h
        JOIN cell c ON c.filing_id = h.filing_id AND c.code = h.code
        JOIN cell_change s ON s.id = c.change_id
        LEFT JOIN cell_change b ON b.id = h.base_change_id
        WHERE h.filing_id = $1 AND h.batch = $2 AND h.changed_by = $3 ORDER BY h.code";
    let rows: Vec<BatchCellRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL)
            .bind(filing_id)
            .bind(batch)
            .bind(account_id)
            .fetch_all(connection)
            .await)?;
    let cell = |row: BatchCellRow| BatchCell {
        code: row.code,
        change_id: row.change_id,
        standing_id: row.standing_id,
        before: row.before,
        is_undone: row.is_undone,
    };
    Ok(rows.into_iter().map(cell).collect())
}
