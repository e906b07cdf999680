//! Whom messages go to.

use chrono::{DateTime, Utc};

use super::contact::Contact;
use super::row::Row;
use super::{StoreError, Tx, time};
use crate::domain::message::MessageKind;
use crate::domain::workflow::{AccountId, Actor, OrganizationId, Role};

/// Somebody who may be told.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Addressee {
    /// His account.
    pub account_id: AccountId,
    /// His name on pages.
    pub display_name: String,
    /// How he is reached.
    #[sqlx(flatten)]
    pub contact: Contact,
}

/// Whom to tell: the people who hold this role for an organization now, whose accounts are open and
/// who have not switched this kind off. They are few.
pub async fn list_addressees(
    tx: &mut Tx,
    organization_id: &str,
    role: Role,
    kind: MessageKind,
    now: DateTime<Utc>,
) -> Result<Vec<Addressee>, StoreError> {
    const SQL: &str = "SELECT DISTINCT a.id AS account_id, a.display_name,
        COALESCE(c.email, '') AS email, COALESCE(c.mobile, '') AS mobile
        FROM posting p JOIN account a ON a.id = p.account_id
        LEFT JOIN contact c ON c.account_id = a.id
        WHERE p.organization_id = $1 AND p.role = $2 AND a.is_disabled = $3
        AND p.since <= $4 AND (p.ended_at IS NULL OR p.ended_at > $4)
        AND (p.away_until IS NULL OR p.away_until <= $4)
        AND NOT EXISTS (SELECT 1 FROM notice_off n WHERE n.account_id = a.id AND n.kind = $5)
        ORDER BY a.id";
    Ok(on_both!(tx, connection =>
        sqlx::query_as(SQL)
            .bind(organization_id)
            .bind(role.code())
            .bind(false)
            .bind(time::to_text(now))
            .bind(kind.code())
            .fetch_all(connection)
            .await)?)
}

/// Somebody who reviews, in one of his postings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewer {
    /// The posting.
    pub posting_id: String,
    /// What he does.
    pub role: Role,
    /// For whom.
    pub organization_id: OrganizationId,
    /// Himself.
    pub person: Addressee,
}

impl Reviewer {
    /// The person as the workflow sees him.
    #[must_use]
    pub fn actor(&self) -> Actor {
        Actor {
            account_id: self.person.account_id.clone(),
            role: self.role,
            organization_id: Some(self.organization_id.clone()),
        }
    }
}

#[derive(sqlx::FromRow)]
struct ReviewerRow {
    posting_id: String,
    role: String,
    organization_id: String,
    #[sqlx(flatten)]
    person: Addressee,
}

impl ReviewerRow {
    fn read(self) -> Result<Reviewer, StoreError> {
        Ok(Reviewer {
            role: Row::new("posting", &self.posting_id).role(&self.role)?,
            posting_id: self.posting_id,
            organization_id: self.organization_id,
            person: self.person,
        })
    }
}

/// So many postings of reviewers who can be reached and want to be, after one of them; the first with
/// an empty id.
pub async fn list_reviewers(
    tx: &mut Tx,
    after: &str,
    most: u32,
    now: DateTime<Utc>,
) -> Result<Vec<Reviewer>, StoreError> {
    const SQL: &str = "SELECT p.id AS posting_id, p.role, p.organization_id, a.id AS account_id,
        a.display_name, c.email, c.mobile
        FROM contact c JOIN account a ON a.id = c.account_id JOIN posting p ON p.account_id = a.id
        WHERE p.id > $1 AND p.role IN ($2, $3, $4) AND a.is_disabled = $5
        AND (c.email <> '' OR c.mobile <> '') AND p.organization_id IS NOT NULL
        AND p.since <= $6 AND (p.ended_at IS NULL OR p.ended_at > $6)
        AND (p.away_until IS NULL OR p.away_until <= $6)
        AND NOT EXISTS (SELECT 1 FROM notice_off n WHERE n.account_id = a.id AND n.kind = $7)
        ORDER BY p.id LIMIT $8";
    let rows: Vec<ReviewerRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL)
            .bind(after)
            .bind(Role::AgencyChecker.code())
            .bind(Role::DepartmentReviewer.code())
            .bind(Role::FinanceReviewer.code())
            .bind(false)
            .bind(time::to_text(now))
            .bind(MessageKind::Queue.code())
            .bind(i64::from(most))
            .fetch_all(connection)
            .await)?;
    rows.into_iter().map(ReviewerRow::read).collect()
}
