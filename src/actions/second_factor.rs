//! 动态验证码 of an account: put on by its owner, asked for after the password, taken off by the
//! security administrator.

use chrono::{DateTime, Utc};
use validator::ValidateLength as _;

use super::Caller;
use super::account::{AccountError, find_by_login};
use super::posting::require_granting;
use super::record::{Deed, Outcome, settle};
use super::session::{LogInError, check_lock, count_failure, name_digest};
use super::token::{RandomError, random_bytes};
use crate::domain::account::{CodeSecret, is_recovery_code, recovery_code, recovery_digest};
use crate::store::second_factor::{
    Removal, SecondFactor, confirm_second_factor, count_recovery_codes, delete_second_factor,
    find_second_factor, insert_removal, put_second_factor, replace_recovery_codes,
    update_last_step, use_recovery_code,
};
use crate::store::session::delete_sessions_of;
use crate::store::{Store, StoreError, Tx};
use crate::vault::{Seal, SealError};

/// So many recovery codes are given at a time.
const RECOVERY_CODES: usize = 10;

/// Why a second factor is not put on.
#[derive(Debug, thiserror::Error)]
pub enum SecondFactorError {
    /// There is one.
    #[error("动态验证码已经启用。更换手机时，请联系安全管理员解除后重新启用。")]
    There,
    /// There is none to be confirmed or used.
    #[error("动态验证码还没有启用，请先扫描二维码。")]
    NotThere,
    /// The code is not right, or too many were not.
    #[error(transparent)]
    Code(LogInError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The key does not open what was sealed.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// No random bytes.
    #[error(transparent)]
    Random(#[from] RandomError),
}

impl Outcome for SecondFactorError {
    fn refusal_code(&self) -> Option<&'static str> {
        match self {
            Self::There => Some("there"),
            Self::NotThere => Some("not-there"),
            Self::Code(error) => error.refusal_code(),
            Self::Store(_) | Self::Seal(_) | Self::Random(_) => None,
        }
    }
}

/// How an account stands with its second factor.
#[derive(Debug)]
pub enum Enrolment {
    /// None, and none begun.
    None,
    /// Begun: this is to be put into the telephone.
    Begun(CodeSecret),
    /// In force since then, with so many recovery codes left.
    InForce {
        /// Since when.
        since: DateTime<Utc>,
        /// How many recovery codes are left.
        recovery_codes: i64,
    },
}

/// How the caller's own second factor stands.
pub async fn own_second_factor(
    store: &Store,
    seal: &Seal,
    caller: &Caller,
) -> Result<Enrolment, SecondFactorError> {
    let mut tx = store.read().await?;
    let own = &caller.actor.account_id;
    let Some(found) = find_second_factor(&mut tx, own).await? else {
        return Ok(Enrolment::None);
    };
    match found.confirmed_at {
        Some(since) => Ok(Enrolment::InForce {
            since,
            recovery_codes: count_recovery_codes(&mut tx, own).await?,
        }),
        None => Ok(Enrolment::Begun(unseal(seal, own, &found)?)),
    }
}

/// Makes what the caller's telephone shall share. It counts for nothing until it is confirmed.
pub async fn begin_second_factor(
    store: &Store,
    seal: &Seal,
    caller: &Caller,
    now: DateTime<Utc>,
) -> Result<(), SecondFactorError> {
    let own = &caller.actor.account_id;
    let secret: [u8; CodeSecret::BYTES] = random_bytes()?;
    let sealed = seal.seal(&secret, own)?;
    let mut tx = store.write().await?;
    let is_new = put_second_factor(&mut tx, own, &sealed, now).await?;
    let outcome = if is_new {
        Ok(())
    } else {
        Err(SecondFactorError::There)
    };
    settle(
        store,
        tx,
        Deed::of(caller, "begin-second-factor", now),
        outcome,
    )
    .await
}

/// A code shows that the telephone has it: from now on it is asked for at each log-in. Gives the
/// recovery codes, which are shown once. The caller's other sessions end.
pub async fn confirm_own_second_factor(
    store: &Store,
    seal: &Seal,
    caller: &Caller,
    keep: &super::session::Session,
    typed: &str,
    now: DateTime<Utc>,
) -> Result<Vec<String>, SecondFactorError> {
    let deed = Deed::of(caller, "confirm-second-factor", now);
    with_code(store, seal, caller, deed, (typed, false), now, async |tx| {
        let own = &caller.actor.account_id;
        confirm_second_factor(tx, own, now).await?;
        delete_sessions_of(tx, own, Some(keep.token_digest())).await?;
        Ok(())
    })
    .await
}

/// Gives new recovery codes in place of the old ones, for a code.
pub async fn renew_recovery_codes(
    store: &Store,
    seal: &Seal,
    caller: &Caller,
    typed: &str,
    now: DateTime<Utc>,
) -> Result<Vec<String>, SecondFactorError> {
    let deed = Deed::of(caller, "renew-recovery-codes", now);
    with_code(store, seal, caller, deed, (typed, true), now, async |_| {
        Ok(())
    })
    .await
}

/// Does something for a code of the caller's telephone and gives new recovery codes. Wrong codes
/// count like failed log-ins.
async fn with_code(
    store: &Store,
    seal: &Seal,
    caller: &Caller,
    deed: Deed,
    (typed, is_confirmed): (&str, bool),
    now: DateTime<Utc>,
    work: impl AsyncFnOnce(&mut Tx) -> Result<(), StoreError>,
) -> Result<Vec<String>, SecondFactorError> {
    let own = &caller.actor.account_id;
    let digest = name_digest(&caller.login_name);
    let codes = new_recovery_codes()?;
    let mut tx = store.write().await?;
    let outcome = async {
        let lock = check_lock(&mut tx, &digest, now).await;
        lock.map_err(SecondFactorError::Code)?;
        let found = find_second_factor(&mut tx, own).await?;
        let found = found.ok_or(SecondFactorError::NotThere)?;
        if found.confirmed_at.is_some() != is_confirmed {
            return Err(if is_confirmed {
                SecondFactorError::NotThere
            } else {
                SecondFactorError::There
            });
        }
        let secret = unseal(seal, own, &found)?;
        let telephone = (&secret, found.last_step);
        if !take_time_code(&mut tx, own, telephone, typed, now).await? {
            return Err(SecondFactorError::Code(LogInError::WrongCode));
        }
        work(&mut tx).await?;
        let digests: Vec<String> = codes.iter().map(|code| recovery_digest(code)).collect();
        replace_recovery_codes(&mut tx, own, &digests, now).await?;
        Ok(codes)
    }
    .await;
    let is_wrong = matches!(outcome, Err(SecondFactorError::Code(LogInError::WrongCode)));
    let settled = settle(store, tx, deed, outcome).await;
    if is_wrong {
        count_failure(store, &digest, now).await?;
    }
    settled
}

/// Whether what was typed is a code of this account's second factor, which is then used up: a code
/// of the telephone or a recovery code.
pub(super) async fn take_code(
    tx: &mut Tx,
    seal: &Seal,
    account_id: &str,
    typed: &str,
    now: DateTime<Utc>,
) -> Result<bool, LogInError> {
    if is_recovery_code(typed) {
        return Ok(use_recovery_code(tx, account_id, &recovery_digest(typed), now).await?);
    }
    let found = find_second_factor(tx, account_id).await?;
    let Some(found) = found.filter(|found| found.confirmed_at.is_some()) else {
        return Ok(false);
    };
    let secret = unseal(seal, account_id, &found)?;
    let telephone = (&secret, found.last_step);
    Ok(take_time_code(tx, account_id, telephone, typed, now).await?)
}

/// The same for a code of the telephone that has this secret.
async fn take_time_code(
    tx: &mut Tx,
    account_id: &str,
    (secret, last_step): (&CodeSecret, i64),
    typed: &str,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    match secret.accept(typed, last_step, now) {
        Some(step) => update_last_step(tx, account_id, step).await,
        None => Ok(false),
    }
}

fn unseal(seal: &Seal, account_id: &str, found: &SecondFactor) -> Result<CodeSecret, SealError> {
    seal.unseal(&found.sealed_secret, account_id)
        .map(CodeSecret::new)
}

fn new_recovery_codes() -> Result<Vec<String>, RandomError> {
    (0..RECOVERY_CODES)
        .map(|_| random_bytes().map(recovery_code))
        .collect()
}

/// Takes a second factor off, of who lost his telephone; his sessions end.
pub async fn remove_second_factor(
    store: &Store,
    caller: &Caller,
    login_name: &str,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<(), AccountError> {
    let mut tx = store.write().await?;
    let outcome = async {
        require_granting(caller)?;
        let account = find_by_login(&mut tx, login_name).await?;
        if account.id == caller.actor.account_id {
            return Err(AccountError::OwnSecondFactor);
        }
        if !reason.validate_length(Some(1), Some(200), None) {
            return Err(AccountError::Unfit("请写明解除的原因，不超过 200 字。"));
        }
        if !delete_second_factor(&mut tx, &account.id).await? {
            return Err(AccountError::Unfit("该账号没有启用动态验证码。"));
        }
        let removal = Removal {
            removed_by: caller.login_name.clone(),
            removed_at: now,
            reason: reason.to_owned(),
        };
        insert_removal(&mut tx, &account.id, &removal).await?;
        delete_sessions_of(&mut tx, &account.id, None).await?;
        Ok(account.id)
    }
    .await;
    let deed = Deed::of(caller, "remove-second-factor", now);
    super::account::settle_on_account(store, tx, deed, outcome).await
}
