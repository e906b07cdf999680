//! 抽查: what can be drawn from, and what was drawn. Append-only.

use chrono::{DateTime, Utc};

use super::row::Row;
use super::{Page, StoreError, Tx, new_id, time};
use crate::domain::workflow::State;

/// A filing that was handed in, as a sample needs it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct HandedIn {
    /// The filing's id.
    pub filing_id: String,
    /// Counts every save and every deed on it.
    pub version: i64,
    /// The agency's code.
    pub agency_code: String,
    /// The agency's id.
    pub agency_id: String,
    /// The agency's full name.
    pub agency_name: String,
    /// The supervising department; empty for none.
    pub department_name: String,
    /// The scheme of the filing.
    pub scheme_id: String,
    scheme_version: i64,
}

impl HandedIn {
    /// The version of its scheme.
    ///
    /// # Errors
    /// A number that is none of ours.
    pub fn scheme_version(&self) -> Result<u32, StoreError> {
        Row::new("filing", &self.filing_id).count("scheme_version", self.scheme_version)
    }
}

/// A sample that was drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// Its id.
    pub id: String,
    /// The campaign's title.
    pub campaign_title: String,
    /// The budget year.
    pub year: i32,
    /// Which of the campaign it is, from 1.
    pub number: u32,
    /// Why it was drawn although there was one; empty for the first.
    pub reason: String,
    /// The protocol as JSON.
    pub protocol: String,
    /// Who drew it, by his name on pages.
    pub drawn_by_name: String,
    /// When.
    pub drawn_at: DateTime<Utc>,
}

/// A sample to be written.
#[derive(Debug, Clone, Copy)]
pub struct NewSample<'a> {
    /// The campaign.
    pub campaign_id: &'a str,
    /// The bureau.
    pub bureau_id: &'a str,
    /// Which of the campaign it is, from 1.
    pub number: u32,
    /// Why it was drawn although there was one.
    pub reason: &'a str,
    /// The digest of what it was drawn from.
    pub population_digest: &'a str,
    /// The protocol as JSON.
    pub protocol: &'a str,
    /// Who drew it.
    pub drawn_by: &'a str,
}

#[derive(sqlx::FromRow)]
struct SampleRow {
    id: String,
    campaign_title: String,
    year: i64,
    number: i64,
    reason: String,
    protocol: String,
    drawn_by_name: String,
    drawn_at: String,
}

impl SampleRow {
    fn read(self) -> Result<Sample, StoreError> {
        let row = Row::new("sample", &self.id);
        Ok(Sample {
            year: row.year("year", self.year)?,
            number: row.count("number", self.number)?,
            drawn_at: row.time("drawn_at", &self.drawn_at)?,
            id: self.id,
            campaign_title: self.campaign_title,
            reason: self.reason,
            protocol: self.protocol,
            drawn_by_name: self.drawn_by_name,
        })
    }
}

/// The filings of a campaign that the bureau has before it: handed in and not sent back.
pub async fn list_handed_in(tx: &mut Tx, campaign_id: &str) -> Result<Vec<HandedIn>, StoreError> {
    const SQL: &str =
        "SELECT f.id AS filing_id, f.version, f.scheme_id, f.scheme_version, o.id AS agency_id,
        o.code AS agency_code, o.name AS agency_name, COALESCE(d.name, '') AS department_name
        FROM filing f JOIN organization o ON o.id = f.agency_id
        LEFT JOIN organization d ON d.id = f.department_id
        WHERE f.campaign_id = $1 AND f.state IN ($2, $3, $4) ORDER BY o.code";
    Ok(on_both!(tx, connection =>
        sqlx::query_as(SQL)
            .bind(campaign_id)
            .bind(State::AwaitingFinance.code())
            .bind(State::Approved.code())
            .bind(State::Published.code())
            .fetch_all(connection)
            .await)?)
}

/// How many samples were drawn in a campaign.
pub async fn count_samples(tx: &mut Tx, campaign_id: &str) -> Result<u32, StoreError> {
    const SQL: &str = "SELECT COUNT(*) FROM sample WHERE campaign_id = $1";
    let count: i64 = on_both!(tx, connection =>
        sqlx::query_scalar(SQL).bind(campaign_id).fetch_one(connection).await)?;
    Row::new("sample", campaign_id).count("number", count)
}

/// Writes a sample and gives its id; `None` when another of this number was quicker.
pub async fn insert_sample(
    tx: &mut Tx,
    new: &NewSample<'_>,
    now: DateTime<Utc>,
) -> Result<Option<String>, StoreError> {
    const SQL: &str = "INSERT INTO sample (id, campaign_id, bureau_id, number, reason,
        population_digest, protocol, drawn_by, drawn_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (campaign_id, number) DO NOTHING";
    let id = new_id(now);
    let written = execute!(
        tx,
        sqlx::query(SQL)
            .bind(&id)
            .bind(new.campaign_id)
            .bind(new.bureau_id)
            .bind(i64::from(new.number))
            .bind(new.reason)
            .bind(new.population_digest)
            .bind(new.protocol)
            .bind(new.drawn_by)
            .bind(time::to_text(now))
    )?;
    Ok((written == 1).then_some(id))
}

/// A sample of a bureau.
pub async fn find_sample(
    tx: &mut Tx,
    bureau_id: &str,
    id: &str,
) -> Result<Option<Sample>, StoreError> {
    const SQL: &str = "SELECT s.id, s.number, s.reason, s.protocol, s.drawn_at, c.year,
        c.title AS campaign_title, a.display_name AS drawn_by_name
        FROM sample s JOIN campaign c ON c.id = s.campaign_id JOIN account a ON a.id = s.drawn_by
        WHERE s.bureau_id = $1 AND s.id = $2";
    let row: Option<SampleRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL).bind(bureau_id).bind(id).fetch_optional(connection).await)?;
    row.map(SampleRow::read).transpose()
}

/// The samples of a bureau, the last drawn first.
pub async fn list_samples(
    tx: &mut Tx,
    bureau_id: &str,
    page: Page,
) -> Result<Vec<Sample>, StoreError> {
    const SQL: &str = "SELECT s.id, s.number, s.reason, s.protocol, s.drawn_at, c.year,
        c.title AS campaign_title, a.display_name AS drawn_by_name
        FROM sample s JOIN campaign c ON c.id = s.campaign_id JOIN account a ON a.id = s.drawn_by
        WHERE s.bureau_id = $1 ORDER BY s.id DESC LIMIT $2 OFFSET $3";
    let rows: Vec<SampleRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL)
            .bind(bureau_id)
            .bind(page.limit())
            .bind(page.offset())
            .fetch_all(connection)
            .await)?;
    rows.into_iter().map(SampleRow::read).collect()
}
