//! What happened that somebody should be told of: written with the deed itself, read once by whoever
//! sends messages.

use chrono::{DateTime, Utc};

use super::row::Row;
use super::{StoreError, Tx, new_id, time};
use crate::domain::message::MessageKind;

/// Something happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occasion {
    /// Its id.
    pub id: String,
    /// What.
    pub kind: MessageKind,
    /// In which campaign.
    pub campaign_id: String,
    /// To which filing; `None` for the campaign as a whole.
    pub filing_id: Option<String>,
    /// When.
    pub happened_at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct OccasionRow {
    id: String,
    kind: String,
    campaign_id: String,
    filing_id: Option<String>,
    happened_at: String,
}

impl OccasionRow {
    fn read(self) -> Result<Occasion, StoreError> {
        let row = Row::new("occasion", &self.id);
        Ok(Occasion {
            kind: row.some("kind", MessageKind::from_code(&self.kind))?,
            happened_at: row.time("happened_at", &self.happened_at)?,
            id: self.id,
            campaign_id: self.campaign_id,
            filing_id: self.filing_id,
        })
    }
}

/// Writes that something happened to a filing, or in a campaign as a whole.
pub async fn insert_occasion(
    tx: &mut Tx,
    kind: MessageKind,
    campaign_id: &str,
    filing_id: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO occasion
        (id, kind, campaign_id, filing_id, happened_at, is_addressed)
        VALUES ($1, $2, $3, $4, $5, $6)";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(new_id(now))
            .bind(kind.code())
            .bind(campaign_id)
            .bind(filing_id)
            .bind(time::to_text(now))
            .bind(false)
    )?;
    Ok(())
}

/// The oldest occasions of which nobody was told yet.
pub async fn list_open_occasions(tx: &mut Tx, most: u32) -> Result<Vec<Occasion>, StoreError> {
    const SQL: &str = "SELECT id, kind, campaign_id, filing_id, happened_at FROM occasion
        WHERE is_addressed = $1 ORDER BY id LIMIT $2";
    let rows: Vec<OccasionRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL).bind(false).bind(i64::from(most)).fetch_all(connection).await)?;
    rows.into_iter().map(OccasionRow::read).collect()
}

/// Notes that the messages of an occasion are written.
pub async fn mark_addressed(tx: &mut Tx, id: &str) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE occasion SET is_addressed = $2 WHERE id = $1";
    execute!(tx, sqlx::query(SQL).bind(id).bind(true))?;
    Ok(())
}

/// Removes what everybody was told of before this moment; gives how many.
pub async fn delete_addressed(tx: &mut Tx, before: DateTime<Utc>) -> Result<u64, StoreError> {
    const SQL: &str = "DELETE FROM occasion WHERE is_addressed = $1 AND happened_at < $2";
    Ok(execute!(
        tx,
        sqlx::query(SQL).bind(true).bind(time::to_text(before))
    )?)
}

/// The agencies urged at this moment in a campaign: the first of them by code, and how many.
pub async fn list_urged_at(
    tx: &mut Tx,
    campaign_id: &str,
    at: DateTime<Utc>,
    most: u32,
) -> Result<(Vec<String>, i64), StoreError> {
    const NAMES: &str = "SELECT o.name FROM urging u JOIN filing f ON f.id = u.filing_id
        JOIN organization o ON o.id = f.agency_id
        WHERE f.campaign_id = $1 AND u.urged_at = $2 ORDER BY o.code LIMIT $3";
    const COUNT: &str = "SELECT COUNT(*) FROM urging u JOIN filing f ON f.id = u.filing_id
        WHERE f.campaign_id = $1 AND u.urged_at = $2";
    let at = time::to_text(at);
    let names: Vec<String> = on_both!(tx, connection =>
        sqlx::query_scalar(NAMES)
            .bind(campaign_id)
            .bind(&at)
            .bind(i64::from(most))
            .fetch_all(connection)
            .await)?;
    let all: i64 = on_both!(tx, connection =>
        sqlx::query_scalar(COUNT).bind(campaign_id).bind(&at).fetch_one(connection).await)?;
    Ok((names, all))
}
