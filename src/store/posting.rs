//! Postings (任职): what a person is, for which organization, from when to when.

use chrono::{DateTime, Utc};

use super::organization::list_lineage;
use super::row::Row;
use super::{Page, StoreError, Tx, new_id, time};
use crate::domain::account::{Duty, Term};
use crate::domain::workflow::{AccountId, Actor, OrganizationId, Role};

/// A posting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posting {
    /// Its id.
    pub id: String,
    /// Whose it is.
    pub account_id: AccountId,
    /// What the person does.
    pub role: Role,
    /// For whom; `None` for 三员.
    pub organization_id: Option<OrganizationId>,
    /// The name of the organization; empty for 三员.
    pub organization_name: String,
    /// The administrative code of the organization; empty for 三员.
    pub organization_code: String,
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
    /// From when to when it counts.
    pub term: Term,
}

impl Posting {
    /// Its holder as the workflow sees him.
    #[must_use]
    pub fn actor(&self) -> Actor {
        Actor {
            account_id: self.account_id.clone(),
            role: self.role,
            organization_id: self.organization_id.clone(),
        }
    }
}

/// A posting with who holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldPosting {
    /// The posting.
    pub posting: Posting,
    /// The log-in name of its holder.
    pub login_name: String,
    /// His name on pages.
    pub display_name: String,
}

/// A posting to be written.
#[derive(Debug)]
pub struct NewPosting<'a> {
    /// Whose it is.
    pub account_id: &'a str,
    /// What the person does.
    pub role: Role,
    /// For whom.
    pub organization_id: Option<&'a str>,
    /// From when to when.
    pub term: Term,
}

#[derive(sqlx::FromRow)]
pub(super) struct PostingRow {
    posting_id: String,
    posting_account: String,
    role: String,
    organization_id: Option<String>,
    organization_name: Option<String>,
    organization_code: Option<String>,
    asked_at: String,
    since: Option<String>,
    away_until: Option<String>,
    ended_at: Option<String>,
}

impl PostingRow {
    pub(super) fn read(self) -> Result<Posting, StoreError> {
        let row = Row::new("posting", &self.posting_id);
        let term = Term {
            since: row.optional_time("since", self.since.as_deref())?,
            away_until: row.optional_time("away_until", self.away_until.as_deref())?,
            ended_at: row.optional_time("ended_at", self.ended_at.as_deref())?,
        };
        Ok(Posting {
            role: row.role(&self.role)?,
            asked_at: row.time("asked_at", &self.asked_at)?,
            term,
            id: self.posting_id,
            account_id: self.posting_account,
            organization_id: self.organization_id,
            organization_name: self.organization_name.unwrap_or_default(),
            organization_code: self.organization_code.unwrap_or_default(),
        })
    }
}

#[derive(sqlx::FromRow)]
struct HeldRow {
    login_name: String,
    display_name: String,
    #[sqlx(flatten)]
    posting: PostingRow,
}

impl HeldRow {
    fn read(self) -> Result<HeldPosting, StoreError> {
        Ok(HeldPosting {
            posting: self.posting.read()?,
            login_name: self.login_name,
            display_name: self.display_name,
        })
    }
}

/// Writes a posting and gives its id.
pub async fn insert_posting(
    tx: &mut Tx,
    new: &NewPosting<'_>,
    now: DateTime<Utc>,
) -> Result<String, StoreError> {
    const SQL: &str = "INSERT INTO posting
        (id, account_id, role, organization_id, asked_at, since, away_until, ended_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let id = new_id(now);
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(&id)
            .bind(new.account_id)
            .bind(new.role.code())
            .bind(new.organization_id)
            .bind(time::to_text(now))
            .bind(new.term.since.map(time::to_text))
            .bind(new.term.away_until.map(time::to_text))
            .bind(new.term.ended_at.map(time::to_text))
    )?;
    Ok(id)
}

/// The posting with this id.
pub async fn find_posting(tx: &mut Tx, id: &str) -> Result<Option<Posting>, StoreError> {
    const SQL: &str = "SELECT p.id AS posting_id, p.account_id AS posting_account, p.role,
        p.organization_id, o.name AS organization_name, o.code AS organization_code, p.asked_at,
        p.since, p.away_until, p.ended_at
        FROM posting p LEFT JOIN organization o ON o.id = p.organization_id WHERE p.id = $1";
    let row: Option<PostingRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL).bind(id).fetch_optional(connection).await)?;
    row.map(PostingRow::read).transpose()
}

/// All postings of a person, those over among them, oldest first. They are few.
pub async fn list_postings(tx: &mut Tx, account_id: &str) -> Result<Vec<Posting>, StoreError> {
    const SQL: &str = "SELECT p.id AS posting_id, p.account_id AS posting_account, p.role,
        p.organization_id, o.name AS organization_name, o.code AS organization_code, p.asked_at,
        p.since, p.away_until, p.ended_at
        FROM posting p LEFT JOIN organization o ON o.id = p.organization_id
        WHERE p.account_id = $1 ORDER BY p.asked_at, p.id";
    let rows: Vec<PostingRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL).bind(account_id).fetch_all(connection).await)?;
    rows.into_iter().map(PostingRow::read).collect()
}

/// The postings that wait for the security administrator, oldest first.
pub async fn list_asked(tx: &mut Tx, page: Page) -> Result<Vec<HeldPosting>, StoreError> {
    const SQL: &str = "SELECT a.login_name, a.display_name, p.id AS posting_id,
        p.account_id AS posting_account, p.role, p.organization_id, o.name AS organization_name,
        o.code AS organization_code, p.asked_at, p.since, p.away_until, p.ended_at
        FROM posting p JOIN account a ON a.id = p.account_id
        LEFT JOIN organization o ON o.id = p.organization_id
        WHERE p.since IS NULL AND p.ended_at IS NULL
        ORDER BY p.asked_at, p.id LIMIT $1 OFFSET $2";
    let rows: Vec<HeldRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL)
            .bind(page.limit())
            .bind(page.offset())
            .fetch_all(connection)
            .await)?;
    rows.into_iter().map(HeldRow::read).collect()
}

/// The people of the departments and agencies under a bureau, by administrative code: whose posting
/// there is not over at this moment.
pub async fn list_postings_under(
    tx: &mut Tx,
    bureau_id: &str,
    page: Page,
    now: DateTime<Utc>,
) -> Result<Vec<HeldPosting>, StoreError> {
    const SQL: &str = "SELECT a.login_name, a.display_name, p.id AS posting_id,
        p.account_id AS posting_account, p.role, p.organization_id, o.name AS organization_name,
        o.code AS organization_code, p.asked_at, p.since, p.away_until, p.ended_at
        FROM organization o JOIN posting p ON p.organization_id = o.id
        JOIN account a ON a.id = p.account_id
        WHERE (o.parent_id = $1 OR o.parent_id IN
            (SELECT id FROM organization WHERE parent_id = $1))
        AND p.since IS NOT NULL AND (p.ended_at IS NULL OR p.ended_at > $2)
        ORDER BY o.code, p.role, p.asked_at, p.id LIMIT $3 OFFSET $4";
    let rows: Vec<HeldRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL)
            .bind(bureau_id)
            .bind(time::to_text(now))
            .bind(page.limit())
            .bind(page.offset())
            .fetch_all(connection)
            .await)?;
    rows.into_iter().map(HeldRow::read).collect()
}

/// Writes from when to when a posting counts.
pub async fn update_term(tx: &mut Tx, id: &str, term: Term) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE posting SET since = $2, away_until = $3, ended_at = $4 WHERE id = $1";
    let written = execute!(
        tx,
        sqlx::query(SQL)
            .bind(id)
            .bind(term.since.map(time::to_text))
            .bind(term.away_until.map(time::to_text))
            .bind(term.ended_at.map(time::to_text))
    )?;
    if written == 1 {
        return Ok(());
    }
    Err(StoreError::Lost {
        table: "posting",
        id: id.to_owned(),
    })
}

/// The duty of this role for this organization, with everything above it.
pub async fn load_duty(
    tx: &mut Tx,
    role: Role,
    organization_id: Option<&str>,
) -> Result<Duty, StoreError> {
    let lineage = match organization_id {
        Some(id) => list_lineage(tx, id).await?,
        None => Vec::new(),
    };
    Ok(Duty { role, lineage })
}

/// The agencies of a bureau, by name in the order of their codes, for which nobody holds this role
/// now; so many at most.
pub async fn list_agencies_lacking(
    tx: &mut Tx,
    bureau_id: &str,
    role: Role,
    now: DateTime<Utc>,
    most: u32,
) -> Result<Vec<String>, StoreError> {
    const SQL: &str = "SELECT o.name FROM organization o
        WHERE o.kind = 'agency' AND (o.parent_id = $1 OR o.parent_id IN
            (SELECT id FROM organization WHERE parent_id = $1 AND kind = 'department'))
        AND NOT EXISTS (SELECT 1 FROM posting p WHERE p.organization_id = o.id AND p.role = $2
            AND p.since IS NOT NULL AND p.since <= $3
            AND (p.ended_at IS NULL OR p.ended_at > $3))
        ORDER BY o.code LIMIT $4";
    Ok(on_both!(tx, connection => sqlx::query_scalar(SQL)
        .bind(bureau_id)
        .bind(role.code())
        .bind(time::to_text(now))
        .bind(i64::from(most))
        .fetch_all(connection)
        .await)?)
}
