//! Filings: one agency's year, without what is typed in it.

use chrono::{DateTime, NaiveDate, Utc};

use super::filing_count::move_count;
use super::row::Row;
use super::{StoreError, Tx, new_id, time};
use crate::domain::campaign::SchemeChoice;
use crate::domain::workflow::{
    AccountId, Chain, FilingFacts, OrganizationId, Progress, State, due_on,
};

/// A filing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filing {
    /// Its id.
    pub id: String,
    /// The campaign it belongs to.
    pub campaign_id: String,
    /// The scheme it is bound to for ever.
    pub scheme_id: String,
    /// The version of that scheme.
    pub scheme_version: u32,
    /// Counts every save and every deed.
    pub version: i64,
    /// What decides about permissions.
    pub facts: FilingFacts,
    /// When what now lies before the reviewers was submitted.
    pub submitted_at: Option<DateTime<Utc>>,
    /// When anything last happened to it.
    pub updated_at: DateTime<Utc>,
    /// The later day that this agency was given for 提交.
    pub extended_to: Option<NaiveDate>,
    /// Whether anything was ever typed in it.
    pub is_started: bool,
}

impl Filing {
    /// The last day for 提交, in a campaign that is due on this day.
    #[must_use]
    pub fn due_on(&self, campaign: NaiveDate) -> NaiveDate {
        due_on(campaign, self.extended_to)
    }

    /// How far it has come.
    #[must_use]
    pub fn progress(&self) -> Progress {
        Progress::of(self.facts.state, self.is_started)
    }
}

/// A filing to be written.
#[derive(Debug, Clone)]
pub struct NewFiling {
    /// The agency that files.
    pub agency_id: OrganizationId,
    /// Its supervising department.
    pub department_id: Option<OrganizationId>,
    /// The scheme it is bound to for ever.
    pub scheme: SchemeChoice,
}

#[derive(sqlx::FromRow)]
pub(super) struct FilingRow {
    id: String,
    campaign_id: String,
    agency_id: OrganizationId,
    department_id: Option<OrganizationId>,
    bureau_id: OrganizationId,
    scheme_id: String,
    scheme_version: i64,
    state: String,
    version: i64,
    submitted_by: Option<AccountId>,
    submitted_at: Option<String>,
    finance_approved_by: Option<AccountId>,
    updated_at: String,
    agency_check: bool,
    department_review: bool,
    extended_to: String,
    is_started: bool,
}

impl FilingRow {
    pub(super) fn read(self) -> Result<Filing, StoreError> {
        let row = Row::new("filing", &self.id);
        let state = row.some("state", State::from_code(&self.state))?;
        let scheme_version = row.count("scheme_version", self.scheme_version)?;
        let submitted_at = row.optional_time("submitted_at", self.submitted_at.as_deref())?;
        let updated_at = row.time("updated_at", &self.updated_at)?;
        let extended_to = Some(self.extended_to).filter(|day| !day.is_empty());
        let extended_to = extended_to
            .map(|day| row.date("extended_to", &day))
            .transpose()?;
        Ok(Filing {
            id: self.id,
            campaign_id: self.campaign_id,
            scheme_id: self.scheme_id,
            scheme_version,
            version: self.version,
            facts: FilingFacts {
                state,
                agency_id: self.agency_id,
                chain: Chain {
                    agency_check: self.agency_check,
                    department: self.department_review,
                },
                department_id: self.department_id,
                bureau_id: self.bureau_id,
                submitted_by: self.submitted_by,
                finance_approved_by: self.finance_approved_by,
            },
            submitted_at,
            updated_at,
            extended_to,
            is_started: self.is_started,
        })
    }
}

/// Writes an empty filing for an agency of a campaign. Whoever has written them all counts them.
pub async fn insert_filing(
    tx: &mut Tx,
    campaign: &super::campaign::Campaign,
    new: &NewFiling,
    now: DateTime<Utc>,
) -> Result<String, StoreError> {
    const SQL: &str = "INSERT INTO filing
        (id, campaign_id, agency_id, department_id, bureau_id, scheme_id, scheme_version, state,
         version, updated_at, agency_check, department_review)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9, $10, $11)";
    let id = new_id(now);
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(&id)
            .bind(&campaign.id)
            .bind(&new.agency_id)
            .bind(&new.department_id)
            .bind(&campaign.bureau_id)
            .bind(&new.scheme.id)
            .bind(i64::from(new.scheme.version))
            .bind(State::Draft.code())
            .bind(time::to_text(now))
            .bind(campaign.settings.chain.agency_check)
            .bind(campaign.settings.chain.department)
    )?;
    Ok(id)
}

/// The filing with this id.
pub async fn find_filing(tx: &mut Tx, id: &str) -> Result<Option<Filing>, StoreError> {
    const SQL: &str = "SELECT id, campaign_id, agency_id, department_id, bureau_id, scheme_id,
        scheme_version, state, version, submitted_by, submitted_at, finance_approved_by,
        updated_at, agency_check, department_review, extended_to, is_started FROM filing WHERE id = $1";
    let row: Option<FilingRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL).bind(id).fetch_optional(connection).await)?;
    row.map(FilingRow::read).transpose()
}

/// The approved filing of an agency's year. Of several bureaus' the one that moved last.
pub async fn find_approved_filing(
    tx: &mut Tx,
    agency_id: &str,
    year: i32,
) -> Result<Option<Filing>, StoreError> {
    const SQL: &str = "SELECT f.id, f.campaign_id, f.agency_id, f.department_id, f.bureau_id,
        f.scheme_id, f.scheme_version, f.state, f.version, f.submitted_by, f.submitted_at,
        f.finance_approved_by, f.updated_at, f.agency_check, f.department_review, f.extended_to,
        f.is_started
        FROM filing f JOIN campaign c ON c.id = f.campaign_id
        WHERE f.agency_id = $1 AND f.state = $2 AND c.year = $3
        ORDER BY f.updated_at DESC, f.id DESC LIMIT 1";
    let row: Option<FilingRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL)
            .bind(agency_id)
            .bind(State::Approved.code())
            .bind(i64::from(year))
            .fetch_optional(connection)
            .await)?;
    row.map(FilingRow::read).transpose()
}

/// The filing with this id, kept from everybody else until the transaction ends.
///
/// The update changes nothing; on PostgreSQL it takes the row's lock, so that deeds on one
/// filing follow each other as they do on SQLite, where the transaction has the only lock.
pub async fn find_filing_to_change(tx: &mut Tx, id: &str) -> Result<Option<Filing>, StoreError> {
    const SQL: &str = "UPDATE filing SET version = version WHERE id = $1
        RETURNING id, campaign_id, agency_id, department_id, bureau_id, scheme_id,
        scheme_version, state, version, submitted_by, submitted_at, finance_approved_by,
        updated_at, agency_check, department_review, extended_to, is_started";
    let row: Option<FilingRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL).bind(id).fetch_optional(connection).await)?;
    row.map(FilingRow::read).transpose()
}

/// Writes the facts after a deed and counts the version on; `before` must still be true.
pub async fn update_filing(
    tx: &mut Tx,
    before: &Filing,
    after: FilingFacts,
    submitted_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<Filing, StoreError> {
    const SQL: &str = "UPDATE filing SET version = version + 1, state = $3, submitted_by = $4,
        submitted_at = $5, finance_approved_by = $6, updated_at = $7
        WHERE id = $1 AND version = $2";
    let written = execute!(
        tx,
        sqlx::query(SQL)
            .bind(&before.id)
            .bind(before.version)
            .bind(after.state.code())
            .bind(&after.submitted_by)
            .bind(submitted_at.map(time::to_text))
            .bind(&after.finance_approved_by)
            .bind(time::to_text(now))
    )?;
    if written != 1 {
        return Err(StoreError::Lost {
            table: "filing",
            id: before.id.clone(),
        });
    }
    let moved = Filing {
        version: before.version + 1,
        facts: after,
        submitted_at,
        updated_at: now,
        ..before.clone()
    };
    move_count(tx, before, &moved).await?;
    Ok(moved)
}

/// Notes that something was typed in a filing for the first time.
pub async fn start_filing(tx: &mut Tx, filing: &Filing) -> Result<Filing, StoreError> {
    const SQL: &str = "UPDATE filing SET is_started = TRUE WHERE id = $1";
    execute!(tx, sqlx::query(SQL).bind(&filing.id))?;
    let started = Filing {
        is_started: true,
        ..filing.clone()
    };
    move_count(tx, filing, &started).await?;
    Ok(started)
}

/// Gives all filings of a campaign another chain; none of them may have begun.
pub async fn update_chain(tx: &mut Tx, campaign_id: &str, chain: Chain) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE filing SET agency_check = $2, department_review = $3
        WHERE campaign_id = $1";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(campaign_id)
            .bind(chain.agency_check)
            .bind(chain.department)
    )?;
    Ok(())
}

/// Gives a filing until this day.
pub async fn extend_filing(tx: &mut Tx, id: &str, day: NaiveDate) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE filing SET extended_to = $2 WHERE id = $1";
    execute!(tx, sqlx::query(SQL).bind(id).bind(day.to_string()))?;
    Ok(())
}
