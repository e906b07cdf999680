//! What closing a campaign looks at: every filing with what it comes to, the differences that
//! corrections made, and which approved filings can be made public.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::Caller;
use super::appeal::load_appeal;
use super::filing::load_entries;
use super::job::JobError;
use super::rescore::correction_of;
use super::schemes::Schemes;
use super::workshop::{WorkError, apart};
use crate::domain::filing::Entries;
use crate::domain::rescore::{Correction, Rescored};
use crate::domain::scheme::Scheme;
use crate::domain::statistics::Facts;
use crate::domain::workflow::{Progress, State, may_open_campaign};
use crate::store::campaign::{Campaign, find_campaign, load_campaign};
use crate::store::correction::list_corrections;
use crate::store::digest::count_open;
use crate::store::filing::Filing;
use crate::store::filing_list::ListedFiling;
use crate::store::filing_progress::{Cursor, DepartmentFilter, ProgressFilter, list_progress};
use crate::store::organization::{list_departments, load_organization};
use crate::store::statistics::find_facts;
use crate::store::{Store, StoreError, Tx};

/// Filings shown before they are made public; all are looked at when it is done.
const SHOWN: u32 = 200;

/// A filing with what it comes to.
#[derive(Debug, Clone)]
pub struct ClosingLine {
    /// The filing.
    pub listed: ListedFiling,
    /// The name of its department; empty without one.
    pub department: String,
    /// What it comes to; as nothing while it was never handed in.
    pub facts: Facts,
}

/// So many filings of a campaign after a place, in the order in which they were made.
///
/// # Errors
/// When the database fails.
pub async fn list_closing(
    store: &Store,
    campaign: &Campaign,
    after: &Cursor,
    most: u32,
) -> Result<Vec<ClosingLine>, StoreError> {
    let mut tx = store.read().await?;
    let departments = list_departments(&mut tx, &campaign.bureau_id).await?;
    let names: BTreeMap<&str, &str> = departments
        .iter()
        .map(|it| (it.id.as_str(), it.name.as_str()))
        .collect();
    let filter = ProgressFilter {
        campaign_id: &campaign.id,
        progress: &Progress::ALL,
        department: DepartmentFilter::All,
    };
    let mut lines = Vec::new();
    for listed in list_progress(&mut tx, &filter, after, most).await? {
        let kept = find_facts(&mut tx, &listed.filing.id).await?;
        let department = listed.filing.facts.department_id.as_deref();
        let name = department.and_then(|id| names.get(id)).copied();
        lines.push(ClosingLine {
            department: name.unwrap_or_default().to_owned(),
            facts: kept.unwrap_or_default().facts,
            listed,
        });
    }
    Ok(lines)
}

/// A filing as it stands: its scheme and what is typed in it; none when its scheme is gone.
///
/// # Errors
/// When the database fails.
pub async fn load_typed(
    store: &Store,
    schemes: &Schemes,
    filing: &Filing,
) -> Result<Option<(Arc<Scheme>, Entries)>, StoreError> {
    let mut tx = store.read().await?;
    typed(&mut tx, schemes, filing).await
}

async fn typed(
    tx: &mut Tx,
    schemes: &Schemes,
    filing: &Filing,
) -> Result<Option<(Arc<Scheme>, Entries)>, StoreError> {
    let Ok(scheme) = schemes.load(&filing.scheme_id, filing.scheme_version) else {
        return Ok(None);
    };
    let campaign = load_campaign(tx, &filing.campaign_id).await?;
    let agency = load_organization(tx, &filing.facts.agency_id).await?;
    let (entries, _) = load_entries(tx, &filing.id, &campaign, &agency).await?;
    Ok(Some((Arc::clone(scheme), entries)))
}

/// Why a filing cannot be evaluated.
#[derive(Debug, thiserror::Error)]
pub enum ClosingError {
    /// The evaluation did not come to its end.
    #[error(transparent)]
    Work(#[from] WorkError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Both scores of a filing with corrections, and which correction made which part of the difference;
/// none without corrections.
///
/// # Errors
/// See [`ClosingError`].
pub async fn load_difference(
    store: &Store,
    schemes: &Schemes,
    filing: &Filing,
) -> Result<Option<Rescored>, ClosingError> {
    let mut tx = store.read().await?;
    let standing = list_corrections(&mut tx, &filing.id).await?;
    let corrections: Vec<Correction> = standing.iter().map(correction_of).collect();
    if corrections.is_empty() {
        return Ok(None);
    }
    let Some((scheme, entries)) = typed(&mut tx, schemes, filing).await? else {
        return Ok(None);
    };
    tx.commit().await?;
    let rescored = apart(move || Rescored::of(&scheme, &entries, &corrections));
    Ok(Some(rescored.await?))
}

/// An approved filing, and what stands in the way of its publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publishable {
    /// The filing.
    pub listed: ListedFiling,
    /// Why it cannot be made public now; `None` when nothing stands in the way.
    pub obstacle: Option<String>,
}

/// The approved filings of a campaign after a place, each with what stands in the way.
///
/// # Errors
/// When the database fails.
pub async fn list_publishable(
    store: &Store,
    schemes: &Schemes,
    campaign_id: &str,
    (after, most): (&Cursor, u32),
    now: DateTime<Utc>,
) -> Result<Vec<Publishable>, StoreError> {
    let mut tx = store.read().await?;
    let filter = ProgressFilter {
        campaign_id,
        progress: &[Progress::At(State::Approved)],
        department: DepartmentFilter::All,
    };
    let mut found = Vec::new();
    for listed in list_progress(&mut tx, &filter, after, most).await? {
        let obstacle = obstacle(&mut tx, schemes, &listed.filing, now).await?;
        found.push(Publishable { listed, obstacle });
    }
    Ok(found)
}

async fn obstacle(
    tx: &mut Tx,
    schemes: &Schemes,
    filing: &Filing,
    now: DateTime<Utc>,
) -> Result<Option<String>, StoreError> {
    if schemes
        .load(&filing.scheme_id, filing.scheme_version)
        .is_err()
    {
        return Ok(Some("填报所用的方案没有安装。".to_owned()));
    }
    let open = count_open(tx, &filing.id).await?;
    if open > 0 {
        return Ok(Some(format!("全审还有 {open} 处错误或未说明的问题。")));
    }
    let appeal = load_appeal(tx, filing, now).await?.appeal;
    Ok(appeal
        .holds_publication()
        .then(|| "申诉期未满或申诉尚未答复。".to_owned()))
}

/// What would become of the approved filings of a campaign, for the people of its bureau: the first
/// of them one by one.
///
/// # Errors
/// [`JobError::NotFound`].
pub async fn preview_publications(
    store: &Store,
    schemes: &Schemes,
    caller: &Caller,
    campaign_id: &str,
    now: DateTime<Utc>,
) -> Result<Vec<Publishable>, JobError> {
    let mut tx = store.read().await?;
    let found = find_campaign(&mut tx, campaign_id).await?;
    let own = found.filter(|it| may_open_campaign(&caller.actor, &it.bureau_id));
    let campaign = own.ok_or(JobError::NotFound)?;
    tx.commit().await?;
    let part = (&Cursor::default(), SHOWN);
    Ok(list_publishable(store, schemes, &campaign.id, part, now).await?)
}
