//! Accounts and organizations: kept by administrators, from pages or the command line.

use chrono::{DateTime, Utc};
use validator::ValidateLength as _;

use super::Caller;
use super::password::{HashError, Passwords};
use super::record::{Deed, Outcome, refuse, settle};
use crate::domain::account::{
    DutyConflict, LoginName, LoginNameProblem, NewPassword, PasswordPolicy, PasswordProblem, Term,
    fold_login_name,
};
use crate::domain::roster::{CreditCodeProblem, LONGEST_KIND_OF_AGENCY, check_credit_code};
use crate::domain::workflow::{AccountId, OrganizationId, OrganizationKind, Role};
use crate::store::account::{
    self, Account, NewAccount, find_account_by_login, insert_account, update_disabled,
    update_password,
};
use crate::store::organization::{
    NewOrganization, Organization, find_organization_by_code, insert_organization,
    load_organization,
};
use crate::store::posting::{NewPosting, insert_posting};
use crate::store::session::delete_sessions_of;
use crate::store::{Page, Store, StoreError, Tx};

/// First passwords are made by the program or given on the command line, and last until the first
/// log-in; the operator's policy is for those that people choose.
pub(super) const FIRST: PasswordPolicy = PasswordPolicy::USUAL;

/// Why an account or organization cannot be made or changed.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// Only the system administrator keeps accounts.
    #[error("只有系统管理员可以管理账号和单位。")]
    NotAllowed,
    /// Only the security administrator grants.
    #[error("只有安全管理员可以授权和解除锁定。")]
    NotGranting,
    /// Nobody grants anything to himself, or takes it from himself.
    #[error("不能为自己授权或撤销自己的身份，请由另一位安全管理员办理。")]
    OwnPosting,
    /// Nobody takes his own second factor off.
    #[error("不能解除自己的动态验证码，请由另一位安全管理员办理。")]
    OwnSecondFactor,
    /// No such posting, or it is over.
    #[error("没有这项任职，或者它已经结束。")]
    UnknownPosting,
    /// The person may not hold this beside what he holds.
    #[error(transparent)]
    Conflict(#[from] DutyConflict),
    /// Nobody closes his own account, or a portal could be left without an administrator.
    #[error("不能停用自己正在使用的账号，请由另一位系统管理员办理。")]
    OwnAccount,
    /// The log-in name does not fit.
    #[error(transparent)]
    Name(#[from] LoginNameProblem),
    /// The password is not good enough.
    #[error(transparent)]
    Password(#[from] PasswordProblem),
    /// The 统一社会信用代码 is none.
    #[error("{0}。")]
    CreditCode(#[from] CreditCodeProblem),
    /// Something else does not fit.
    #[error("{0}")]
    Unfit(&'static str),
    /// The log-in name or the administrative code is taken.
    #[error("“{0}”已被使用，请换一个。")]
    Taken(String),
    /// No such account.
    #[error("没有登录名为“{0}”的账号。")]
    UnknownAccount(String),
    /// No such organization.
    #[error("没有代码为“{0}”的单位。")]
    UnknownOrganization(String),
    /// A role needs an organization of its kind.
    #[error("{}应属于{}。", role.label(), kind.map_or("系统，不属于任何单位", OrganizationKind::label))]
    WrongKind {
        /// The role.
        role: Role,
        /// The kind of organization it belongs to.
        kind: Option<OrganizationKind>,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Hashing failed.
    #[error(transparent)]
    Hash(#[from] HashError),
}

impl Outcome for AccountError {
    fn refusal_code(&self) -> Option<&'static str> {
        match self {
            Self::NotAllowed | Self::NotGranting => Some("not-allowed"),
            Self::OwnPosting => Some("own-posting"),
            Self::OwnSecondFactor => Some("own-second-factor"),
            Self::UnknownPosting => Some("unknown-posting"),
            Self::Conflict(conflict) => Some(conflict.code()),
            Self::OwnAccount => Some("own-account"),
            Self::Name(_) => Some("unfit-name"),
            Self::Password(_) => Some("unfit-password"),
            Self::CreditCode(_) => Some("unfit-credit-code"),
            Self::Unfit(_) => Some("unfit"),
            Self::Taken(_) => Some("taken"),
            Self::UnknownAccount(_) => Some("unknown-account"),
            Self::UnknownOrganization(_) => Some("unknown-organization"),
            Self::WrongKind { .. } => Some("wrong-kind"),
            Self::Store(_) | Self::Hash(_) => None,
        }
    }
}

/// A new account as asked for.
#[derive(Debug, Clone)]
pub struct AccountRequest {
    /// The name typed to log in.
    pub login_name: String,
    /// The name on pages.
    pub display_name: String,
    /// What the person is to do. Granted at once from the command line; else it waits for the
    /// security administrator, and until then nobody gets in.
    pub role: Role,
    /// The administrative code of the organization; none for 三员.
    pub organization_code: Option<String>,
    /// The password.
    pub password: String,
    /// Whether it must be changed at the next log-in.
    pub must_change_password: bool,
}

/// Makes an account and gives its id.
pub async fn create_account(
    store: &Store,
    passwords: &Passwords,
    caller: &Caller,
    request: &AccountRequest,
    now: DateTime<Utc>,
) -> Result<AccountId, AccountError> {
    let deed =
        Deed::of(caller, "create-account", now).detail(format!("role={}", request.role.code()));
    let prepared = prepare(passwords, caller, request).await;
    let (login_name, hash) = match prepared {
        Ok(prepared) => prepared,
        Err(error) => {
            refuse(store, deed, &error).await?;
            return Err(error);
        }
    };
    let mut tx = store.write().await?;
    let outcome = insert(&mut tx, caller, request, (&login_name, &hash), now).await;
    let deed = deed.detail(format!(
        "role={} account={}",
        request.role.code(),
        outcome.as_deref().unwrap_or("none")
    ));
    settle(store, tx, deed, outcome).await
}

async fn prepare(
    passwords: &Passwords,
    caller: &Caller,
    request: &AccountRequest,
) -> Result<(LoginName, String), AccountError> {
    require_administrator(caller)?;
    let login_name = LoginName::parse(&request.login_name)?;
    if !request
        .display_name
        .trim()
        .validate_length(Some(1), Some(40), None)
    {
        return Err(AccountError::Unfit("显示名应为 1 至 40 个字。"));
    }
    let password = NewPassword::parse(&request.password, login_name.as_str(), &FIRST)?;
    Ok((login_name, passwords.hash(&password).await?))
}

async fn insert(
    tx: &mut Tx,
    caller: &Caller,
    request: &AccountRequest,
    (login_name, password_hash): (&LoginName, &str),
    now: DateTime<Utc>,
) -> Result<AccountId, AccountError> {
    let code = request.organization_code.as_deref();
    let organization = find_place(tx, request.role, code).await?;
    let new = NewAccount {
        login_name: login_name.as_str(),
        display_name: request.display_name.trim(),
        password_hash,
        must_change_password: request.must_change_password,
    };
    let account = insert_account(tx, &new, now)
        .await?
        .ok_or_else(|| AccountError::Taken(login_name.as_str().to_owned()))?;
    let posting = NewPosting {
        account_id: &account,
        role: request.role,
        organization_id: organization.as_ref().map(|found| found.id.as_str()),
        term: Term {
            since: caller.is_command_line().then_some(now),
            ..Term::default()
        },
    };
    insert_posting(tx, &posting, now).await?;
    Ok(account)
}

/// The organization that a person of this role works for, which must be of the right kind.
pub(super) async fn find_place(
    tx: &mut Tx,
    role: Role,
    code: Option<&str>,
) -> Result<Option<Organization>, AccountError> {
    let organization = match code {
        Some(code) => Some(
            find_organization_by_code(tx, code)
                .await?
                .ok_or_else(|| AccountError::UnknownOrganization(code.to_owned()))?,
        ),
        None => None,
    };
    let kind = role.organization_kind();
    if organization.as_ref().map(|found| found.kind) == kind {
        return Ok(organization);
    }
    Err(AccountError::WrongKind { role, kind })
}

/// Closes an account, not the caller's own, and ends its sessions.
pub async fn disable_account(
    store: &Store,
    caller: &Caller,
    login_name: &str,
    now: DateTime<Utc>,
) -> Result<(), AccountError> {
    let mut tx = store.write().await?;
    let outcome = async {
        require_administrator(caller)?;
        let account = find_by_login(&mut tx, login_name).await?;
        if account.id == caller.actor.account_id {
            return Err(AccountError::OwnAccount);
        }
        update_disabled(&mut tx, &account.id, true).await?;
        delete_sessions_of(&mut tx, &account.id, None).await?;
        Ok(account.id)
    }
    .await;
    settle_on_account(store, tx, Deed::of(caller, "disable-account", now), outcome).await
}

/// Gives an account a password that must be changed at the next log-in; ends its sessions.
pub async fn reset_password(
    store: &Store,
    passwords: &Passwords,
    caller: &Caller,
    login_name: &str,
    password: &str,
    now: DateTime<Utc>,
) -> Result<(), AccountError> {
    let deed = Deed::of(caller, "reset-password", now);
    let hash = match hash_for(passwords, caller, login_name, password).await {
        Ok(hash) => hash,
        Err(error) => {
            refuse(store, deed, &error).await?;
            return Err(error);
        }
    };
    let mut tx = store.write().await?;
    let outcome = async {
        let account = find_by_login(&mut tx, login_name).await?;
        update_password(&mut tx, &account.id, &hash, true, now).await?;
        delete_sessions_of(&mut tx, &account.id, None).await?;
        super::session::unlock(&mut tx, &account.login_name).await?;
        Ok(account.id)
    }
    .await;
    settle_on_account(store, tx, deed, outcome).await
}

async fn hash_for(
    passwords: &Passwords,
    caller: &Caller,
    login_name: &str,
    password: &str,
) -> Result<String, AccountError> {
    require_administrator(caller)?;
    let password = NewPassword::parse(password, &fold_login_name(login_name), &FIRST)?;
    Ok(passwords.hash(&password).await?)
}

/// Accounts by log-in name.
pub async fn list_accounts(
    store: &Store,
    caller: &Caller,
    page: Page,
) -> Result<Vec<Account>, AccountError> {
    require_administrator(caller)?;
    let mut tx = store.read().await?;
    Ok(account::list_accounts(&mut tx, page).await?)
}

/// Enters an organization and gives its id.
pub async fn create_organization(
    store: &Store,
    caller: &Caller,
    new: &NewOrganization,
    now: DateTime<Utc>,
) -> Result<OrganizationId, AccountError> {
    let mut tx = store.write().await?;
    let outcome = async {
        require_administrator(caller)?;
        check_organization(new)?;
        let parent = match &new.parent_id {
            Some(id) => Some(load_organization(&mut tx, id).await?),
            None => None,
        };
        check_place(new, parent.as_ref())?;
        insert_organization(&mut tx, new, now)
            .await?
            .ok_or_else(|| AccountError::Taken(new.code.clone()))
    }
    .await;
    let deed = Deed::of(caller, "create-organization", now).detail(format!(
        "kind={} organization={}",
        new.kind.code(),
        outcome.as_deref().unwrap_or("none")
    ));
    settle(store, tx, deed, outcome).await
}

/// Codes stand in public addresses, so they are short ASCII words.
fn check_organization(new: &NewOrganization) -> Result<(), AccountError> {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if !new.code.validate_length(Some(1), Some(40), None) || !new.code.chars().all(fits) {
        return Err(AccountError::Unfit(
            "单位代码应为 1 至 40 个字母、数字或“-”。",
        ));
    }
    let texts = [
        new.region.as_str(),
        new.name.as_str(),
        new.short_name.as_str(),
    ];
    check_details(&texts, &new.credit_code, &new.kind_of_agency)
}

/// Names can be read in a list; what may be left empty fits where it is not.
pub(super) fn check_details(
    names: &[&str],
    credit_code: &str,
    kind_of_agency: &str,
) -> Result<(), AccountError> {
    for text in names {
        if !text.trim().validate_length(Some(1), Some(80), None) {
            return Err(AccountError::Unfit(
                "地区、单位全称和简称均应为 1 至 80 个字。",
            ));
        }
    }
    if !credit_code.is_empty() {
        check_credit_code(credit_code)?;
    }
    if kind_of_agency.chars().count() > LONGEST_KIND_OF_AGENCY {
        return Err(AccountError::Unfit("类别不应超过 20 个字。"));
    }
    Ok(())
}

fn check_place(new: &NewOrganization, parent: Option<&Organization>) -> Result<(), AccountError> {
    if !new.kind.fits_under(parent.map(|found| found.kind)) {
        return Err(AccountError::Unfit(
            "财政局没有上级；主管部门应在财政局之下；预算单位应在财政局或主管部门之下。",
        ));
    }
    if parent.is_some_and(|found| found.region != new.region) {
        return Err(AccountError::Unfit("单位与其上级应在同一地区。"));
    }
    Ok(())
}

/// Only administrators keep accounts and organizations.
pub(super) fn require_administrator(caller: &Caller) -> Result<(), AccountError> {
    if caller.actor.role == Role::SystemAdministrator {
        Ok(())
    } else {
        Err(AccountError::NotAllowed)
    }
}

pub(super) async fn find_by_login(tx: &mut Tx, login_name: &str) -> Result<Account, AccountError> {
    let login_name = fold_login_name(login_name);
    find_account_by_login(tx, &login_name)
        .await?
        .ok_or(AccountError::UnknownAccount(login_name))
}

pub(super) async fn settle_on_account(
    store: &Store,
    tx: Tx,
    deed: Deed,
    outcome: Result<AccountId, AccountError>,
) -> Result<(), AccountError> {
    let deed = match &outcome {
        Ok(id) => deed.detail(format!("account={id}")),
        Err(_) => deed,
    };
    settle(store, tx, deed, outcome).await.map(drop)
}
