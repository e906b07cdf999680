//! One account: how the person is reached, 停用 and a new first password.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use super::accounts::AccountLine;
use super::organizations::problem_of;
use crate::actions::account::{AccountError, disable_account, reset_password as give_password};
use crate::actions::contact::change_contact as keep_contact;
use crate::actions::token::first_password;
use crate::domain::account::fold_login_name;
use crate::store::account::{Account, find_account_by_login, load_phone};
use crate::store::contact::load_contact;
use crate::web::account::notices::{EMAIL, MOBILE, read};
use crate::web::error::WebError;
use crate::web::extract::{CurrentUser, PostedForm};
use crate::web::form::FormState;
use crate::web::frame::{Frame, Notice};
use crate::web::page::{go_to_saying, show, show_as};
use crate::web::routes;
use crate::web::state::Portal;
use crate::web::time::to_the_minute;

/// One account.
#[derive(Debug, Template)]
#[template(path = "bureau/account.html")]
pub struct AccountPage {
    /// The surroundings.
    pub frame: Frame,
    /// The account and where the person works.
    pub line: AccountLine,
    /// 联系电话, for the house only.
    pub phone: String,
    /// Whether it is the administrator's own.
    pub is_own: bool,
    /// How the person is reached, as typed.
    pub contact: FormState,
}

impl AccountPage {
    fn address(&self) -> String {
        routes::account(&self.line.account.login_name)
    }

    fn created_at(&self) -> String {
        to_the_minute(self.line.account.created_at)
    }
}

/// A first password, shown once.
#[derive(Debug, Template)]
#[template(path = "bureau/password_shown.html")]
pub struct PasswordShownPage {
    /// The surroundings.
    pub frame: Frame,
    /// Whether the account has just been made.
    pub is_new: bool,
    /// Whose it is.
    pub login_name: String,
    /// The password.
    pub password: String,
}

/// `GET /accounts/{login_name}`.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    login_name: Path<String>,
) -> Result<HttpResponse, WebError> {
    let mut tx = portal.store.read().await?;
    let account = find_account_by_login(&mut tx, &fold_login_name(&login_name))
        .await?
        .ok_or(WebError::NotFound)?;
    let contact = load_contact(&mut tx, &account.id).await?;
    tx.commit().await?;
    let contact = FormState::prefilled(&[(EMAIL, &contact.email), (MOBILE, &contact.mobile)]);
    show(&page(&portal, &user, account, contact).await?)
}

async fn page(
    portal: &Portal,
    user: &CurrentUser,
    account: Account,
    contact: FormState,
) -> Result<AccountPage, WebError> {
    let is_own = account.id == user.account().id;
    let mut tx = portal.store.read().await?;
    Ok(AccountPage {
        frame: user.frame(),
        phone: load_phone(&mut tx, &account.id).await?,
        line: AccountLine::load(&mut tx, account, portal.now()).await?,
        is_own,
        contact,
    })
}

/// `POST /accounts/{login_name}/contact`: how the person is reached.
pub async fn change_contact(
    portal: Data<Portal>,
    posted: PostedForm,
    login_name: Path<String>,
) -> Result<HttpResponse, WebError> {
    let PostedForm { user, pairs } = posted;
    let mut form = FormState::of(&pairs, &[EMAIL, MOBILE]);
    let Some(contact) = read(&pairs, &mut form) else {
        let mut tx = portal.store.read().await?;
        let account = find_account_by_login(&mut tx, &fold_login_name(&login_name)).await?;
        tx.commit().await?;
        let account = account.ok_or(WebError::NotFound)?;
        let page = page(&portal, &user, account, form).await?;
        return show_as(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let (store, caller) = (&portal.store, &user.caller);
    keep_contact(store, caller, &login_name, &contact, portal.now())
        .await
        .map_err(answer)?;
    Ok(go_to_saying(
        &routes::account(&login_name),
        Notice::ContactKept,
    ))
}

/// `POST /accounts/{login_name}/closure`: 停用.
pub async fn close(
    portal: Data<Portal>,
    posted: PostedForm,
    login_name: Path<String>,
) -> Result<HttpResponse, WebError> {
    let user = posted.user;
    let done = disable_account(&portal.store, &user.caller, &login_name, portal.now()).await;
    done.map_err(answer)?;
    Ok(go_to_saying(
        &routes::account(&login_name),
        Notice::AccountDisabled,
    ))
}

/// `POST /accounts/{login_name}/password`: a new first password, shown once.
pub async fn reset_password(
    portal: Data<Portal>,
    posted: PostedForm,
    login_name: Path<String>,
) -> Result<HttpResponse, WebError> {
    let user = posted.user;
    let login_name = login_name.into_inner();
    let password = first_password().map_err(WebError::internal)?;
    let (store, passwords) = (&portal.store, &portal.passwords);
    let done = give_password(
        store,
        passwords,
        &user.caller,
        &login_name,
        &password,
        portal.now(),
    )
    .await;
    done.map_err(answer)?;
    show(&PasswordShownPage {
        frame: user.frame(),
        is_new: false,
        login_name,
        password,
    })
}

fn answer(error: AccountError) -> WebError {
    match error {
        AccountError::UnknownAccount(_) => WebError::NotFound,
        AccountError::OwnAccount => WebError::Forbidden(error.to_string()),
        other => problem_of(other).map_or_else(|error| error, WebError::BadRequest),
    }
}
