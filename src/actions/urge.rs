//! 催报: the bureau urges those who owe, chosen ones or all, never twice on one day.

use chrono::{DateTime, NaiveDate, Utc};

use super::Caller;
use super::campaign::CampaignError;
use super::progress::find_own;
use super::record::{Deed, settle};
use crate::domain::message::MessageKind;
use crate::domain::workflow::{Progress, State};
use crate::store::campaign::Campaign;
use crate::store::filing::find_filing;
use crate::store::filing_count::list_filing_counts;
use crate::store::filing_list::ListedFiling;
use crate::store::filing_progress::{Cursor, DepartmentFilter, ProgressFilter, list_progress};
use crate::store::occasion::insert_occasion;
use crate::store::reach::{Owing, Reach, count_reach, list_unreached};
use crate::store::urging::insert_urging;
use crate::store::{Store, StoreError, Tx};

/// Filings urged between two looks at the list.
const AT_ONCE: u32 = 500;

/// Of the agencies that are not reached so many are named.
const NAMED: u32 = 20;

/// Who is urged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whom {
    /// Everybody who owes.
    All,
    /// Those of these filings who owe.
    Chosen(Vec<String>),
}

/// What came of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Urged {
    /// How many were urged.
    pub urged: usize,
    /// How many had been urged on that day already.
    pub already: usize,
}

/// Who would be urged, and how they are reached.
#[derive(Debug, Clone)]
pub struct UrgingPreview {
    /// The campaign.
    pub campaign: Campaign,
    /// How many owe and would be urged.
    pub count: usize,
    /// How they are reached outside the portal.
    pub reach: Reach,
    /// The first of those that nobody is reached of.
    pub unreached: Vec<String>,
}

/// What would be done. Nothing is written.
pub async fn preview_urging(
    store: &Store,
    caller: &Caller,
    campaign_id: &str,
    whom: &Whom,
) -> Result<UrgingPreview, CampaignError> {
    let mut tx = store.read().await?;
    let campaign = find_own(&mut tx, caller, campaign_id).await?;
    let (count, chosen) = match whom {
        Whom::Chosen(ids) => {
            let ids = owing(&mut tx, &campaign.id, ids).await?;
            (ids.len(), Some(ids))
        }
        Whom::All => {
            let counts = list_filing_counts(&mut tx, &campaign.id).await?;
            let owed = counts.iter().filter(|count| count.progress.is_owed());
            let all = owed.map(|count| count.filings).sum::<i64>();
            (usize::try_from(all).unwrap_or(0), None)
        }
    };
    let states: Vec<State> = State::ALL
        .into_iter()
        .filter(|state| Progress::of(*state, true).is_owed())
        .collect();
    let owing = Owing {
        campaign_id: &campaign.id,
        states: &states,
        chosen: chosen.as_deref(),
    };
    Ok(UrgingPreview {
        reach: count_reach(&mut tx, &owing).await?,
        unreached: list_unreached(&mut tx, &owing, NAMED).await?,
        campaign,
        count,
    })
}

/// Urges them. The notice stands on the desk of each agency until it has submitted.
pub async fn urge(
    store: &Store,
    caller: &Caller,
    campaign_id: &str,
    whom: &Whom,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Urged, CampaignError> {
    let mut tx = store.write().await?;
    let outcome = urge_all(&mut tx, caller, campaign_id, whom, today, now).await;
    let deed = Deed::of(caller, "urge", now);
    let deed = match &outcome {
        Ok(done) => deed.detail(format!(
            "campaign={campaign_id} urged={} already={}",
            done.urged, done.already
        )),
        Err(_) => deed,
    };
    settle(store, tx, deed, outcome).await
}

async fn urge_all(
    tx: &mut Tx,
    caller: &Caller,
    campaign_id: &str,
    whom: &Whom,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Urged, CampaignError> {
    let campaign = find_own(tx, caller, campaign_id).await?;
    let ids = match whom {
        Whom::Chosen(ids) => owing(tx, &campaign.id, ids).await?,
        Whom::All => all_owing(tx, &campaign.id).await?,
    };
    let mut done = Urged::default();
    for id in ids {
        if insert_urging(tx, &id, today, &caller.actor.account_id, now).await? {
            done.urged += 1;
            let kind = MessageKind::Urged;
            insert_occasion(tx, kind, &campaign.id, Some(&id), now).await?;
        } else {
            done.already += 1;
        }
    }
    if done.urged > 0 {
        insert_occasion(tx, MessageKind::Urged, &campaign.id, None, now).await?;
    }
    Ok(done)
}

/// Those of these filings that belong to the campaign and are owed.
async fn owing(tx: &mut Tx, campaign_id: &str, ids: &[String]) -> Result<Vec<String>, StoreError> {
    let mut found = Vec::new();
    for id in ids {
        let filing = find_filing(tx, id).await?;
        let owes = filing
            .is_some_and(|filing| filing.campaign_id == campaign_id && filing.progress().is_owed());
        if owes && !found.contains(id) {
            found.push(id.clone());
        }
    }
    Ok(found)
}

async fn all_owing(tx: &mut Tx, campaign_id: &str) -> Result<Vec<String>, StoreError> {
    let owed: Vec<Progress> = Progress::ALL
        .into_iter()
        .filter(|kind| kind.is_owed())
        .collect();
    let filter = ProgressFilter {
        campaign_id,
        progress: &owed,
        department: DepartmentFilter::All,
    };
    let (mut found, mut after) = (Vec::new(), Cursor::default());
    loop {
        let some = list_progress(tx, &filter, &after, AT_ONCE).await?;
        let Some(last) = some.last() else {
            return Ok(found);
        };
        after = Cursor::of(last);
        found.extend(
            some.into_iter()
                .map(|listed: ListedFiling| listed.filing.id),
        );
    }
}
