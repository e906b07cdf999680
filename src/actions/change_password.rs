//! 修改密码, by the person himself.

use chrono::{DateTime, Utc};

use super::Caller;
use super::password::{HashError, Passwords};
use super::record::{Deed, Outcome, refuse, settle};
use super::session::{LogInError, Session, check_lock, count_failure, name_digest};
use crate::domain::account::{NewPassword, PasswordPolicy, PasswordProblem};
use crate::store::account::{list_former_passwords, load_password_hash, update_password};
use crate::store::session::delete_sessions_of;
use crate::store::{Page, Store, StoreError};

/// Why a password is not changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangePasswordError {
    /// The present password is not right, or too many were not.
    #[error("{}", present_problem(.0))]
    Present(LogInError),
    /// The new one is the old one.
    #[error("新密码不能与原密码相同。")]
    Same,
    /// The new one was his not long ago.
    #[error("新密码不能与最近 {0} 次用过的密码相同。")]
    Former(u32),
    /// The new one is not good enough.
    #[error(transparent)]
    New(#[from] PasswordProblem),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Hashing failed.
    #[error(transparent)]
    Hash(#[from] HashError),
}

fn present_problem(error: &LogInError) -> String {
    match error {
        LogInError::WrongCredentials => "原密码不正确。".to_owned(),
        other => other.to_string(),
    }
}

impl Outcome for ChangePasswordError {
    fn refusal_code(&self) -> Option<&'static str> {
        match self {
            Self::Present(error) => error.refusal_code(),
            Self::Same => Some("same-password"),
            Self::Former(_) => Some("former-password"),
            Self::New(_) => Some("unfit-password"),
            Self::Store(_) | Self::Hash(_) => None,
        }
    }
}

/// Changes the password of the person of this session and ends his other sessions. Wrong
/// guesses of the present password count like failed log-ins.
pub async fn change_password(
    store: &Store,
    passwords: &Passwords,
    session: &Session,
    caller: &Caller,
    change: PasswordChange<'_>,
    now: DateTime<Utc>,
) -> Result<(), ChangePasswordError> {
    let deed = Deed::of(caller, "change-password", now);
    let hash = match prepare(store, passwords, session, change, now).await {
        Ok(hash) => hash,
        Err(error) => {
            refuse(store, deed, &error).await?;
            return Err(error);
        }
    };
    let mut tx = store.write().await?;
    let outcome: Result<(), ChangePasswordError> = async {
        update_password(&mut tx, &session.account.id, &hash, false, now).await?;
        delete_sessions_of(&mut tx, &session.account.id, Some(session.token_digest())).await?;
        Ok(())
    }
    .await;
    settle(store, tx, deed, outcome).await
}

/// The two passwords as typed, and what the new one must be.
#[derive(Clone, Copy)]
pub struct PasswordChange<'a> {
    /// The one in use.
    pub present: &'a str,
    /// The one wanted.
    pub new: &'a str,
    /// What it must be.
    pub policy: &'a PasswordPolicy,
}

async fn prepare(
    store: &Store,
    passwords: &Passwords,
    session: &Session,
    change: PasswordChange<'_>,
    now: DateTime<Utc>,
) -> Result<String, ChangePasswordError> {
    let digest = name_digest(&session.account.login_name);
    let mut tx = store.read().await?;
    check_lock(&mut tx, &digest, now)
        .await
        .map_err(ChangePasswordError::Present)?;
    let kept = load_password_hash(&mut tx, &session.account.id).await?;
    // The present one counts as one of the last.
    let others = Page::first(change.policy.not_again.saturating_sub(1));
    let former = list_former_passwords(&mut tx, &session.account.id, others).await?;
    tx.commit().await?;
    if !passwords.verify(change.present, Some(kept)).await? {
        count_failure(store, &digest, now).await?;
        return Err(ChangePasswordError::Present(LogInError::WrongCredentials));
    }
    if change.present == change.new {
        return Err(ChangePasswordError::Same);
    }
    let new = NewPassword::parse(change.new, &session.account.login_name, change.policy)?;
    for hash in former {
        if passwords.verify(change.new, Some(hash)).await? {
            return Err(ChangePasswordError::Former(change.policy.not_again));
        }
    }
    Ok(passwords.hash(&new).await?)
}
