//! 进度 of a campaign, and what the bureau changes of it on the way.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::Caller;
use super::campaign::{CampaignError, check_due, check_title};
use super::record::{Deed, settle};
use crate::domain::campaign::{Plan, check_change};
use crate::domain::workflow::{Progress, may_open_campaign};
use crate::store::campaign::{Campaign, find_campaign, list_campaigns, update_campaign};
use crate::store::filing::update_chain;
use crate::store::filing_count::{FilingCount, list_filing_counts};
use crate::store::filing_list::ListedFiling;
use crate::store::filing_progress::{Cursor, ProgressFilter, list_progress};
use crate::store::organization::{Organization, list_departments};
use crate::store::{Page, Store, StoreError, Tx};

/// How far a campaign is.
#[derive(Debug, Clone)]
pub struct CampaignProgress {
    /// The campaign.
    pub campaign: Campaign,
    /// The departments of its bureau by code.
    pub departments: Vec<Organization>,
    /// The counts kept with every deed.
    pub counts: Vec<FilingCount>,
}

/// 进度 of a campaign, for the people of its bureau.
pub async fn load_progress(
    store: &Store,
    caller: &Caller,
    campaign_id: &str,
) -> Result<CampaignProgress, CampaignError> {
    let mut tx = store.read().await?;
    let campaign = find_own(&mut tx, caller, campaign_id).await?;
    Ok(CampaignProgress {
        departments: list_departments(&mut tx, &campaign.bureau_id).await?,
        counts: list_filing_counts(&mut tx, &campaign.id).await?,
        campaign,
    })
}

/// The filings behind a count, so many after a line.
pub async fn list_behind(
    store: &Store,
    caller: &Caller,
    filter: &ProgressFilter<'_>,
    after: &Cursor,
    most: u32,
) -> Result<(Campaign, Vec<ListedFiling>), CampaignError> {
    let mut tx = store.read().await?;
    let campaign = find_own(&mut tx, caller, filter.campaign_id).await?;
    let found = list_progress(&mut tx, filter, after, most).await?;
    Ok((campaign, found))
}

/// The newest campaign of the caller's bureau, to be copied for the next year.
pub async fn find_newest(store: &Store, caller: &Caller) -> Result<Option<Campaign>, StoreError> {
    let bureau = caller.actor.organization_id.as_deref().unwrap_or_default();
    let mut tx = store.read().await?;
    let newest = list_campaigns(&mut tx, bureau, Page::first(1)).await?;
    Ok(newest.into_iter().next())
}

/// Changes what may still be changed of a campaign.
pub async fn change_campaign(
    store: &Store,
    caller: &Caller,
    campaign_id: &str,
    plan: Plan,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Campaign, CampaignError> {
    let mut tx = store.write().await?;
    let outcome = change(&mut tx, caller, campaign_id, plan, today).await;
    let deed = Deed::of(caller, "change-campaign", now);
    let deed = match &outcome {
        Ok(changed) => deed.detail(format!("campaign={}", changed.id)),
        Err(_) => deed,
    };
    settle(store, tx, deed, outcome).await
}

async fn change(
    tx: &mut Tx,
    caller: &Caller,
    campaign_id: &str,
    plan: Plan,
    today: NaiveDate,
) -> Result<Campaign, CampaignError> {
    let campaign = find_own(tx, caller, campaign_id).await?;
    check_title(&plan.title)?;
    check_due(plan.due_on)?;
    let before = Plan {
        title: campaign.title.clone(),
        due_on: campaign.due_on,
        settings: campaign.settings.clone(),
    };
    let counts = list_filing_counts(tx, &campaign.id).await?;
    let has_begun = counts
        .iter()
        .any(|count| count.progress != Progress::NotStarted);
    check_change(&before, &plan, has_begun, today)?;
    if before.settings.chain != plan.settings.chain {
        update_chain(tx, &campaign.id, plan.settings.chain).await?;
    }
    let changed = Campaign {
        title: plan.title.trim().to_owned(),
        due_on: plan.due_on,
        settings: plan.settings,
        ..campaign
    };
    update_campaign(tx, &changed).await?;
    Ok(changed)
}

/// A campaign of the caller's own bureau.
pub(super) async fn find_own(
    tx: &mut Tx,
    caller: &Caller,
    campaign_id: &str,
) -> Result<Campaign, CampaignError> {
    let found = find_campaign(tx, campaign_id).await?;
    found
        .filter(|campaign| may_open_campaign(&caller.actor, &campaign.bureau_id))
        .ok_or(CampaignError::NotFound)
}

/// The counts of a campaign by department; `None` stands for the agencies directly under the
/// bureau.
#[must_use]
pub fn by_department(counts: &[FilingCount]) -> BTreeMap<Option<&str>, BTreeMap<Progress, i64>> {
    let mut all: BTreeMap<Option<&str>, BTreeMap<Progress, i64>> = BTreeMap::new();
    for count in counts {
        let line = all.entry(count.department_id.as_deref()).or_default();
        *line.entry(count.progress).or_default() += count.filings;
    }
    all
}
