//! Filings as they stand in a person's lists.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::QueryBuilder;

use super::filing::{Filing, FilingRow};
use super::row::Row;
use super::{Page, StoreError, Tx, time};
use crate::domain::workflow::{Sphere, State};

/// A filing with what a list shows of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedFiling {
    /// The filing.
    pub filing: Filing,
    /// The budget year.
    pub year: i32,
    /// The campaign's title.
    pub campaign_title: String,
    /// The last day for 提交.
    pub due_on: NaiveDate,
    /// The agency's administrative code.
    pub agency_code: String,
    /// The agency's full name.
    pub agency_name: String,
    /// The reason of the last 退回修改, while the filing is returned.
    pub return_reason: Option<String>,
}

#[derive(sqlx::FromRow)]
pub(super) struct ListedRow {
    #[sqlx(flatten)]
    filing: FilingRow,
    year: i64,
    campaign_title: String,
    due_on: String,
    agency_code: String,
    agency_name: String,
    return_reason: Option<String>,
}

impl ListedRow {
    pub(super) fn read(self) -> Result<ListedFiling, StoreError> {
        let filing = self.filing.read()?;
        let row = Row::new("campaign", &filing.campaign_id);
        Ok(ListedFiling {
            year: row.year("year", self.year)?,
            due_on: filing.due_on(row.date("due_on", &self.due_on)?),
            filing,
            campaign_title: self.campaign_title,
            agency_code: self.agency_code,
            agency_name: self.agency_name,
            return_reason: self.return_reason,
        })
    }
}

pub(super) const SELECT: &str =
    "SELECT f.id, f.campaign_id, f.agency_id, f.department_id, f.bureau_id,
    f.scheme_id, f.scheme_version, f.state, f.version, f.submitted_by, f.submitted_at,
    f.finance_approved_by, f.updated_at, f.agency_check, f.department_review, f.extended_to,
    f.is_started, c.year, c.title AS campaign_title, c.due_on,
    o.code AS agency_code, o.name AS agency_name,
    CASE WHEN f.state = 'returned' THEN
        (SELECT d.reason FROM decision d WHERE d.filing_id = f.id AND d.verb = 'return'
         ORDER BY d.filing_version DESC LIMIT 1) END AS return_reason
    FROM filing f
    JOIN campaign c ON c.id = f.campaign_id
    JOIN organization o ON o.id = f.agency_id
    WHERE f.";

/// Narrows a query that ends in `WHERE f.` to a sphere and states; a macro, because the
/// builder's type differs between the databases.
macro_rules! narrow {
    ($query:ident, $sphere:expr, $states:expr) => {
        let (column, id) = match $sphere {
            Sphere::Agency(id) => ("agency_id", id),
            Sphere::Department(id) => ("department_id", id),
            Sphere::Bureau(id) => ("bureau_id", id),
        };
        $query.push(column);
        $query.push(" = ");
        $query.push_bind(id.clone());
        $query.push(" AND f.state IN (");
        let mut list = $query.separated(", ");
        for state in $states {
            list.push_bind(state.code());
        }
        $query.push(")");
    };
}

/// The filings of a sphere in these states; those waiting longest first.
pub async fn list_filings(
    tx: &mut Tx,
    sphere: &Sphere,
    states: &[State],
    page: Page,
) -> Result<Vec<ListedFiling>, StoreError> {
    if states.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<ListedRow> = on_both!(tx, connection => {
        let mut query = QueryBuilder::new(SELECT);
        narrow!(query, sphere, states);
        query.push(" ORDER BY f.updated_at, f.id LIMIT ");
        query.push_bind(page.limit());
        query.push(" OFFSET ");
        query.push_bind(page.offset());
        query.build_query_as().fetch_all(connection).await
    })?;
    rows.into_iter().map(ListedRow::read).collect()
}

/// A filing of one version of a scheme, as a comparison of schemes needs it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct SchemeFiling {
    /// The filing's id.
    pub id: String,
    /// The agency's full name.
    pub agency_name: String,
    year: i64,
}

impl SchemeFiling {
    /// The budget year.
    pub fn year(&self) -> Result<i32, StoreError> {
        Row::new("filing", &self.id).year("year", self.year)
    }
}

/// The filings of one version of a scheme by id, so many after one of them; the first with an
/// empty id.
pub async fn list_scheme_filings(
    tx: &mut Tx,
    scheme: (&str, u32),
    after: &str,
    most: u32,
) -> Result<Vec<SchemeFiling>, StoreError> {
    const SQL: &str = "SELECT f.id, o.name AS agency_name, c.year
        FROM filing f
        JOIN campaign c ON c.id = f.campaign_id
        JOIN organization o ON o.id = f.agency_id
        WHERE f.scheme_id = $1 AND f.scheme_version = $2 AND f.id > $3
        ORDER BY f.id LIMIT $4";
    let (id, version) = scheme;
    Ok(on_both!(tx, connection =>
        sqlx::query_as(SQL).bind(id).bind(i64::from(version)).bind(after).bind(i64::from(most))
            .fetch_all(connection).await)?)
}

/// How many filings of a sphere are in these states.
pub async fn count_filings(
    tx: &mut Tx,
    sphere: &Sphere,
    states: &[State],
) -> Result<i64, StoreError> {
    if states.is_empty() {
        return Ok(0);
    }
    Ok(on_both!(tx, connection => {
        let mut query = QueryBuilder::new("SELECT COUNT(*) FROM filing f WHERE f.");
        narrow!(query, sphere, states);
        query.build_query_scalar().fetch_one(connection).await
    })?)
}

/// How many filings of a sphere came into these states since this moment.
pub async fn count_filings_since(
    tx: &mut Tx,
    sphere: &Sphere,
    states: &[State],
    since: DateTime<Utc>,
) -> Result<i64, StoreError> {
    if states.is_empty() {
        return Ok(0);
    }
    Ok(on_both!(tx, connection => {
        let mut query = QueryBuilder::new("SELECT COUNT(*) FROM filing f WHERE f.");
        narrow!(query, sphere, states);
        query.push(" AND f.updated_at > ").push_bind(time::to_text(since));
        query.build_query_scalar().fetch_one(connection).await
    })?)
}
