//! Campaigns: one year of one finance bureau.

use chrono::{DateTime, NaiveDate, Utc};

use super::row::Row;
use super::{Page, StoreError, Tx, new_id, time};
use crate::domain::campaign::{CampaignSettings, SchemeChoice};
use crate::domain::workflow::OrganizationId;

/// A campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Campaign {
    /// Its id.
    pub id: String,
    /// Whose it is.
    pub bureau_id: OrganizationId,
    /// The budget year.
    pub year: i32,
    /// What the notice calls it.
    pub title: String,
    /// The last day for 提交.
    pub due_on: NaiveDate,
    /// The scheme of its filings.
    pub scheme_id: String,
    /// The version of the scheme.
    pub scheme_version: u32,
    /// What the bureau has set beyond it.
    pub settings: CampaignSettings,
}

/// A campaign to be written.
#[derive(Debug, Clone)]
pub struct NewCampaign {
    /// Whose it is.
    pub bureau_id: OrganizationId,
    /// The budget year.
    pub year: i32,
    /// What the notice calls it.
    pub title: String,
    /// The last day for 提交.
    pub due_on: NaiveDate,
    /// The scheme of its filings.
    pub scheme_id: String,
    /// The version of the scheme.
    pub scheme_version: u32,
    /// What the bureau has set beyond it.
    pub settings: CampaignSettings,
}

impl Campaign {
    /// The scheme by which agencies of this kind file.
    #[must_use]
    pub fn scheme_of(&self, kind_of_agency: &str) -> SchemeChoice {
        let own = self.settings.schemes.find(kind_of_agency).cloned();
        own.unwrap_or_else(|| SchemeChoice {
            id: self.scheme_id.clone(),
            version: self.scheme_version,
        })
    }
}

#[derive(sqlx::FromRow)]
struct CampaignRow {
    id: String,
    bureau_id: String,
    year: i64,
    title: String,
    due_on: String,
    scheme_id: String,
    scheme_version: i64,
    settings: String,
}

impl CampaignRow {
    fn read(self) -> Result<Campaign, StoreError> {
        let row = Row::new("campaign", &self.id);
        Ok(Campaign {
            year: row.year("year", self.year)?,
            due_on: row.date("due_on", &self.due_on)?,
            scheme_version: row.count("scheme_version", self.scheme_version)?,
            settings: row.some("settings", CampaignSettings::parse(&self.settings).ok())?,
            id: self.id,
            bureau_id: self.bureau_id,
            title: self.title,
            scheme_id: self.scheme_id,
        })
    }
}

/// Writes a campaign and gives its id; `None` when the bureau has one for this year.
pub async fn insert_campaign(
    tx: &mut Tx,
    new: &NewCampaign,
    opened_by: &str,
    now: DateTime<Utc>,
) -> Result<Option<String>, StoreError> {
    const SQL: &str = "INSERT INTO campaign
        (id, bureau_id, year, title, due_on, scheme_id, scheme_version, opened_by, opened_at,
         settings)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (bureau_id, year) DO NOTHING";
    let id = new_id(now);
    let settings = settings_text(&id, &new.settings)?;
    let written = execute!(
        tx,
        sqlx::query(SQL)
            .bind(&id)
            .bind(&new.bureau_id)
            .bind(i64::from(new.year))
            .bind(&new.title)
            .bind(new.due_on.format("%Y-%m-%d").to_string())
            .bind(&new.scheme_id)
            .bind(i64::from(new.scheme_version))
            .bind(opened_by)
            .bind(time::to_text(now))
            .bind(settings)
    )?;
    Ok((written == 1).then_some(id))
}

fn settings_text(id: &str, settings: &CampaignSettings) -> Result<String, StoreError> {
    let text = settings.to_json().ok();
    Row::new("campaign", id).some("settings", text)
}

/// The campaign that a stored id points to.
pub async fn load_campaign(tx: &mut Tx, id: &str) -> Result<Campaign, StoreError> {
    find_campaign(tx, id)
        .await?
        .ok_or_else(|| StoreError::Lost {
            table: "campaign",
            id: id.to_owned(),
        })
}

/// Writes what may change of a campaign after it was opened.
pub async fn update_campaign(tx: &mut Tx, campaign: &Campaign) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE campaign SET title = $2, due_on = $3, settings = $4 WHERE id = $1";
    let settings = settings_text(&campaign.id, &campaign.settings)?;
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(&campaign.id)
            .bind(&campaign.title)
            .bind(campaign.due_on.to_string())
            .bind(settings)
    )?;
    Ok(())
}

/// The campaign with this id.
pub async fn find_campaign(tx: &mut Tx, id: &str) -> Result<Option<Campaign>, StoreError> {
    const SQL: &str = "SELECT id, bureau_id, year, title, due_on, scheme_id, scheme_version,
        settings FROM campaign WHERE id = $1";
    let row: Option<CampaignRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL).bind(id).fetch_optional(connection).await)?;
    row.map(CampaignRow::read).transpose()
}

/// The campaigns of a bureau, newest year first.
pub async fn list_campaigns(
    tx: &mut Tx,
    bureau_id: &str,
    page: Page,
) -> Result<Vec<Campaign>, StoreError> {
    const SQL: &str = "SELECT id, bureau_id, year, title, due_on, scheme_id, scheme_version,
        settings FROM campaign WHERE bureau_id = $1 ORDER BY year DESC LIMIT $2 OFFSET $3";
    let rows: Vec<CampaignRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL)
            .bind(bureau_id)
            .bind(page.limit())
            .bind(page.offset())
            .fetch_all(connection)
            .await)?;
    rows.into_iter().map(CampaignRow::read).collect()
}

/// The campaigns of all bureaus whose deadline is not before this day.
pub async fn list_campaigns_due_after(
    tx: &mut Tx,
    day: NaiveDate,
) -> Result<Vec<Campaign>, StoreError> {
    const SQL: &str = "SELECT id, bureau_id, year, title, due_on, scheme_id, scheme_version,
        settings FROM campaign WHERE due_on >= $1 ORDER BY id";
    let rows: Vec<CampaignRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL).bind(day.to_string()).fetch_all(connection).await)?;
    rows.into_iter().map(CampaignRow::read).collect()
}

/// The years that have a campaign anywhere, newest first.
pub async fn list_years(tx: &mut Tx) -> Result<Vec<i32>, StoreError> {
    const SQL: &str = "SELECT DISTINCT year FROM campaign ORDER BY year DESC";
    let years: Vec<i64> = on_both!(tx, connection =>
        sqlx::query_scalar(SQL).fetch_all(connection).await)?;
    years
        .into_iter()
        .map(|year| Row::new("campaign", "").year("year", year))
        .collect()
}
