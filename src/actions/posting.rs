//! 授权: the security administrator grants, refuses and withdraws postings, and lifts locks.

use chrono::{DateTime, Utc};

use super::Caller;
use super::account::{AccountError, find_by_login, find_place, settle_on_account};
use super::record::{Deed, settle};
use crate::domain::account::{Duty, Standing, Term, conflict};
use crate::domain::workflow::Role;
use crate::store::account::{Account, load_account_to_change};
use crate::store::posting::{
    HeldPosting, NewPosting, Posting, find_posting, insert_posting, list_postings, load_duty,
    update_term,
};
use crate::store::session::delete_sessions_in;
use crate::store::{Page, Store, Tx, posting};

/// A posting to be given.
#[derive(Debug, Clone)]
pub struct PostingRequest {
    /// To whom.
    pub login_name: String,
    /// What he is to do.
    pub role: Role,
    /// The administrative code of the organization; none for 三员.
    pub organization_code: Option<String>,
}

/// Grants a posting that was asked for.
pub async fn grant_posting(
    store: &Store,
    caller: &Caller,
    posting_id: &str,
    now: DateTime<Utc>,
) -> Result<(), AccountError> {
    let mut tx = store.write().await?;
    let outcome = async {
        let (account, posting) = find_of_others(&mut tx, caller, posting_id, now).await?;
        if posting.term.at(now) != Standing::Asked {
            return Err(AccountError::UnknownPosting);
        }
        let organization = posting.organization_id.as_deref();
        let duty = load_duty(&mut tx, posting.role, organization).await?;
        check_duties(&mut tx, &account.id, &duty, now).await?;
        let term = Term {
            since: Some(now),
            ..posting.term
        };
        update_term(&mut tx, &posting.id, term).await?;
        Ok(posting)
    }
    .await;
    settle_on_posting(store, tx, Deed::of(caller, "grant-role", now), outcome).await
}

/// Withdraws a posting, or refuses one that was asked for. Who works in it is out at once.
pub async fn end_posting(
    store: &Store,
    caller: &Caller,
    posting_id: &str,
    now: DateTime<Utc>,
) -> Result<(), AccountError> {
    let mut tx = store.write().await?;
    let outcome = async {
        let (_, posting) = find_of_others(&mut tx, caller, posting_id, now).await?;
        let term = Term {
            ended_at: Some(now),
            ..posting.term
        };
        update_term(&mut tx, &posting.id, term).await?;
        delete_sessions_in(&mut tx, &posting.id).await?;
        Ok(posting)
    }
    .await;
    settle_on_posting(store, tx, Deed::of(caller, "withdraw-role", now), outcome).await
}

/// Gives somebody a posting that nobody asked for.
pub async fn give_posting(
    store: &Store,
    caller: &Caller,
    request: &PostingRequest,
    now: DateTime<Utc>,
) -> Result<(), AccountError> {
    let mut tx = store.write().await?;
    let outcome = give(&mut tx, caller, request, now).await;
    settle_on_posting(store, tx, Deed::of(caller, "grant-role", now), outcome).await
}

async fn give(
    tx: &mut Tx,
    caller: &Caller,
    request: &PostingRequest,
    now: DateTime<Utc>,
) -> Result<Posting, AccountError> {
    require_granting(caller)?;
    let account = find_by_login(tx, &request.login_name).await?;
    let account = load_account_to_change(tx, &account.id).await?;
    if account.id == caller.actor.account_id {
        return Err(AccountError::OwnPosting);
    }
    let place = find_place(tx, request.role, request.organization_code.as_deref()).await?;
    let organization = place.as_ref().map(|found| found.id.as_str());
    let duty = load_duty(tx, request.role, organization).await?;
    check_duties(tx, &account.id, &duty, now).await?;
    let new = NewPosting {
        account_id: &account.id,
        role: request.role,
        organization_id: organization,
        term: Term {
            since: Some(now),
            ..Term::default()
        },
    };
    let id = insert_posting(tx, &new, now).await?;
    find_posting(tx, &id)
        .await?
        .ok_or(AccountError::UnknownPosting)
}

/// Lifts the lock that too many failed log-ins brought.
pub async fn unlock_account(
    store: &Store,
    caller: &Caller,
    login_name: &str,
    now: DateTime<Utc>,
) -> Result<(), AccountError> {
    let mut tx = store.write().await?;
    let outcome = async {
        require_granting(caller)?;
        let account = find_by_login(&mut tx, login_name).await?;
        super::session::unlock(&mut tx, &account.login_name).await?;
        Ok(account.id)
    }
    .await;
    settle_on_account(store, tx, Deed::of(caller, "unlock-account", now), outcome).await
}

/// The postings that wait to be granted, oldest first.
pub async fn list_asked(
    store: &Store,
    caller: &Caller,
    page: Page,
) -> Result<Vec<HeldPosting>, AccountError> {
    require_granting(caller)?;
    let mut tx = store.read().await?;
    Ok(posting::list_asked(&mut tx, page).await?)
}

/// Refuses a duty that does not go with those the person holds.
pub(super) async fn check_duties(
    tx: &mut Tx,
    account_id: &str,
    wanted: &Duty,
    now: DateTime<Utc>,
) -> Result<(), AccountError> {
    for held in list_postings(tx, account_id).await? {
        if !matches!(held.term.at(now), Standing::InForce | Standing::Away) {
            continue;
        }
        let duty = load_duty(tx, held.role, held.organization_id.as_deref()).await?;
        if let Some(conflict) = conflict(&duty, wanted) {
            return Err(conflict.into());
        }
    }
    Ok(())
}

/// A posting that is not over, of somebody else, whose account is kept for this transaction.
async fn find_of_others(
    tx: &mut Tx,
    caller: &Caller,
    posting_id: &str,
    now: DateTime<Utc>,
) -> Result<(Account, Posting), AccountError> {
    require_granting(caller)?;
    let found = find_posting(tx, posting_id)
        .await?
        .ok_or(AccountError::UnknownPosting)?;
    let account = load_account_to_change(tx, &found.account_id).await?;
    if account.id == caller.actor.account_id {
        return Err(AccountError::OwnPosting);
    }
    let posting = find_posting(tx, posting_id).await?;
    posting
        .filter(|posting| posting.term.at(now) != Standing::Ended)
        .map(|posting| (account, posting))
        .ok_or(AccountError::UnknownPosting)
}

pub(super) fn require_granting(caller: &Caller) -> Result<(), AccountError> {
    if caller.actor.role == Role::SecurityAdministrator || caller.is_command_line() {
        Ok(())
    } else {
        Err(AccountError::NotGranting)
    }
}

pub(super) async fn settle_on_posting(
    store: &Store,
    tx: Tx,
    deed: Deed,
    outcome: Result<Posting, AccountError>,
) -> Result<(), AccountError> {
    let deed = match &outcome {
        Ok(posting) => deed.detail(format!(
            "role={} account={} posting={}",
            posting.role.code(),
            posting.account_id,
            posting.id
        )),
        Err(_) => deed,
    };
    settle(store, tx, deed, outcome).await.map(drop)
}
