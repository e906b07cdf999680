//! 催报: which agency was urged on which day, by whom. Append-only.

use chrono::{DateTime, NaiveDate, Utc};

use super::row::Row;
use super::{StoreError, Tx, new_id, time};

/// Somebody urged an agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Urging {
    /// His name on pages.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct UrgingRow {
    id: String,
    by_name: String,
    urged_at: String,
}

/// Urges the agency of a filing; `false` when it was urged on that day already.
pub async fn insert_urging(
    tx: &mut Tx,
    filing_id: &str,
    day: NaiveDate,
    urged_by: &str,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    const SQL: &str = "INSERT INTO urging (id, filing_id, day, urged_by, urged_at)
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (filing_id, day) DO NOTHING";
    let written = execute!(
        tx,
        sqlx::query(SQL)
            .bind(new_id(now))
            .bind(filing_id)
            .bind(day.to_string())
            .bind(urged_by)
            .bind(time::to_text(now))
    )?;
    Ok(written == 1)
}

/// The last time the agency of a filing was urged.
pub async fn find_last_urging(tx: &mut Tx, filing_id: &str) -> Result<Option<Urging>, StoreError> {
    const SQL: &str = "SELECT u.id, a.display_name AS by_name, u.urged_at
        FROM urging u JOIN account a ON a.id = u.urged_by
        WHERE u.filing_id = $1 ORDER BY u.day DESC LIMIT 1";
    let row: Option<UrgingRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL).bind(filing_id).fetch_optional(connection).await)?;
    row.map(|row| {
        let at = Row::new("urging", &row.id).time("urged_at", &row.urged_at)?;
        Ok(Urging {
            by: row.by_name,
            at,
        })
    })
    .transpose()
}
