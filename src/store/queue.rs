//! A reviewer's lists: filtered, sorted, and read in parts that each cost the same.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::QueryBuilder;

use super::filing::{Filing, FilingRow};
use super::row::Row;
use super::{StoreError, Tx, time};
use crate::domain::filing::typed_hundredths;
use crate::domain::workflow::{OrganizationId, Sphere, State, Verb};

/// What a list is sorted by. Both run the same way every time, ties by the filing's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QueueOrder {
    /// Those first that have waited longest.
    Waiting,
    /// The lowest score first.
    Score,
}

/// What the checks found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QueueFindings {
    /// An error.
    Errors,
    /// A reason that is not written.
    Unanswered,
    /// A reason that is written.
    Warnings,
    /// None of these.
    Nothing,
}

/// Which filings are wanted.
#[derive(Debug, Clone)]
pub struct QueueQuery<'a> {
    /// Whose filings.
    pub sphere: &'a Sphere,
    /// In which states.
    pub states: &'a [State],
    /// Of which budget year.
    pub year: Option<i32>,
    /// Under which department.
    pub department: Option<&'a str>,
    /// Scores from and to, hundredths of a point, both included.
    pub score: (Option<i64>, Option<i64>),
    /// With which findings.
    pub findings: Option<QueueFindings>,
    /// In which order.
    pub order: QueueOrder,
    /// After which place.
    pub after: Option<&'a QueuePlace>,
    /// At most this many.
    pub most: u32,
}

/// A place in a list: what it is sorted by, and the filing's id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueuePlace {
    /// The time as it is stored, or the score in hundredths.
    pub key: String,
    /// The filing.
    pub id: String,
}

/// A filing in a reviewer's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueuedFiling {
    /// The filing.
    pub filing: Filing,
    /// The budget year.
    pub year: i32,
    /// The campaign's title.
    pub campaign_title: String,
    /// The last day for 提交.
    pub due_on: NaiveDate,
    /// The agency's full name.
    pub agency_name: String,
    /// Its department's short name; empty without one.
    pub department_name: String,
    /// The score in hundredths of a point, when it is known.
    pub score_hundredths: Option<i64>,
    /// 财政复核得分 in hundredths of a point, where corrections stand and it is known.
    pub reviewed_hundredths: Option<i64>,
    /// 优, 良, 中, 差; empty where there is none.
    pub grade: String,
    /// Findings with a written reason.
    pub warnings: i64,
}

impl QueuedFiling {
    /// Its place in a list of this order.
    #[must_use]
    pub fn place(&self, order: QueueOrder) -> QueuePlace {
        let score = self
            .score_hundredths
            .unwrap_or(super::digest::UNKNOWN_SCORE);
        QueuePlace {
            key: match order {
                QueueOrder::Waiting => time::to_text(self.filing.updated_at),
                QueueOrder::Score => score.to_string(),
            },
            id: self.filing.id.clone(),
        }
    }
}

#[derive(sqlx::FromRow)]
struct QueuedRow {
    #[sqlx(flatten)]
    filing: FilingRow,
    year: i64,
    campaign_title: String,
    due_on: String,
    agency_name: String,
    department_name: Option<String>,
    score_hundredths: Option<i64>,
    reviewed_total: Option<String>,
    grade: Option<String>,
    warnings: Option<i64>,
}

impl QueuedRow {
    fn read(self) -> Result<QueuedFiling, StoreError> {
        let filing = self.filing.read()?;
        let row = Row::new("campaign", &filing.campaign_id);
        Ok(QueuedFiling {
            year: row.year("year", self.year)?,
            due_on: filing.due_on(row.date("due_on", &self.due_on)?),
            filing,
            campaign_title: self.campaign_title,
            agency_name: self.agency_name,
            department_name: self.department_name.unwrap_or_default(),
            score_hundredths: self.score_hundredths.filter(|score| *score >= 0),
            reviewed_hundredths: self.reviewed_total.as_deref().and_then(typed_hundredths),
            grade: self.grade.unwrap_or_default(),
            warnings: self.warnings.unwrap_or_default(),
        })
    }
}

const SELECT: &str = "SELECT f.id, f.campaign_id, f.agency_id, f.department_id, f.bureau_id,
    f.scheme_id, f.scheme_version, f.state, f.version, f.submitted_by, f.submitted_at,
    f.finance_approved_by, f.updated_at, f.agency_check, f.department_review, f.extended_to,
    f.is_started, c.year, c.title AS campaign_title, c.due_on,
    o.name AS agency_name, p.short_name AS department_name, d.score_hundredths, d.grade, d.warnings,
    (SELECT CASE WHEN r.corrections > 0 THEN r.reviewed_total ELSE '' END FROM rescoring r
     WHERE r.filing_id = f.id ORDER BY r.filing_version DESC LIMIT 1) AS reviewed_total
    FROM filing f
    JOIN campaign c ON c.id = f.campaign_id
    JOIN organization o ON o.id = f.agency_id
    LEFT JOIN organization p ON p.id = f.department_id
    LEFT JOIN filing_digest d ON d.filing_id = f.id
    WHERE ";

/// Narrows a query that ends in `WHERE ` to what is wanted; a macro, because the builder's type
/// differs between the databases.
macro_rules! narrow {
    ($query:ident, $wanted:expr) => {
        let wanted: &QueueQuery<'_> = $wanted;
        let by_score = wanted.order == QueueOrder::Score;
        let (column, id) = match wanted.sphere {
            Sphere::Agency(id) => ("f.agency_id", id),
            Sphere::Department(id) if by_score => ("d.department_id", id),
            Sphere::Bureau(id) if by_score => ("d.bureau_id", id),
            Sphere::Department(id) => ("f.department_id", id),
            Sphere::Bureau(id) => ("f.bureau_id", id),
        };
        $query.push(column).push(" = ").push_bind(id.clone());
        $query.push(" AND f.state IN (");
        let mut list = $query.separated(", ");
        for state in wanted.states {
            list.push_bind(state.code());
        }
        $query.push(")");
        if let Some(year) = wanted.year {
            $query.push(" AND c.year = ").push_bind(i64::from(year));
        }
        if let Some(department) = wanted.department {
            $query.push(" AND f.department_id = ");
            $query.push_bind(department.to_owned());
        }
        if by_score || wanted.score.0.is_some() || wanted.score.1.is_some() {
            let from = wanted.score.0.unwrap_or(super::digest::UNKNOWN_SCORE);
            $query.push(" AND d.score_hundredths >= ").push_bind(from);
        }
        if let Some(to) = wanted.score.1 {
            $query.push(" AND d.score_hundredths <= ").push_bind(to);
        }
        if let Some(findings) = wanted.findings {
            $query.push(match findings {
                QueueFindings::Errors => " AND d.errors > 0",
                QueueFindings::Unanswered => " AND d.unanswered > 0",
                QueueFindings::Warnings => " AND d.warnings > 0",
                QueueFindings::Nothing => {
                    " AND d.errors = 0 AND d.unanswered = 0 AND d.warnings = 0"
                }
            });
        }
    };
}

/// The filings that are wanted, from their place on.
pub async fn list_queue(
    tx: &mut Tx,
    wanted: &QueueQuery<'_>,
) -> Result<Vec<QueuedFiling>, StoreError> {
    if wanted.states.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<QueuedRow> = on_both!(tx, connection => {
        let mut query = QueryBuilder::new(SELECT);
        narrow!(query, wanted);
        match (wanted.after, wanted.order) {
            (Some(after), QueueOrder::Waiting) => {
                query.push(" AND (f.updated_at, f.id) > (").push_bind(after.key.clone());
                query.push(", ").push_bind(after.id.clone()).push(")");
            }
            (Some(after), QueueOrder::Score) => {
                let score = after.key.parse::<i64>().unwrap_or(super::digest::UNKNOWN_SCORE);
                query.push(" AND (d.score_hundredths, d.filing_id) > (").push_bind(score);
                query.push(", ").push_bind(after.id.clone()).push(")");
            }
            (None, _) => {}
        }
        query.push(match wanted.order {
            QueueOrder::Waiting => " ORDER BY f.updated_at, f.id LIMIT ",
            QueueOrder::Score => " ORDER BY d.score_hundredths, d.filing_id LIMIT ",
        });
        query.push_bind(i64::from(wanted.most));
        query.build_query_as().fetch_all(connection).await
    })?;
    rows.into_iter().map(QueuedRow::read).collect()
}

/// How many filings of a sphere are in these states, counted up to `most` and no further.
pub async fn count_up_to(
    tx: &mut Tx,
    sphere: &Sphere,
    states: &[State],
    most: u32,
) -> Result<i64, StoreError> {
    const SQL: &str = "SELECT COUNT(*) FROM (SELECT 1 FROM filing f WHERE ";
    if states.is_empty() {
        return Ok(0);
    }
    let wanted = QueueQuery {
        sphere,
        states,
        year: None,
        department: None,
        score: (None, None),
        findings: None,
        order: QueueOrder::Waiting,
        after: None,
        most,
    };
    Ok(on_both!(tx, connection => {
        let mut query = QueryBuilder::new(SQL);
        narrow!(query, &wanted);
        query.push(" LIMIT ").push_bind(i64::from(most)).push(") waiting");
        query.build_query_scalar().fetch_one(connection).await
    })?)
}

/// One decision of a person, with the filing as it stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The decision's id; later ones sort later.
    pub id: String,
    /// What he did.
    pub verb: Verb,
    /// When.
    pub decided_at: DateTime<Utc>,
    /// The filing.
    pub filing_id: String,
    /// Where it stands now.
    pub state: State,
    /// The budget year.
    pub year: i32,
    /// The agency's full name.
    pub agency_name: String,
}

#[derive(sqlx::FromRow)]
struct DecidedRow {
    id: String,
    verb: String,
    decided_at: String,
    filing_id: String,
    state: String,
    year: i64,
    agency_name: String,
}

impl DecidedRow {
    fn read(self) -> Result<Decided, StoreError> {
        let row = Row::new("decision", &self.id);
        Ok(Decided {
            verb: row.some("verb", Verb::from_code(&self.verb))?,
            decided_at: row.time("decided_at", &self.decided_at)?,
            state: row.some("state", State::from_code(&self.state))?,
            year: row.year("year", self.year)?,
            filing_id: self.filing_id,
            agency_name: self.agency_name,
            id: self.id,
        })
    }
}

/// What a person decided himself, the last first, from before one of his decisions on.
pub async fn list_decided(
    tx: &mut Tx,
    account_id: &str,
    before: Option<&str>,
    most: u32,
) -> Result<Vec<Decided>, StoreError> {
    const SQL: &str = "SELECT d.id, d.verb, d.decided_at, f.id AS filing_id, f.state, c.year,
        o.name AS agency_name
        FROM decision d
        JOIN filing f ON f.id = d.filing_id
        JOIN campaign c ON c.id = f.campaign_id
        JOIN organization o ON o.id = f.agency_id
        WHERE d.decided_by = $1 AND ($2 IS NULL OR d.id < $2)
        ORDER BY d.id DESC LIMIT $3";
    let rows: Vec<DecidedRow> = on_both!(tx, connection => sqlx::query_as(SQL)
        .bind(account_id)
        .bind(before)
        .bind(i64::from(most))
        .fetch_all(connection)
        .await)?;
    rows.into_iter().map(DecidedRow::read).collect()
}

/// A department of a bureau, for a filter.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct DepartmentName {
    /// Its id.
    pub id: OrganizationId,
    /// Its full name.
    pub name: String,
}

/// The departments of a bureau by their codes, so many at most.
pub async fn list_departments(
    tx: &mut Tx,
    bureau_id: &str,
    most: u32,
) -> Result<Vec<DepartmentName>, StoreError> {
    const SQL: &str = "SELECT id, name FROM organization
        WHERE parent_id = $1 AND kind = 'department' ORDER BY code LIMIT $2";
    Ok(on_both!(tx, connection => sqlx::query_as(SQL)
        .bind(bureau_id)
        .bind(i64::from(most))
        .fetch_all(connection)
        .await)?)
}
