//! The filings behind a count of a campaign, page by page: each page begins after the last line of
//! the one before, so that none costs more than itself.

use chrono::NaiveDate;
use sqlx::QueryBuilder;

use super::filing_list::{ListedFiling, ListedRow, SELECT};
use super::{StoreError, Tx};
use crate::domain::workflow::{OrganizationId, Progress, State};

/// Which filings of a campaign.
#[derive(Debug, Clone)]
pub struct ProgressFilter<'a> {
    /// The campaign.
    pub campaign_id: &'a str,
    /// How far they are.
    pub progress: &'a [Progress],
    /// Those of one department, of none at all, or everybody's.
    pub department: DepartmentFilter,
}

/// Whose filings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DepartmentFilter {
    /// Everybody's.
    All,
    /// Those of the agencies directly under the bureau.
    Direct,
    /// Those of the agencies under this department.
    Of(OrganizationId),
}

/// The line after which a page begins: the extension of its filing, and the filing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The day it is extended to; empty without an extension.
    pub extended_to: String,
    /// Its id.
    pub id: String,
}

impl Cursor {
    /// Before the first filing with an extension; those without one come before all days.
    #[must_use]
    pub fn first_extended() -> Self {
        Self {
            extended_to: "0".to_owned(),
            id: String::new(),
        }
    }

    /// The place of a filing.
    #[must_use]
    pub fn of(listed: &ListedFiling) -> Self {
        let day = listed.filing.extended_to.as_ref();
        Self {
            extended_to: day.map(NaiveDate::to_string).unwrap_or_default(),
            id: listed.filing.id.clone(),
        }
    }
}

/// So many filings after a line: those due first in front, each kind by the order in which its
/// filings were made.
pub async fn list_progress(
    tx: &mut Tx,
    filter: &ProgressFilter<'_>,
    after: &Cursor,
    most: u32,
) -> Result<Vec<ListedFiling>, StoreError> {
    let mut found = Vec::new();
    for progress in filter.progress {
        for is_started in started(*progress) {
            found.extend(list_one(tx, filter, *progress, *is_started, after, most).await?);
        }
    }
    found.sort_by_key(|listed| {
        let place = Cursor::of(listed);
        (place.extended_to, place.id)
    });
    found.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    Ok(found)
}

/// A filing that is cancelled or extended may never have been begun.
fn started(progress: Progress) -> &'static [bool] {
    match progress {
        Progress::NotStarted => &[false],
        Progress::At(State::Draft) => &[true],
        Progress::At(_) => &[true, false],
    }
}

async fn list_one(
    tx: &mut Tx,
    filter: &ProgressFilter<'_>,
    progress: Progress,
    is_started: bool,
    after: &Cursor,
    most: u32,
) -> Result<Vec<ListedFiling>, StoreError> {
    let state = match progress {
        Progress::NotStarted => State::Draft,
        Progress::At(state) => state,
    };
    let rows: Vec<ListedRow> = on_both!(tx, connection => {
        let mut query = QueryBuilder::new(SELECT);
        query.push("campaign_id = ").push_bind(filter.campaign_id);
        query.push(" AND f.state = ").push_bind(state.code());
        query.push(" AND f.is_started = ").push_bind(is_started);
        match &filter.department {
            DepartmentFilter::All => {}
            DepartmentFilter::Direct => {
                query.push(" AND f.department_id IS NULL");
            }
            DepartmentFilter::Of(id) => {
                query.push(" AND f.department_id = ").push_bind(id.clone());
            }
        }
        query.push(" AND (f.extended_to, f.id) > (").push_bind(&after.extended_to);
        query.push(", ").push_bind(&after.id);
        query.push(") ORDER BY f.extended_to, f.id LIMIT ").push_bind(i64::from(most));
        query.build_query_as().fetch_all(connection).await
    })?;
    rows.into_iter().map(ListedRow::read).collect()
}
