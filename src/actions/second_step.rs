//! What follows a right password: the session, or the wait for a code and then the session.

use chrono::{DateTime, TimeDelta, Utc};

use super::Origin;
use super::record::{Deed, refuse, settle};
use super::second_factor::take_code;
use super::session::{LogInError, LoggedIn, begin_session, check_lock, count_failure, name_digest};
use super::token::SessionToken;
use crate::store::Store;
use crate::store::account::Account;
use crate::store::pending_log_in::{
    delete_pending_log_in, find_pending_log_in, insert_pending_log_in,
};
use crate::store::second_factor::find_second_factor;
use crate::vault::Seal;

/// So long a code is waited for.
const WAIT: TimeDelta = TimeDelta::minutes(5);

/// Opens the session of somebody whose password was right; who has a second factor is asked for a
/// code first.
pub(super) async fn admit(
    store: &Store,
    deed: Deed,
    account: &Account,
    origin: &Origin,
    now: DateTime<Utc>,
) -> Result<LoggedIn, LogInError> {
    let mut tx = store.write().await?;
    let factor = find_second_factor(&mut tx, &account.id).await?;
    if factor.is_none_or(|factor| factor.confirmed_at.is_none()) {
        let digest = name_digest(&account.login_name);
        let outcome = begin_session(&mut tx, &digest, account, origin, now).await;
        return settle(store, tx, deed, outcome).await;
    }
    let token = SessionToken::random()?;
    insert_pending_log_in(&mut tx, &token.digest(), &account.id, now).await?;
    let deed = Deed::from(origin, "await-code", now).by(&account.id, &account.login_name);
    deed.done(&mut tx).await?;
    tx.commit().await?;
    Err(LogInError::CodeNeeded(token))
}

/// The second step of a log-in. Wrong codes are counted and lock the name like wrong passwords.
pub async fn log_in_with_code(
    store: &Store,
    seal: &Seal,
    token: &SessionToken,
    typed: &str,
    origin: &Origin,
    now: DateTime<Utc>,
) -> Result<LoggedIn, LogInError> {
    let deed = Deed::from(origin, "log-in", now);
    let digest = token.digest();
    let mut tx = store.read().await?;
    let found = find_pending_log_in(&mut tx, &digest, now - WAIT).await?;
    tx.commit().await?;
    let Some(account) = found else {
        refuse(store, deed, &LogInError::TooLate).await?;
        return Err(LogInError::TooLate);
    };
    let deed = deed.by(&account.id, &account.login_name);
    let name_digest = name_digest(&account.login_name);
    let mut tx = store.write().await?;
    let outcome = async {
        check_lock(&mut tx, &name_digest, now).await?;
        if !take_code(&mut tx, seal, &account.id, typed, now).await? {
            return Err(LogInError::WrongCode);
        }
        delete_pending_log_in(&mut tx, &digest, now - WAIT).await?;
        begin_session(&mut tx, &name_digest, &account, origin, now).await
    }
    .await;
    let is_wrong = matches!(outcome, Err(LogInError::WrongCode));
    let settled = settle(store, tx, deed, outcome).await;
    if is_wrong {
        count_failure(store, &name_digest, now).await?;
    }
    settled
}
