//! How many filings of a campaign are how far, by department. Kept in the transaction that moves
//! a filing, so that no page counts filings.

use super::filing::Filing;
use super::row::Row;
use super::{StoreError, Tx};
use crate::domain::workflow::{OrganizationId, Progress};

/// One line of the counts of a campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilingCount {
    /// The department above the agencies; `None` for those directly under the bureau.
    pub department_id: Option<OrganizationId>,
    /// How far the filings are.
    pub progress: Progress,
    /// How many there are.
    pub filings: i64,
}

#[derive(sqlx::FromRow)]
struct CountRow {
    department_id: String,
    progress: String,
    filings: i64,
}

impl CountRow {
    fn read(self) -> Result<FilingCount, StoreError> {
        let row = Row::new("filing_count", &self.department_id);
        Ok(FilingCount {
            progress: row.some("progress", Progress::from_code(&self.progress))?,
            filings: self.filings,
            department_id: Some(self.department_id).filter(|id| !id.is_empty()),
        })
    }
}

/// Counts a filing where it is now and no longer where it was.
pub(super) async fn move_count(
    tx: &mut Tx,
    before: &Filing,
    after: &Filing,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO filing_count (campaign_id, department_id, progress, filings)
        VALUES ($1, $2, $3, $4), ($1, $2, $5, $6)
        ON CONFLICT (campaign_id, department_id, progress)
        DO UPDATE SET filings = filing_count.filings + excluded.filings";
    let (from, to) = (before.progress().code(), after.progress().code());
    if from == to {
        return Ok(());
    }
    // Always in the same order, so that two deeds never wait for each other.
    let mut both = [(from, -1_i64), (to, 1)];
    both.sort_unstable();
    let [(first, first_by), (second, second_by)] = both;
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(&before.campaign_id)
            .bind(before.facts.department_id.as_deref().unwrap_or_default())
            .bind(first)
            .bind(first_by)
            .bind(second)
            .bind(second_by)
    )?;
    Ok(())
}

/// Counts a campaign's filings anew, after many were made at once.
pub async fn recount_filings(tx: &mut Tx, campaign_id: &str) -> Result<(), StoreError> {
    const FORGET: &str = "DELETE FROM filing_count WHERE campaign_id = $1";
    const COUNT: &str = "INSERT INTO filing_count (campaign_id, department_id, progress, filings)
        SELECT campaign_id, COALESCE(department_id, ''),
            CASE WHEN state = 'draft' AND NOT is_started THEN 'not-started' ELSE state END,
            COUNT(*)
        FROM filing WHERE campaign_id = $1 GROUP BY 1, 2, 3";
    execute!(tx, sqlx::query(FORGET).bind(campaign_id))?;
    execute!(tx, sqlx::query(COUNT).bind(campaign_id))?;
    Ok(())
}

/// The counts of a campaign: a line for each department and kind that has filings.
pub async fn list_filing_counts(
    tx: &mut Tx,
    campaign_id: &str,
) -> Result<Vec<FilingCount>, StoreError> {
    const SQL: &str = "SELECT department_id, progress, filings FROM filing_count
        WHERE campaign_id = $1 AND filings <> 0 ORDER BY department_id, progress";
    let rows: Vec<CountRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL).bind(campaign_id).fetch_all(connection).await)?;
    rows.into_iter().map(CountRow::read).collect()
}
