//! 登录, 退出 and the session between them.

use chrono::{DateTime, TimeDelta, Utc};

use super::password::{HashError, Passwords};
use super::record::{Deed, Outcome, refuse, settle};
use super::second_step::admit;
use super::sign_on::comes_from_provider;
use super::token::{RandomError, SessionToken, random_hex};
use super::{Caller, Origin};
use crate::domain::account::{fold_login_name, is_same_secret};
use crate::domain::publication::sha256_hex;
use crate::store::account::{Account, find_account_by_login, load_password_hash};
use crate::store::log_in_failure::{
    delete_log_in_failure, delete_log_in_failures_before, find_log_in_failure, put_log_in_failure,
};
use crate::store::posting::{Posting, list_postings};
use crate::store::session::{
    ListedSession, NewSession, delete_session, delete_session_of, delete_sessions_before,
    delete_sessions_of, find_session, insert_session, list_sessions, update_last_seen,
};
use crate::store::{Page, Store, StoreError, Tx};
use crate::vault::SealError;

/// A time-out of this many minutes unless the settings say otherwise.
pub const DEFAULT_IDLE_MINUTES: i64 = 30;

/// Failures of names that nobody tried again are forgotten after so many days.
const FORGET_FAILURES_DAYS: i64 = 1;

/// So many of a person's sessions are shown to him.
const MOST_SESSIONS: u32 = 100;

/// The use of a session is noted at most this often.
const SEEN_EVERY: TimeDelta = TimeDelta::seconds(60);

/// Somebody logged in, with the account as it is at this moment.
#[derive(Debug, Clone)]
pub struct Session {
    /// Whose session it is.
    pub account: Account,
    /// In which of his postings he works.
    pub posting: Posting,
    /// Whether he has others to change to.
    pub has_others: bool,
    /// Whether he gives a code after his password.
    pub has_second_factor: bool,
    /// The token every form must carry.
    pub csrf_token: String,
    /// Its id, which opens nothing.
    pub id: String,
    /// The digest of the session's own token.
    token_digest: String,
}

impl Session {
    /// Whether a form carries this session's token.
    #[must_use]
    pub fn accepts(&self, csrf_token: &str) -> bool {
        is_same_secret(&self.csrf_token, csrf_token)
    }

    pub(super) fn token_digest(&self) -> &str {
        &self.token_digest
    }
}

/// A log-in that succeeded.
#[derive(Debug)]
pub struct LoggedIn {
    /// For the cookie.
    pub token: SessionToken,
    /// For the first page.
    pub session: Session,
}

/// Why a log-in is refused.
#[derive(Debug, thiserror::Error)]
pub enum LogInError {
    /// The name or the password; never said which.
    #[error("登录名或密码不正确。")]
    WrongCredentials,
    /// Too many failures under this name.
    #[error("连续输错次数过多，该登录名已暂时锁定，请稍后再试。")]
    Locked {
        /// The end of the lock.
        until: DateTime<Utc>,
    },
    /// The account is closed. Only said to who knows the password.
    #[error("该账号已停用，请联系系统管理员。")]
    Disabled,
    /// He may do nothing at this moment. Only said to who knows the password.
    #[error(
        "该账号现在没有可以办理的身份：尚未授权，已经转办，或者任职已经结束。请联系安全管理员。"
    )]
    NoPosting,
    /// He comes from the provider of 单点登录. Only said to who knows the password.
    #[error("该账号请用统一身份认证登录，不再使用本系统的密码。")]
    SignOnOnly,
    /// Right so far: a code is asked for next, under this token.
    #[error("该账号启用了动态验证码，请同时输入密码和动态验证码。")]
    CodeNeeded(SessionToken),
    /// The code is wrong, was used, or is over.
    #[error("验证码不正确或者已经用过，请等手机上换出新的验证码再输入。")]
    WrongCode,
    /// The password was given too long ago, or is another one by now.
    #[error("输入密码后间隔太久，请重新登录。")]
    TooLate,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Hashing failed.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// The key does not open what was sealed.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// No random bytes.
    #[error(transparent)]
    Random(#[from] RandomError),
}

impl Outcome for LogInError {
    fn refusal_code(&self) -> Option<&'static str> {
        match self {
            Self::WrongCredentials => Some("wrong-credentials"),
            Self::Locked { .. } => Some("locked"),
            Self::Disabled => Some("disabled"),
            Self::NoPosting => Some("no-posting"),
            Self::SignOnOnly => Some("sign-on-only"),
            Self::CodeNeeded(_) => Some("code-needed"),
            Self::WrongCode => Some("wrong-code"),
            Self::TooLate => Some("too-late"),
            Self::Store(_) | Self::Hash(_) | Self::Seal(_) | Self::Random(_) => None,
        }
    }
}

/// 登录. Unknown names take as long, are counted and are locked like known ones.
pub async fn log_in(
    store: &Store,
    passwords: &Passwords,
    login_name: &str,
    password: &str,
    origin: &Origin,
    now: DateTime<Utc>,
) -> Result<LoggedIn, LogInError> {
    let login_name = fold_login_name(login_name);
    let name_digest = name_digest(&login_name);
    let deed = Deed::from(origin, "log-in", now);

    let mut tx = store.read().await?;
    let account = find_account_by_login(&mut tx, &login_name).await?;
    let deed = match &account {
        Some(account) => deed.by(&account.id, &account.login_name),
        None => deed,
    };
    let kept = match &account {
        Some(account) => Some(load_password_hash(&mut tx, &account.id).await?),
        None => None,
    };
    let locked = check_lock(&mut tx, &name_digest, now).await;
    drop(tx);
    if let Err(error) = locked {
        refuse(store, deed, &error).await?;
        return Err(error);
    }

    let is_right = passwords.verify(password, kept).await?;
    let account = account.filter(|_| is_right);
    let Some(account) = account else {
        return fail(store, &name_digest, deed, now).await;
    };
    if passwords.are_closed_for_bound() && comes_from_provider(store, &account, now).await? {
        refuse(store, deed, &LogInError::SignOnOnly).await?;
        return Err(LogInError::SignOnOnly);
    }
    admit(store, deed, &account, origin, now).await
}

/// The digest under which failures of this folded name are counted.
pub(super) fn name_digest(login_name: &str) -> String {
    sha256_hex(login_name.as_bytes())
}

/// Forgets the failures of this name, and with them its lock.
pub(super) async fn unlock(tx: &mut Tx, login_name: &str) -> Result<(), StoreError> {
    delete_log_in_failure(tx, &name_digest(login_name)).await
}

/// Refuses while the name is locked.
pub(super) async fn check_lock(
    tx: &mut Tx,
    name_digest: &str,
    now: DateTime<Utc>,
) -> Result<(), LogInError> {
    let attempts = find_log_in_failure(tx, name_digest).await?;
    match attempts.and_then(|attempts| attempts.locked_at(now)) {
        Some(until) => Err(LogInError::Locked { until }),
        None => Ok(()),
    }
}

/// Counts a failure; the count and its event stand together.
async fn fail<T>(
    store: &Store,
    name_digest: &str,
    deed: Deed,
    now: DateTime<Utc>,
) -> Result<T, LogInError> {
    count_failure(store, name_digest, now).await?;
    let error = LogInError::WrongCredentials;
    refuse(store, deed, &error).await?;
    Err(error)
}

/// Counts one more failure of this name.
pub(super) async fn count_failure(
    store: &Store,
    name_digest: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mut tx = store.write().await?;
    let attempts = find_log_in_failure(&mut tx, name_digest)
        .await?
        .unwrap_or_default();
    if attempts.locked_at(now).is_none() {
        put_log_in_failure(&mut tx, name_digest, attempts.after_failure(now), now).await?;
    }
    tx.commit().await
}

/// Opens a session. The lock is looked at again: guesses made at the same moment must not
/// outrun the count.
pub(super) async fn begin_session(
    tx: &mut Tx,
    name_digest: &str,
    account: &Account,
    origin: &Origin,
    now: DateTime<Utc>,
) -> Result<LoggedIn, LogInError> {
    check_lock(tx, name_digest, now).await?;
    delete_log_in_failure(tx, name_digest).await?;
    delete_log_in_failures_before(tx, now - TimeDelta::days(FORGET_FAILURES_DAYS)).await?;
    let postings = list_postings(tx, &account.id).await?;
    let first = postings.iter().find(|one| one.term.is_in_force(now));
    let begun = match first {
        Some(first) => Some(open_session(tx, first, origin, now).await?),
        None => None,
    };
    // Read in the same transaction: a closing at the same moment is seen.
    match begun {
        Some(begun) if begun.session.account.is_disabled => Err(LogInError::Disabled),
        None if account.is_disabled => Err(LogInError::Disabled),
        Some(begun) => Ok(begun),
        None => Err(LogInError::NoPosting),
    }
}

/// Writes a new session in this posting.
async fn open_session(
    tx: &mut Tx,
    posting: &Posting,
    origin: &Origin,
    now: DateTime<Utc>,
) -> Result<LoggedIn, LogInError> {
    let token = SessionToken::random()?;
    let new = NewSession {
        token_digest: &token.digest(),
        account_id: &posting.account_id,
        posting_id: &posting.id,
        csrf_token: &random_hex()?,
        from_address: &origin.address,
    };
    insert_session(tx, &new, now).await?;
    let (session, _) = find(tx, &token).await?.ok_or(StoreError::Lost {
        table: "session",
        id: String::new(),
    })?;
    Ok(LoggedIn { token, session })
}

/// 切换单位: goes on in another posting of his, in a new session in place of the old one.
pub async fn switch_posting(
    store: &Store,
    token: &SessionToken,
    caller: &Caller,
    posting_id: &str,
    now: DateTime<Utc>,
) -> Result<LoggedIn, LogInError> {
    let deed = Deed::of(caller, "switch-posting", now);
    let mut tx = store.write().await?;
    let outcome = async {
        let postings = list_postings(&mut tx, &caller.actor.account_id).await?;
        let wanted = postings
            .iter()
            .find(|one| one.id == posting_id && one.term.is_in_force(now))
            .ok_or(LogInError::NoPosting)?;
        delete_session(&mut tx, &token.digest()).await?;
        open_session(&mut tx, wanted, &caller.origin, now).await
    }
    .await;
    settle(store, tx, deed, outcome).await
}

/// The session of a cookie; `None` when it is unknown, idle for too long, its account is closed
/// or its posting over. The account and the posting are read anew each time.
pub async fn resume_session(
    store: &Store,
    token: &SessionToken,
    idle: TimeDelta,
    now: DateTime<Utc>,
) -> Result<Option<Session>, StoreError> {
    let mut tx = store.read().await?;
    let found = find(&mut tx, token).await?;
    tx.commit().await?;
    let Some((session, last_seen_at)) = found else {
        return Ok(None);
    };
    let is_over = session.account.is_disabled || !session.posting.term.is_in_force(now);
    if is_over || now - last_seen_at > idle {
        let mut tx = store.write().await?;
        delete_session(&mut tx, &token.digest()).await?;
        delete_sessions_before(&mut tx, now - idle).await?;
        tx.commit().await?;
        return Ok(None);
    }
    if now - last_seen_at >= SEEN_EVERY {
        let mut tx = store.write().await?;
        update_last_seen(&mut tx, &token.digest(), now).await?;
        tx.commit().await?;
    }
    Ok(Some(session))
}

/// Ends a session whose browser has a new one: who logs in over it has left it.
pub async fn end_session(store: &Store, token: &SessionToken) -> Result<(), StoreError> {
    let mut tx = store.write().await?;
    delete_session(&mut tx, &token.digest()).await?;
    tx.commit().await
}

/// 退出.
pub async fn log_out(
    store: &Store,
    token: &SessionToken,
    caller: &Caller,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mut tx = store.write().await?;
    delete_session(&mut tx, &token.digest()).await?;
    Deed::of(caller, "log-out", now).done(&mut tx).await?;
    tx.commit().await
}

/// 已登录设备: a person's log-ins that still last, the last used first.
pub async fn list_own_sessions(
    store: &Store,
    caller: &Caller,
    idle: TimeDelta,
    now: DateTime<Utc>,
) -> Result<Vec<ListedSession>, StoreError> {
    let mut tx = store.read().await?;
    let own = &caller.actor.account_id;
    list_sessions(&mut tx, own, now - idle, Page::first(MOST_SESSIONS)).await
}

/// Ends one of the caller's own sessions, wherever it is. One that has ended meanwhile is no fault.
pub async fn end_own_session(
    store: &Store,
    caller: &Caller,
    id: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mut tx = store.write().await?;
    delete_session_of(&mut tx, &caller.actor.account_id, id).await?;
    Deed::of(caller, "end-session", now).done(&mut tx).await?;
    tx.commit().await
}

/// 全部退出: ends all of the caller's sessions, the present one among them.
pub async fn end_own_sessions(
    store: &Store,
    caller: &Caller,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mut tx = store.write().await?;
    delete_sessions_of(&mut tx, &caller.actor.account_id, None).await?;
    Deed::of(caller, "end-all-sessions", now)
        .done(&mut tx)
        .await?;
    tx.commit().await
}

async fn find(
    tx: &mut Tx,
    token: &SessionToken,
) -> Result<Option<(Session, DateTime<Utc>)>, StoreError> {
    let digest = token.digest();
    let found = find_session(tx, &digest).await?;
    Ok(found.map(|stored| {
        let session = Session {
            account: stored.account,
            id: stored.id,
            posting: stored.posting,
            has_others: stored.postings > 1,
            has_second_factor: stored.has_second_factor,
            csrf_token: stored.csrf_token,
            token_digest: digest,
        };
        (session, stored.last_seen_at)
    }))
}
