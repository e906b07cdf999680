//! 账号: the list, and making one.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;
use chrono::{DateTime, Utc};

use super::account::PasswordShownPage;
use super::organizations::problem_of;
use crate::actions::account::{AccountError, AccountRequest, create_account, list_accounts};
use crate::actions::token::first_password;
use crate::domain::account::Standing;
use crate::domain::workflow::Role;
use crate::store::account::{Account, count_accounts};
use crate::store::organization::list_organizations;
use crate::store::posting::{Posting, list_postings};
use crate::store::{Page, StoreError, Tx};
use crate::web::error::WebError;
use crate::web::extract::{CurrentUser, PostedForm};
use crate::web::form::{Choice, FormState};
use crate::web::frame::Frame;
use crate::web::page::{show, show_as};
use crate::web::pager::Pager;
use crate::web::query::Query;
use crate::web::routes;
use crate::web::state::Portal;

const LINES: u32 = 50;
/// Organizations to choose from; a portal serves a few counties.
const ORGANIZATIONS: u32 = 5000;
const FIELDS: [&str; 4] = ["login_name", "display_name", "role", "organization"];

/// An account with what the person is, and for whom.
#[derive(Debug, Clone)]
pub struct AccountLine {
    /// The account.
    pub account: Account,
    /// The postings that are not over, each with how it stands.
    pub duties: Vec<(Posting, Standing)>,
}

impl AccountLine {
    /// The account with its postings as they stand now.
    pub(in crate::web) async fn load(
        tx: &mut Tx,
        account: Account,
        now: DateTime<Utc>,
    ) -> Result<Self, StoreError> {
        let postings = list_postings(tx, &account.id).await?;
        let duties = postings
            .into_iter()
            .map(|posting| {
                let standing = posting.term.at(now);
                (posting, standing)
            })
            .filter(|(_, standing)| *standing != Standing::Ended)
            .collect();
        Ok(Self { account, duties })
    }

    /// What the person is, in words: 填报人（甲县档案馆）, one a line.
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        self.duties
            .iter()
            .map(|(posting, standing)| {
                let mut words = posting.role.label().to_owned();
                if !posting.organization_name.is_empty() {
                    words.push_str(&format!("（{}）", posting.organization_name));
                }
                if *standing != Standing::InForce {
                    words.push_str(&format!("·{}", standing.label()));
                }
                words
            })
            .collect()
    }

    /// How the account stands, in a word.
    #[must_use]
    pub fn state(&self) -> &'static str {
        let is_granted = |(_, standing): &(Posting, Standing)| *standing == Standing::InForce;
        if self.account.is_disabled {
            "已停用"
        } else if !self.duties.iter().any(is_granted) {
            "未授权"
        } else if self.account.must_change_password {
            "待改初始密码"
        } else {
            "正常"
        }
    }
}

/// The accounts.
#[derive(Debug, Template)]
#[template(path = "bureau/accounts.html")]
pub struct AccountsPage {
    /// The surroundings.
    pub frame: Frame,
    /// The accounts by log-in name.
    pub accounts: Vec<AccountLine>,
    /// Where the list stands.
    pub pager: Pager,
}

impl AccountsPage {
    fn address(&self, line: &AccountLine) -> String {
        routes::account(&line.account.login_name)
    }
}

/// The form that makes an account.
#[derive(Debug, Template)]
#[template(path = "bureau/new_account.html")]
pub struct NewAccountPage {
    /// The surroundings.
    pub frame: Frame,
    /// What was typed.
    pub form: FormState,
    /// The organizations to choose from.
    pub organizations: Vec<Choice>,
}

impl NewAccountPage {
    fn roles(&self) -> Vec<Choice> {
        roles()
    }
}

/// The roles to choose from.
pub(in crate::web) fn roles() -> Vec<Choice> {
    Role::ALL
        .into_iter()
        .map(|role| Choice::new(role.code(), role.label()))
        .collect()
}

/// `GET /accounts`.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    query: Query,
) -> Result<HttpResponse, WebError> {
    let pager = Pager::new(routes::ACCOUNTS, &[], query.number("page"), LINES);
    let found = list_accounts(&portal.store, &user.caller, pager.part()).await;
    let found = found
        .map_err(|error| problem_of(error).map_or_else(|error| error, WebError::BadRequest))?;
    let mut tx = portal.store.read().await?;
    let total = count_accounts(&mut tx).await?;
    let mut accounts = Vec::with_capacity(found.len());
    for account in found {
        accounts.push(AccountLine::load(&mut tx, account, portal.now()).await?);
    }
    tx.commit().await?;
    show(&AccountsPage {
        frame: user.frame(),
        accounts,
        pager: pager.of_total(total),
    })
}

/// `GET /accounts/new`.
pub async fn get_new(portal: Data<Portal>, user: CurrentUser) -> Result<HttpResponse, WebError> {
    let organizations = organizations(&portal).await?;
    show(&NewAccountPage {
        frame: user.frame(),
        form: FormState::default(),
        organizations,
    })
}

/// `POST /accounts`: the first password is shown once, in the answer, and never again.
pub async fn post(portal: Data<Portal>, posted: PostedForm) -> Result<HttpResponse, WebError> {
    let PostedForm { user, pairs } = posted;
    let mut form = FormState::of(&pairs, &FIELDS);
    form.require("login_name", "请填写登录名。");
    form.require(
        "display_name",
        "请填写显示名，例如“甲县政务服务中心填报人”。",
    );
    let role = Role::from_code(form.typed("role"));
    if role.is_none() {
        form.refuse("role", "请选择身份。");
    }
    if let Some(role) = role.filter(|_| form.is_sound()) {
        let request = AccountRequest {
            login_name: form.typed("login_name").to_owned(),
            display_name: form.typed("display_name").to_owned(),
            role,
            organization_code: Some(form.typed("organization").to_owned())
                .filter(|code| !code.is_empty()),
            password: first_password().map_err(WebError::internal)?,
            must_change_password: true,
        };
        match create_account(
            &portal.store,
            &portal.passwords,
            &user.caller,
            &request,
            portal.now(),
        )
        .await
        {
            Ok(_) => {
                let page = PasswordShownPage {
                    frame: user.frame(),
                    is_new: true,
                    login_name: request.login_name,
                    password: request.password,
                };
                return show_as(StatusCode::CREATED, &page);
            }
            Err(error @ (AccountError::Name(_) | AccountError::Taken(_))) => {
                form.refuse("login_name", error.to_string());
            }
            Err(
                error @ (AccountError::UnknownOrganization(_) | AccountError::WrongKind { .. }),
            ) => {
                form.refuse("organization", error.to_string());
            }
            Err(error) => form.refuse_whole(problem_of(error)?),
        }
    }
    let page = NewAccountPage {
        frame: user.frame(),
        form,
        organizations: organizations(&portal).await?,
    };
    show_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

pub(in crate::web) async fn organizations(portal: &Portal) -> Result<Vec<Choice>, WebError> {
    let mut tx = portal.store.read().await?;
    let all = list_organizations(&mut tx, Page::first(ORGANIZATIONS)).await?;
    tx.commit().await?;
    Ok(all
        .into_iter()
        .map(|found| {
            Choice::new(
                found.code,
                format!("{}（{}）", found.name, found.kind.label()),
            )
        })
        .collect())
}
