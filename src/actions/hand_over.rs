//! 转办: all duties of a posting go to another person in one deed, for good or until a day, and
//! come back in one deed.

use chrono::{DateTime, Utc};

use super::Caller;
use super::account::{AccountError, find_by_login};
use super::posting::check_duties;
use super::record::{Deed, Outcome, settle};
use crate::domain::account::{Standing, Term, may_hand_over};
use crate::store::account::load_account_to_change;
use crate::store::hand_over::{
    HandOver, NewHandOver, find_hand_over, insert_hand_over, update_undone,
};
use crate::store::posting::{
    NewPosting, Posting, find_posting, insert_posting, load_duty, update_term,
};
use crate::store::session::delete_sessions_in;
use crate::store::{Store, StoreError, Tx};

/// What is to be handed over.
#[derive(Debug, Clone)]
pub struct HandOverRequest {
    /// The posting whose duties they are.
    pub posting_id: String,
    /// The log-in name of who is to do them.
    pub to_login_name: String,
    /// The first moment at which they go back by themselves; `None` for good.
    pub until: Option<DateTime<Utc>>,
}

/// Why duties are not handed over or taken back.
#[derive(Debug, thiserror::Error)]
pub enum HandOverError {
    /// Not his to hand over.
    #[error("您不能转办这项职责：本人、所属财政局的审核人和安全管理员可以办理。")]
    NotAllowed,
    /// No such posting, or it is not in force.
    #[error("这项任职已经结束或者已经转办，请刷新后再看。")]
    NotInForce,
    /// He does it in somebody's place.
    #[error("这项职责是别人临时转办来的，不能再转给第三人。请先交还，再由本人转办。")]
    OnlyForATime,
    /// To himself.
    #[error("转办的对方不能是本人。")]
    ToHimself,
    /// The other account is closed.
    #[error("对方的账号已停用，请换一位。")]
    ToClosed,
    /// The day has passed.
    #[error("转办截止日期应在今天或以后。")]
    DayPassed,
    /// Nothing to take back any more.
    #[error("这项转办已经收回或者已经到期。")]
    NothingToUndo,
    /// The other person is unknown, or may not hold the duty.
    #[error(transparent)]
    Person(#[from] AccountError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Outcome for HandOverError {
    fn refusal_code(&self) -> Option<&'static str> {
        match self {
            Self::NotAllowed => Some("not-allowed"),
            Self::NotInForce => Some("not-in-force"),
            Self::OnlyForATime => Some("only-for-a-time"),
            Self::ToHimself => Some("to-himself"),
            Self::ToClosed => Some("to-closed"),
            Self::DayPassed => Some("day-passed"),
            Self::NothingToUndo => Some("nothing-to-undo"),
            Self::Person(error) => error.refusal_code(),
            Self::Store(_) => None,
        }
    }
}

/// Hands the duties of a posting over. Who worked in it is out at once, who takes it sees
/// everything, because what a person sees follows from his posting alone.
pub async fn hand_over(
    store: &Store,
    caller: &Caller,
    request: &HandOverRequest,
    now: DateTime<Utc>,
) -> Result<(), HandOverError> {
    let mut tx = store.write().await?;
    let outcome = hand(&mut tx, caller, request, now).await;
    let deed = Deed::of(caller, "hand-over", now);
    let deed = match &outcome {
        Ok(detail) => deed.detail(detail.clone()),
        Err(_) => deed,
    };
    settle(store, tx, deed, outcome).await.map(drop)
}

async fn hand(
    tx: &mut Tx,
    caller: &Caller,
    request: &HandOverRequest,
    now: DateTime<Utc>,
) -> Result<String, HandOverError> {
    let posting = find_to_change(tx, caller, &request.posting_id).await?;
    if posting.term.at(now) != Standing::InForce {
        return Err(HandOverError::NotInForce);
    }
    if posting.term.ended_at.is_some() {
        return Err(HandOverError::OnlyForATime);
    }
    if request.until.is_some_and(|until| until <= now) {
        return Err(HandOverError::DayPassed);
    }
    let other = find_by_login(tx, &request.to_login_name).await?;
    if other.id == posting.account_id {
        return Err(HandOverError::ToHimself);
    }
    let other = load_account_to_change(tx, &other.id).await?;
    if other.is_disabled {
        return Err(HandOverError::ToClosed);
    }
    let organization = posting.organization_id.as_deref();
    let duty = load_duty(tx, posting.role, organization).await?;
    check_duties(tx, &other.id, &duty, now).await?;
    let left = Term {
        away_until: request.until,
        ended_at: request.until.is_none().then_some(now),
        ..posting.term
    };
    update_term(tx, &posting.id, left).await?;
    delete_sessions_in(tx, &posting.id).await?;
    let new = NewPosting {
        account_id: &other.id,
        role: posting.role,
        organization_id: organization,
        term: Term {
            since: Some(now),
            away_until: None,
            ended_at: request.until,
        },
    };
    let substitute_id = insert_posting(tx, &new, now).await?;
    let record = NewHandOver {
        posting_id: &posting.id,
        substitute_id: &substitute_id,
        until: request.until,
        handed_by: &caller.actor.account_id,
    };
    insert_hand_over(tx, &record, now).await?;
    Ok(format!(
        "role={} posting={} to={}",
        posting.role.code(),
        posting.id,
        other.id
    ))
}

/// 收回转办: the duties go back to the one who had them, at once.
pub async fn undo_hand_over(
    store: &Store,
    caller: &Caller,
    posting_id: &str,
    now: DateTime<Utc>,
) -> Result<(), HandOverError> {
    let mut tx = store.write().await?;
    let outcome = undo(&mut tx, caller, posting_id, now).await;
    let deed = Deed::of(caller, "undo-hand-over", now);
    let deed = match &outcome {
        Ok(()) => deed.detail(format!("posting={posting_id}")),
        Err(_) => deed,
    };
    settle(store, tx, deed, outcome).await
}

async fn undo(
    tx: &mut Tx,
    caller: &Caller,
    posting_id: &str,
    now: DateTime<Utc>,
) -> Result<(), HandOverError> {
    let found = find_hand_over(tx, posting_id).await?;
    let handed = found.ok_or(HandOverError::NothingToUndo)?;
    let substitute = find_to_change(tx, caller, &handed.substitute_id).await?;
    let posting = find_posting(tx, &handed.posting_id).await?;
    let posting = posting.filter(|posting| is_handed(posting, &handed, now));
    let posting = posting.ok_or(HandOverError::NothingToUndo)?;
    load_account_to_change(tx, &posting.account_id).await?;
    let organization = posting.organization_id.as_deref();
    let duty = load_duty(tx, posting.role, organization).await?;
    if posting.term.at(now) == Standing::Ended {
        check_duties(tx, &posting.account_id, &duty, now).await?;
    }
    if !update_undone(tx, &handed.id, &caller.actor.account_id, now).await? {
        return Err(HandOverError::NothingToUndo);
    }
    let back = Term {
        since: posting.term.since,
        ..Term::default()
    };
    update_term(tx, &posting.id, back).await?;
    if substitute.term.at(now) != Standing::Ended {
        let over = Term {
            ended_at: Some(now),
            ..substitute.term
        };
        update_term(tx, &substitute.id, over).await?;
        delete_sessions_in(tx, &substitute.id).await?;
    }
    Ok(())
}

/// Whether the posting stands as this hand-over left it: not withdrawn since, the day not reached.
fn is_handed(posting: &Posting, handed: &HandOver, now: DateTime<Utc>) -> bool {
    match handed.until {
        None => posting.term.ended_at == Some(handed.handed_at),
        Some(_) => posting.term.at(now) == Standing::Away,
    }
}

/// A posting that the caller may hand over, with its holder's account kept for this transaction.
async fn find_to_change(
    tx: &mut Tx,
    caller: &Caller,
    posting_id: &str,
) -> Result<Posting, HandOverError> {
    let found = find_posting(tx, posting_id).await?;
    let found = found.ok_or(HandOverError::NotInForce)?;
    let duty = load_duty(tx, found.role, found.organization_id.as_deref()).await?;
    if !may_hand_over(&caller.actor, &found.account_id, &duty) {
        return Err(HandOverError::NotAllowed);
    }
    load_account_to_change(tx, &found.account_id).await?;
    let again = find_posting(tx, posting_id).await?;
    again.ok_or(HandOverError::NotInForce)
}
