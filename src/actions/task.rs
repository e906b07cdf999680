//! What the bureau does with the task of one agency: 无需自评, 恢复自评, 延期.

use chrono::{DateTime, NaiveDate, Utc};

use super::Caller;
use super::filing::FilingError;
use super::record::{Deed, settle};
use super::seen::check_seen;
use super::step::{check_length, move_on};
use crate::domain::workflow::{
    Refusal, Verb, check_extension, decide, may_open_campaign, possible_verbs,
};
use crate::store::campaign::{Campaign, load_campaign};
use crate::store::decision::{Decision, list_decisions};
use crate::store::filing::{Filing, extend_filing, find_filing, find_filing_to_change};
use crate::store::organization::{Organization, load_organization};
use crate::store::{Store, StoreError, Tx};

/// The task of one agency, without what is typed in it.
#[derive(Debug, Clone)]
pub struct Task {
    /// The filing.
    pub filing: Filing,
    /// Its campaign.
    pub campaign: Campaign,
    /// Its agency.
    pub agency: Organization,
    /// The deeds on it, oldest first.
    pub decisions: Vec<Decision>,
    /// What the caller may do with it now.
    pub verbs: Vec<Verb>,
}

/// The task of an agency, for the people of its bureau.
pub async fn load_task(
    store: &Store,
    caller: &Caller,
    filing_id: &str,
) -> Result<Task, FilingError> {
    let mut tx = store.read().await?;
    let filing = find_filing(&mut tx, filing_id).await?;
    let filing = filing.ok_or(FilingError::NotFound)?;
    if !may_open_campaign(&caller.actor, &filing.facts.bureau_id) {
        return Err(Refusal::NotUnderYou.into());
    }
    Ok(Task {
        campaign: load_campaign(&mut tx, &filing.campaign_id).await?,
        agency: load_organization(&mut tx, &filing.facts.agency_id).await?,
        decisions: list_decisions(&mut tx, &filing.id).await?,
        verbs: possible_verbs(&caller.actor, &filing.facts),
        filing,
    })
}

/// What is done with a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskDeed {
    /// 无需自评.
    Cancel,
    /// 恢复自评.
    Reinstate,
    /// 延期 to this day.
    Extend(NaiveDate),
}

impl TaskDeed {
    fn verb(self) -> Verb {
        match self {
            Self::Cancel => Verb::Cancel,
            Self::Reinstate => Verb::Reinstate,
            Self::Extend(_) => Verb::Extend,
        }
    }
}

/// Does it, of the version that the person saw, with a reason that the agency can read.
pub async fn change_task(
    store: &Store,
    caller: &Caller,
    filing_id: &str,
    what: TaskDeed,
    seen: Option<i64>,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<Filing, FilingError> {
    let mut tx = store.write().await?;
    let deed = Deed::of(caller, what.verb().code(), now);
    let Some(filing) = find_filing_to_change(&mut tx, filing_id).await? else {
        return settle(store, tx, deed, Err(FilingError::NotFound)).await;
    };
    let outcome = change(&mut tx, caller, &filing, what, seen, reason.trim(), now).await;
    settle(store, tx, deed.on_filing(&filing.id), outcome).await
}

async fn change(
    tx: &mut Tx,
    caller: &Caller,
    filing: &Filing,
    what: TaskDeed,
    seen: Option<i64>,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<Filing, FilingError> {
    decide(&caller.actor, what.verb(), &filing.facts)?;
    check_seen(filing, seen)?;
    if reason.is_empty() {
        return Err(FilingError::ReasonMissing);
    }
    check_length(reason)?;
    let TaskDeed::Extend(day) = what else {
        return move_on(tx, caller, filing, what.verb(), reason, now).await;
    };
    check_extension(due_on(tx, filing).await?, day)?;
    extend_filing(tx, &filing.id, day).await?;
    let said = format!("截止日期延至 {day}。{reason}");
    let moved: Filing =
        move_on::<FilingError>(tx, caller, filing, Verb::Extend, &said, now).await?;
    Ok(Filing {
        extended_to: Some(day),
        ..moved
    })
}

async fn due_on(tx: &mut Tx, filing: &Filing) -> Result<NaiveDate, StoreError> {
    let campaign = load_campaign(tx, &filing.campaign_id).await?;
    Ok(filing.due_on(campaign.due_on))
}
