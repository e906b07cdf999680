//! 单点登录: from what the provider says of somebody to his account here. No account is made by it.

use chrono::{DateTime, TimeDelta, Utc};

use super::account::{AccountError, find_by_login, settle_on_account};
use super::password::Passwords;
use super::posting::require_granting;
use super::record::{Deed, Outcome, refuse};
use super::second_step::admit;
use super::session::{LogInError, LoggedIn, log_in};
use super::token::SessionToken;
use super::{Caller, Origin};
use crate::domain::account::fold_login_name;
use crate::domain::publication::sha256_hex;
use crate::domain::workflow::Role;
use crate::store::account::{Account, find_account_by_login};
use crate::store::posting::list_postings;
use crate::store::session::delete_sessions_of;
use crate::store::sign_on::{
    AskedQuestion, Subject, delete_binding, delete_claim, find_binding, find_bound_account,
    find_claim, insert_binding, insert_claim, insert_question, take_question,
};
use crate::store::{Store, StoreError};

/// So long an answer and a confirmation are waited for.
const WAIT: TimeDelta = TimeDelta::minutes(10);

/// Why somebody the provider knows is not let in.
#[derive(Debug, thiserror::Error)]
pub enum SignOnRefusal {
    /// Nobody here has his name.
    #[error("本系统没有与您的统一身份认证账号对应的账号，请联系系统管理员添加。")]
    NoAccount,
    /// His account is another's at the provider.
    #[error("这个账号已经与另一个统一身份认证账号绑定，请联系安全管理员。")]
    BoundElsewhere,
    /// He comes for the first time: under this token he confirms with his password that it is he.
    #[error("第一次使用统一身份认证登录，请用本系统的密码确认一次。")]
    ToConfirm(SessionToken),
    /// The confirmation came too late.
    #[error("间隔太久，请从登录页重新开始。")]
    TooLate,
    /// As with every log-in.
    #[error(transparent)]
    LogIn(#[from] LogInError),
}

impl From<StoreError> for SignOnRefusal {
    fn from(error: StoreError) -> Self {
        Self::LogIn(error.into())
    }
}

impl Outcome for SignOnRefusal {
    fn refusal_code(&self) -> Option<&'static str> {
        match self {
            Self::NoAccount => Some("no-account"),
            Self::BoundElsewhere => Some("bound-elsewhere"),
            Self::ToConfirm(_) => Some("to-confirm"),
            Self::TooLate => Some("too-late"),
            Self::LogIn(error) => error.refusal_code(),
        }
    }
}

/// Keeps a question until its answer comes.
pub async fn keep_question(
    store: &Store,
    state: &str,
    question: &AskedQuestion,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mut tx = store.write().await?;
    let digest = sha256_hex(state.as_bytes());
    insert_question(&mut tx, &digest, question, (now, now - WAIT)).await?;
    tx.commit().await
}

/// The question that an answer belongs to, once.
pub async fn take_asked(
    store: &Store,
    state: &str,
    now: DateTime<Utc>,
) -> Result<Option<AskedQuestion>, StoreError> {
    let mut tx = store.write().await?;
    let digest = sha256_hex(state.as_bytes());
    let found = take_question(&mut tx, &digest, now - WAIT).await?;
    tx.commit().await?;
    Ok(found)
}

/// Lets somebody in whom the provider named: by his bound account, else he has to confirm that the
/// account of his name is his.
pub async fn enter_by_sign_on(
    store: &Store,
    subject: &Subject,
    login_name: &str,
    origin: &Origin,
    now: DateTime<Utc>,
) -> Result<LoggedIn, SignOnRefusal> {
    let mut tx = store.read().await?;
    let bound = find_bound_account(&mut tx, subject).await?;
    let named = find_account_by_login(&mut tx, &fold_login_name(login_name)).await?;
    let is_taken = match &named {
        Some(account) => find_binding(&mut tx, &account.id).await?.is_some(),
        None => false,
    };
    tx.commit().await?;
    let deed = Deed::from(origin, "sign-on", now);
    if let Some(account) = bound {
        let deed = deed.by(&account.id, &account.login_name);
        return Ok(admit(store, deed, &account, origin, now).await?);
    }
    let refusal = match named {
        Some(_) if is_taken => SignOnRefusal::BoundElsewhere,
        Some(account) => {
            let token = SessionToken::random().map_err(LogInError::from)?;
            let mut tx = store.write().await?;
            let claim = (account.id.as_str(), subject);
            insert_claim(&mut tx, &token.digest(), claim, (now, now - WAIT)).await?;
            tx.commit().await?;
            SignOnRefusal::ToConfirm(token)
        }
        None => SignOnRefusal::NoAccount,
    };
    refuse(store, deed, &refusal).await?;
    Err(refusal)
}

/// Whose account waits under this token to be confirmed.
pub async fn find_claimed(
    store: &Store,
    token: &SessionToken,
    now: DateTime<Utc>,
) -> Result<Option<Account>, StoreError> {
    let mut tx = store.read().await?;
    let found = find_claim(&mut tx, &token.digest(), now - WAIT).await?;
    Ok(found.map(|(account, _)| account))
}

/// The password shows that it is he: his account is bound, and he is let in. A code of his telephone
/// is still asked for.
pub async fn confirm_sign_on(
    store: &Store,
    passwords: &Passwords,
    token: &SessionToken,
    password: &str,
    origin: &Origin,
    now: DateTime<Utc>,
) -> Result<LoggedIn, SignOnRefusal> {
    let mut tx = store.read().await?;
    let found = find_claim(&mut tx, &token.digest(), now - WAIT).await?;
    tx.commit().await?;
    let Some((account, subject)) = found else {
        return Err(SignOnRefusal::TooLate);
    };
    let entered = log_in(store, passwords, &account.login_name, password, origin, now).await;
    if !matches!(entered, Ok(_) | Err(LogInError::CodeNeeded(_))) {
        return Ok(entered?);
    }
    let mut tx = store.write().await?;
    delete_claim(&mut tx, &token.digest()).await?;
    if !insert_binding(&mut tx, &account.id, &subject, now).await? {
        return Err(SignOnRefusal::BoundElsewhere);
    }
    let deed = Deed::from(origin, "bind-sign-on", now).by(&account.id, &account.login_name);
    deed.done(&mut tx).await?;
    tx.commit().await?;
    Ok(entered?)
}

/// Takes the binding of an account off; its sessions end.
pub async fn unbind(
    store: &Store,
    caller: &Caller,
    login_name: &str,
    now: DateTime<Utc>,
) -> Result<(), AccountError> {
    let mut tx = store.write().await?;
    let outcome = async {
        require_granting(caller)?;
        let account = find_by_login(&mut tx, login_name).await?;
        if !delete_binding(&mut tx, &account.id).await? {
            return Err(AccountError::Unfit("该账号没有绑定统一身份认证。"));
        }
        delete_sessions_of(&mut tx, &account.id, None).await?;
        Ok(account.id)
    }
    .await;
    let deed = Deed::of(caller, "unbind-sign-on", now);
    settle_on_account(store, tx, deed, outcome).await
}

/// Whether somebody comes from the provider: bound, and no system administrator, who must find a
/// way in also when the provider is down.
pub(super) async fn comes_from_provider(
    store: &Store,
    account: &Account,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let mut tx = store.read().await?;
    if find_binding(&mut tx, &account.id).await?.is_none() {
        return Ok(false);
    }
    let postings = list_postings(&mut tx, &account.id).await?;
    Ok(!postings
        .iter()
        .any(|posting| posting.role == Role::SystemAdministrator && posting.term.is_in_force(now)))
}
