//! 申诉: the agency answers the bureau's corrections, the bureau answers the agency.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::Caller;
use super::record::{Deed, Outcome, settle};
use super::rescore::{RescoreError, withdraw_corrections};
use super::schemes::Schemes;
use super::seen::{Changed, check_seen};
use crate::domain::appeal::{
    Appeal, AppealDeed, AppealFacts, AppealRefusal, LONGEST_REASON, decide_appeal,
};
use crate::domain::filing::CellCode;
use crate::domain::message::{MessageKind, day_in_beijing};
use crate::domain::workflow::{State, Verb};
use crate::store::appeal::{AppealPoint, insert_answer, insert_point, list_points};
use crate::store::campaign::load_campaign;
use crate::store::correction::list_corrections;
use crate::store::decision::list_decisions;
use crate::store::filing::{Filing, find_filing_to_change};
use crate::store::occasion::insert_occasion;
use crate::store::{Store, StoreError, Tx};

/// Why an appeal or its answer is not taken.
#[derive(Debug, thiserror::Error)]
pub enum AppealError {
    /// There is no such filing.
    #[error("没有这份填报，可能是链接不完整。")]
    NotFound,
    /// It is not the moment, or not the person.
    #[error(transparent)]
    Refused(#[from] AppealRefusal),
    /// It was changed after the person opened it.
    #[error(transparent)]
    Changed(#[from] Changed),
    /// Nothing said.
    #[error("请至少对一处更正写明申诉理由，不申诉的留空。")]
    Nothing,
    /// A reason nobody reads to its end.
    #[error("每处的理由请控制在 {LONGEST_REASON} 字以内。")]
    TooLong,
    /// Some points have no answer.
    #[error("请对每一处申诉作出答复；维持更正的，请写明理由。")]
    Unanswered,
    /// The corrections could not be withdrawn.
    #[error(transparent)]
    Rescore(#[from] RescoreError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Outcome for AppealError {
    fn refusal_code(&self) -> Option<&'static str> {
        match self {
            Self::NotFound => Some("not-found"),
            Self::Refused(refusal) => Some(refusal.code()),
            Self::Changed(_) => Some(Changed::CODE),
            Self::Nothing => Some("appeal-empty"),
            Self::TooLong => Some("reason-too-long"),
            Self::Unanswered => Some("appeal-unanswered"),
            Self::Rescore(error) => error.refusal_code(),
            Self::Store(_) => None,
        }
    }
}

/// What the bureau says to one point.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Whether the correction is withdrawn.
    pub is_accepted: bool,
    /// Why it is or is not.
    pub reason: String,
}

/// An appeal against the last decision on a filing.
#[derive(Debug, Clone)]
pub struct AppealRecord {
    /// Where it stands.
    pub appeal: Appeal,
    /// What was said.
    pub points: Vec<AppealPoint>,
    decided_version: i64,
}

impl AppealRecord {
    /// An appeal with what was said in it.
    #[must_use]
    pub fn new(appeal: Appeal, points: Vec<AppealPoint>) -> Self {
        Self {
            appeal,
            points,
            decided_version: 0,
        }
    }
}

/// The appeal of a filing as it stands on this day.
pub(super) async fn load_appeal(
    tx: &mut Tx,
    filing: &Filing,
    now: DateTime<Utc>,
) -> Result<AppealRecord, StoreError> {
    let decisions = list_decisions(tx, &filing.id).await?;
    let is_decided = matches!(filing.facts.state, State::Approved | State::Published);
    let approvals = decisions.iter().rev();
    let mut approvals = approvals.filter(|it| is_decided && it.verb == Verb::Approve);
    let Some(approval) = approvals.next() else {
        return Ok(AppealRecord::new(Appeal::NotOffered, Vec::new()));
    };
    let points = list_points(tx, &filing.id, approval.filing_version).await?;
    let campaign = load_campaign(tx, &filing.campaign_id).await?;
    let facts = AppealFacts {
        state: filing.facts.state,
        corrections: list_corrections(tx, &filing.id).await?.len(),
        decided_on: Some(day_in_beijing(approval.decided_at)),
        terms: campaign.settings.appeals,
        is_filed: !points.is_empty(),
        is_answered: !points.is_empty() && points.iter().all(|point| point.answer.is_some()),
        today: day_in_beijing(now),
    };
    Ok(AppealRecord {
        appeal: Appeal::of(&facts),
        points,
        decided_version: approval.filing_version,
    })
}

/// 申诉, once for each decision: what the agency says to the corrections it does not accept.
///
/// # Errors
/// See [`AppealError`].
pub async fn file_appeal(
    store: &Store,
    caller: &Caller,
    filing_id: &str,
    seen: Option<i64>,
    reasons: BTreeMap<CellCode, String>,
    now: DateTime<Utc>,
) -> Result<(), AppealError> {
    let mut tx = store.write().await?;
    let deed = Deed::of(caller, "file-appeal", now);
    let Some(filing) = find_filing_to_change(&mut tx, filing_id).await? else {
        return settle(store, tx, deed, Err(AppealError::NotFound)).await;
    };
    let outcome = file(&mut tx, caller, &filing, seen, reasons, now).await;
    settle(store, tx, deed.on_filing(&filing.id), outcome).await
}

async fn file(
    tx: &mut Tx,
    caller: &Caller,
    filing: &Filing,
    seen: Option<i64>,
    reasons: BTreeMap<CellCode, String>,
    now: DateTime<Utc>,
) -> Result<(), AppealError> {
    let held = load_appeal(tx, filing, now).await?;
    decide_appeal(&caller.actor, AppealDeed::File, &filing.facts, held.appeal)?;
    check_seen(filing, seen)?;
    let standing = list_corrections(tx, &filing.id).await?;
    let codes: BTreeSet<&str> = standing.iter().map(|it| it.code.as_str()).collect();
    let said: Vec<(&str, &str)> = reasons
        .iter()
        .map(|(code, reason)| (code.as_str(), reason.trim()))
        .filter(|(code, reason)| codes.contains(code) && !reason.is_empty())
        .collect();
    if said.is_empty() {
        return Err(AppealError::Nothing);
    }
    if said.iter().any(|(_, reason)| is_too_long(reason)) {
        return Err(AppealError::TooLong);
    }
    let decision = (filing.id.as_str(), held.decided_version);
    for point in said {
        insert_point(tx, decision, point, &caller.actor.account_id, now).await?;
    }
    Ok(())
}

/// 答复 of every point of an appeal: what is accepted is withdrawn, the rest stands with a reason.
///
/// # Errors
/// See [`AppealError`].
pub async fn answer_appeal(
    store: &Store,
    schemes: &Schemes,
    caller: &Caller,
    filing_id: &str,
    seen: Option<i64>,
    answers: BTreeMap<CellCode, Answer>,
    now: DateTime<Utc>,
) -> Result<(), AppealError> {
    let mut tx = store.write().await?;
    let deed = Deed::of(caller, "answer-appeal", now);
    let Some(filing) = find_filing_to_change(&mut tx, filing_id).await? else {
        return settle(store, tx, deed, Err(AppealError::NotFound)).await;
    };
    let outcome = async {
        let held = load_appeal(&mut tx, &filing, now).await?;
        let deed = AppealDeed::Answer;
        decide_appeal(&caller.actor, deed, &filing.facts, held.appeal)?;
        check_seen(&filing, seen)?;
        answer(&mut tx, schemes, caller, &filing, (held, answers), now).await
    }
    .await;
    settle(store, tx, deed.on_filing(&filing.id), outcome).await
}

async fn answer(
    tx: &mut Tx,
    schemes: &Schemes,
    caller: &Caller,
    filing: &Filing,
    (held, answers): (AppealRecord, BTreeMap<CellCode, Answer>),
    now: DateTime<Utc>,
) -> Result<(), AppealError> {
    let mut accepted = Vec::new();
    for point in &held.points {
        let answer = answers.get(&point.code).ok_or(AppealError::Unanswered)?;
        let reason = answer.reason.trim();
        if !answer.is_accepted && reason.is_empty() {
            return Err(AppealError::Unanswered);
        }
        if is_too_long(reason) {
            return Err(AppealError::TooLong);
        }
        let said = (answer.is_accepted, reason);
        insert_answer(tx, &point.id, said, &caller.actor.account_id, now).await?;
        if answer.is_accepted {
            accepted.push(point.code.clone());
        }
    }
    let (kind, campaign) = (MessageKind::AppealAnswered, &filing.campaign_id);
    insert_occasion(tx, kind, campaign, Some(&filing.id), now).await?;
    withdraw_corrections(tx, schemes, caller, filing, accepted, now).await?;
    Ok(())
}

fn is_too_long(reason: &str) -> bool {
    reason.chars().count() > LONGEST_REASON
}
