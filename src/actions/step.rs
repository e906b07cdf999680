//! The deeds that move a filing on: 提交, 撤回, 审核通过, 退回修改.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::Caller;
use super::comment::{list_threads, send_along};
use super::filing::{FilingError, load_entries};
use super::last_year::find_older;
use super::record::{Deed, Outcome, settle};
use super::rescore::check_corrections;
use super::schemes::{Schemes, UnknownScheme};
use super::seen::check_seen;
use super::statistics::{judgement_of, keep_judgement, keep_move, keep_return};
use super::workshop::{WorkError, apart};
use crate::domain::check::Finding;
use crate::domain::comment::{Thread, return_words};
use crate::domain::evaluate::evaluate_beside;
use crate::domain::message::MessageKind;
use crate::domain::workflow::{Refusal, State, Verb, advance, decide};
use crate::store::campaign::load_campaign;
use crate::store::decision::{NewDecision, insert_decision};
use crate::store::filing::{Filing, find_filing_to_change, update_filing};
use crate::store::occasion::insert_occasion;
use crate::store::organization::load_organization;
use crate::store::{Store, StoreError, Tx};

const LONGEST_REASON: usize = 2000;

/// Why a filing is not submitted.
#[derive(Debug, thiserror::Error)]
pub enum SubmitError {
    /// There is no such filing.
    #[error("没有这份填报，可能是链接不完整。")]
    NotFound,
    /// The workflow refuses; [`Refusal::AlreadySubmitted`] means that nothing is wrong.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Errors to correct and reasons to write; all findings, those that block among them.
    #[error("还有 {} 处需要更正或说明，暂不能提交。", .0.iter().filter(|finding| finding.blocks()).count())]
    Blocked(Vec<Finding>),
    /// The scheme is not known.
    #[error(transparent)]
    Scheme(#[from] UnknownScheme),
    /// The evaluation did not come to its end.
    #[error(transparent)]
    Work(#[from] WorkError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Outcome for SubmitError {
    fn refusal_code(&self) -> Option<&'static str> {
        match self {
            Self::NotFound => Some("not-found"),
            Self::Refused(refusal) => Some(refusal.code()),
            Self::Blocked(_) => Some("blocked"),
            Self::Scheme(_) => Some("unknown-scheme"),
            Self::Work(_) | Self::Store(_) => None,
        }
    }
}

/// 提交: judged on what the transaction itself reads, so that nothing typed meanwhile slips by.
pub async fn submit_filing(
    store: &Store,
    schemes: &Schemes,
    caller: &Caller,
    filing_id: &str,
    now: DateTime<Utc>,
) -> Result<Filing, SubmitError> {
    let mut tx = store.write().await?;
    let deed = Deed::of(caller, Verb::Submit.code(), now);
    let Some(filing) = find_filing_to_change(&mut tx, filing_id).await? else {
        return settle(store, tx, deed, Err(SubmitError::NotFound)).await;
    };
    let outcome = submit(&mut tx, schemes, caller, &filing, now).await;
    settle(store, tx, deed.on_filing(&filing.id), outcome).await
}

async fn submit(
    tx: &mut Tx,
    schemes: &Schemes,
    caller: &Caller,
    filing: &Filing,
    now: DateTime<Utc>,
) -> Result<Filing, SubmitError> {
    decide(&caller.actor, Verb::Submit, &filing.facts)?;
    let scheme = Arc::clone(schemes.load(&filing.scheme_id, filing.scheme_version)?);
    let campaign = load_campaign(tx, &filing.campaign_id).await?;
    let agency = load_organization(tx, &filing.facts.agency_id).await?;
    let (entries, _) = load_entries(tx, &filing.id, &campaign, &agency).await?;
    let older = find_older(tx, schemes, filing, (&campaign, &agency), &scheme).await?;
    // Its transaction bounds how many there are at one time.
    let (evaluation, judgement) = apart(move || {
        let older = older.as_ref().map(|older| older.beside(&scheme));
        let evaluation = evaluate_beside(&scheme, &entries, older.as_ref());
        let judgement = judgement_of(&scheme, &evaluation);
        (evaluation, judgement)
    })
    .await?;
    if evaluation.is_blocked() {
        return Err(SubmitError::Blocked(evaluation.findings));
    }
    let submitted = move_on::<SubmitError>(tx, caller, filing, Verb::Submit, "", now).await?;
    keep_judgement(tx, &submitted, judgement).await?;
    Ok(submitted)
}

/// 撤回, before any review step.
pub async fn withdraw_filing(
    store: &Store,
    caller: &Caller,
    filing_id: &str,
    now: DateTime<Utc>,
) -> Result<Filing, FilingError> {
    take_step(store, caller, filing_id, Verb::Withdraw, |_| Ok(()), now).await
}

/// 审核通过, in the department's or the bureau's step, of the version that the reviewer saw.
pub async fn approve_filing(
    store: &Store,
    caller: &Caller,
    filing_id: &str,
    seen: Option<i64>,
    now: DateTime<Utc>,
) -> Result<Filing, FilingError> {
    let check = |filing: &Filing| Ok(check_seen(filing, seen)?);
    take_step(store, caller, filing_id, Verb::Approve, check, now).await
}

/// What the agency will read of a 退回修改.
#[derive(Debug, Clone, Copy)]
pub struct Objection<'a> {
    /// The reason; with comments it may be left out.
    pub reason: &'a str,
    /// The ids of the comments that go along.
    pub comments: &'a [&'a str],
}

impl<'a> From<&'a str> for Objection<'a> {
    fn from(reason: &'a str) -> Self {
        Self {
            reason,
            comments: &[],
        }
    }
}

/// 退回修改 of the version that the person saw, with what the agency will read.
pub async fn return_filing<'a>(
    store: &Store,
    caller: &Caller,
    filing_id: &str,
    seen: Option<i64>,
    objection: impl Into<Objection<'a>>,
    now: DateTime<Utc>,
) -> Result<Filing, FilingError> {
    let objection = objection.into();
    let mut tx = store.write().await?;
    let deed = Deed::of(caller, Verb::Return.code(), now);
    let Some(filing) = find_filing_to_change(&mut tx, filing_id).await? else {
        return settle(store, tx, deed, Err(FilingError::NotFound)).await;
    };
    let outcome: Result<_, FilingError> = async {
        decide(&caller.actor, Verb::Return, &filing.facts)?;
        check_seen(&filing, seen)?;
        let known = list_threads(&mut tx, &caller.actor, &filing.id).await?;
        let is_chosen = |thread: &&Thread| objection.comments.contains(&thread.comment.id.as_str());
        let going: Vec<&Thread> = known.iter().filter(is_chosen).collect();
        let ids = going.iter().map(|thread| thread.comment.id.as_str());
        let chosen: Vec<&str> = ids.collect();
        let reason = return_words(objection.reason, chosen.len());
        let reason = reason.ok_or(FilingError::ReasonMissing)?;
        check_length(&reason)?;
        let returned =
            move_on::<FilingError>(&mut tx, caller, &filing, Verb::Return, &reason, now).await?;
        send_along(&mut tx, caller, &returned, &chosen, now).await?;
        keep_return(&mut tx, &returned, &going).await?;
        let (kind, campaign) = (MessageKind::Returned, &returned.campaign_id);
        insert_occasion(&mut tx, kind, campaign, Some(&returned.id), now).await?;
        Ok((returned, chosen.len()))
    }
    .await;
    let mut deed = deed.on_filing(&filing.id);
    if let Ok((_, comments)) = &outcome {
        deed = deed.detail(format!("comments={comments}"));
    }
    Ok(settle(store, tx, deed, outcome).await?.0)
}

async fn take_step(
    store: &Store,
    caller: &Caller,
    filing_id: &str,
    verb: Verb,
    check: impl FnOnce(&Filing) -> Result<(), FilingError>,
    now: DateTime<Utc>,
) -> Result<Filing, FilingError> {
    let mut tx = store.write().await?;
    let deed = Deed::of(caller, verb.code(), now);
    let Some(filing) = find_filing_to_change(&mut tx, filing_id).await? else {
        return settle(store, tx, deed, Err(FilingError::NotFound)).await;
    };
    let outcome = async {
        decide(&caller.actor, verb, &filing.facts)?;
        check(&filing)?;
        let next = advance(&caller.actor, verb, &filing.facts)?.state;
        if verb == Verb::Approve && next == State::Approved {
            check_corrections(&mut tx, &filing).await?;
        }
        move_on(&mut tx, caller, &filing, verb, "", now).await
    }
    .await;
    settle(store, tx, deed.on_filing(&filing.id), outcome).await
}

/// Whether a reason is one that an agency can act upon.
pub fn check_reason(reason: &str) -> Result<(), FilingError> {
    if reason.trim().is_empty() {
        return Err(FilingError::ReasonMissing);
    }
    check_length(reason)
}

pub(super) fn check_length(reason: &str) -> Result<(), FilingError> {
    if reason.chars().count() > LONGEST_REASON {
        Err(FilingError::ReasonTooLong)
    } else {
        Ok(())
    }
}

/// Writes a deed that the workflow allows: the filing's new facts and the decision.
pub(super) async fn move_on<E: From<Refusal> + From<StoreError>>(
    tx: &mut Tx,
    caller: &Caller,
    filing: &Filing,
    verb: Verb,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<Filing, E> {
    let after = advance(&caller.actor, verb, &filing.facts)?;
    let submitted_at = match verb {
        Verb::Submit => Some(now),
        _ => filing.submitted_at.filter(|_| after.submitted_by.is_some()),
    };
    let moved = update_filing(tx, filing, after, submitted_at, now).await?;
    let decision = NewDecision {
        filing_id: &filing.id,
        filing_version: moved.version,
        step: filing.facts.state,
        verb,
        reason,
        decided_by: &caller.actor.account_id,
    };
    insert_decision(tx, &decision, now).await?;
    keep_move(tx, &moved, verb).await?;
    Ok(moved)
}
