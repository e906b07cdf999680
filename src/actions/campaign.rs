//! A finance bureau opens the campaign of a year.

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use validator::{ValidateLength as _, ValidateRange as _};

use super::Caller;
use super::record::{Deed, Outcome, settle};
use super::schemes::{Schemes, UnknownScheme};
use crate::domain::campaign::{CampaignSettings, ChangeProblem, PresentationProblem};
use crate::domain::workflow::{OrganizationId, OrganizationKind, Role, may_open_campaign};
use crate::store::campaign::{NewCampaign, insert_campaign, load_campaign};
use crate::store::filing::{NewFiling, insert_filing};
use crate::store::filing_count::recount_filings;
use crate::store::organization::{
    Organization, count_kinds_of_agencies, list_agencies, load_organization,
};
use crate::store::posting::list_agencies_lacking;
use crate::store::{Page, Store, StoreError, Tx};

const AGENCIES_AT_ONCE: u32 = 500;

/// Why a campaign is not opened.
#[derive(Debug, thiserror::Error)]
pub enum CampaignError {
    /// Only the bureau's own reviewers and publishers open its campaigns.
    #[error("只有本财政局的审核人和发布人可以发起年度自评工作。")]
    NotAllowed,
    /// The year or the title does not fit.
    #[error("{0}")]
    Unfit(&'static str),
    /// There is none, or it is another bureau's.
    #[error("没有这项年度工作，可能是链接不完整。")]
    NotFound,
    /// What was asked for cannot be changed any more.
    #[error(transparent)]
    Change(#[from] ChangeProblem),
    /// The forms cannot look like this.
    #[error(transparent)]
    Presentation(#[from] PresentationProblem),
    /// The bureau has one for this year.
    #[error("{0} 年度的自评工作已经发起过了。")]
    AlreadyOpen(i32),
    /// The scheme is not known.
    #[error(transparent)]
    Scheme(#[from] UnknownScheme),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Outcome for CampaignError {
    fn refusal_code(&self) -> Option<&'static str> {
        match self {
            Self::NotAllowed => Some("not-allowed"),
            Self::Unfit(_) => Some("unfit"),
            Self::NotFound => Some("not-found"),
            Self::Change(_) => Some("change"),
            Self::Presentation(_) => Some("presentation"),
            Self::AlreadyOpen(_) => Some("already-open"),
            Self::Scheme(_) => Some("unknown-scheme"),
            Self::Store(_) => None,
        }
    }
}

/// A campaign as asked for.
#[derive(Debug, Clone)]
pub struct CampaignRequest {
    /// The budget year.
    pub year: i32,
    /// What the notice calls it.
    pub title: String,
    /// The last day for 提交.
    pub due_on: NaiveDate,
    /// The scheme.
    pub scheme_id: String,
    /// Its version.
    pub scheme_version: u32,
    /// What the bureau sets beyond it.
    pub settings: CampaignSettings,
}

/// A campaign that was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// Its id.
    pub campaign_id: String,
    /// How many empty filings now wait for their agencies.
    pub filings: usize,
}

/// How many agencies of the caller's bureau are of which kind.
pub async fn list_kinds(store: &Store, caller: &Caller) -> Result<Vec<(String, i64)>, StoreError> {
    let Some(bureau_id) = bureau_of(caller) else {
        return Ok(Vec::new());
    };
    let mut tx = store.read().await?;
    count_kinds_of_agencies(&mut tx, bureau_id).await
}

/// The agencies of the caller's bureau that have no 单位复核人 now, so many at most.
pub async fn list_unchecked(
    store: &Store,
    caller: &Caller,
    most: u32,
    now: DateTime<Utc>,
) -> Result<Vec<String>, StoreError> {
    let Some(bureau_id) = bureau_of(caller) else {
        return Ok(Vec::new());
    };
    let mut tx = store.read().await?;
    list_agencies_lacking(&mut tx, bureau_id, Role::AgencyChecker, now, most).await
}

/// The bureau whose campaigns a person opens.
fn bureau_of(caller: &Caller) -> Option<&OrganizationId> {
    let bureau_id = caller.actor.organization_id.as_ref()?;
    may_open_campaign(&caller.actor, bureau_id).then_some(bureau_id)
}

/// Opens the campaign of the caller's bureau and an empty filing for each of its agencies.
pub async fn open_campaign(
    store: &Store,
    schemes: &Schemes,
    caller: &Caller,
    request: &CampaignRequest,
    now: DateTime<Utc>,
) -> Result<Opened, CampaignError> {
    let mut tx = store.write().await?;
    let outcome = open(&mut tx, schemes, caller, request, now).await;
    let deed = Deed::of(caller, "open-campaign", now);
    let deed = match &outcome {
        Ok(opened) => deed.detail(format!(
            "campaign={} filings={}",
            opened.campaign_id, opened.filings
        )),
        Err(_) => deed,
    };
    settle(store, tx, deed, outcome).await
}

async fn open(
    tx: &mut Tx,
    schemes: &Schemes,
    caller: &Caller,
    request: &CampaignRequest,
    now: DateTime<Utc>,
) -> Result<Opened, CampaignError> {
    let bureau_id = bureau_of(caller)
        .cloned()
        .ok_or(CampaignError::NotAllowed)?;
    if !is_of_our_time(request.year) {
        return Err(CampaignError::Unfit("年度应在 2000 至 2100 之间。"));
    }
    check_due(request.due_on)?;
    check_title(&request.title)?;
    schemes.load(&request.scheme_id, request.scheme_version)?;
    for (_, scheme) in request.settings.schemes.iter() {
        schemes.load(&scheme.id, scheme.version)?;
    }
    let new = NewCampaign {
        bureau_id: bureau_id.clone(),
        year: request.year,
        title: request.title.trim().to_owned(),
        due_on: request.due_on,
        scheme_id: request.scheme_id.clone(),
        scheme_version: request.scheme_version,
        settings: request.settings.clone(),
    };
    let campaign_id = insert_campaign(tx, &new, &caller.actor.account_id, now)
        .await?
        .ok_or(CampaignError::AlreadyOpen(request.year))?;
    let campaign = load_campaign(tx, &campaign_id).await?;
    let agencies = all_agencies(tx, &bureau_id).await?;
    for agency in &agencies {
        let new = NewFiling {
            agency_id: agency.id.clone(),
            department_id: department_of(tx, agency).await?,
            scheme: campaign.scheme_of(&agency.kind_of_agency),
        };
        insert_filing(tx, &campaign, &new, now).await?;
    }
    recount_filings(tx, &campaign_id).await?;
    Ok(Opened {
        campaign_id,
        filings: agencies.len(),
    })
}

/// A deadline lies in our time.
pub(super) fn check_due(due_on: NaiveDate) -> Result<(), CampaignError> {
    if is_of_our_time(due_on.year()) {
        Ok(())
    } else {
        Err(CampaignError::Unfit(
            "截止日期的年份应在 2000 至 2100 之间。",
        ))
    }
}

/// A title can be read in a list.
pub(super) fn check_title(title: &str) -> Result<(), CampaignError> {
    if title.trim().validate_length(Some(1), Some(80), None) {
        Ok(())
    } else {
        Err(CampaignError::Unfit("工作名称应为 1 至 80 个字。"))
    }
}

fn is_of_our_time(year: i32) -> bool {
    year.validate_range(Some(2000), Some(2100), None, None)
}

async fn all_agencies(tx: &mut Tx, bureau_id: &str) -> Result<Vec<Organization>, StoreError> {
    let mut agencies = Vec::new();
    let mut page = Page::first(AGENCIES_AT_ONCE);
    loop {
        let some = list_agencies(tx, bureau_id, page).await?;
        let is_last = some.len() < AGENCIES_AT_ONCE as usize;
        agencies.extend(some);
        if is_last {
            return Ok(agencies);
        }
        page.offset += AGENCIES_AT_ONCE;
    }
}

/// The supervising department of an agency; `None` when it stands directly under the bureau.
async fn department_of(tx: &mut Tx, agency: &Organization) -> Result<Option<String>, StoreError> {
    let Some(parent_id) = &agency.parent_id else {
        return Ok(None);
    };
    let parent = load_organization(tx, parent_id).await?;
    Ok((parent.kind == OrganizationKind::Department).then_some(parent.id))
}
