//! 授权 of one account: its postings, one more, and its lock.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use super::PostingLine;
use crate::actions::account::AccountError;
use crate::actions::posting::{
    PostingRequest, end_posting, give_posting, grant_posting, unlock_account,
};
use crate::actions::second_factor::remove_second_factor;
use crate::actions::sign_on::unbind;
use crate::domain::account::fold_login_name;
use crate::domain::workflow::Role;
use crate::store::account::{Account, find_account_by_login};
use crate::store::posting::list_postings;
use crate::store::second_factor::{Removal, find_second_factor, list_removals};
use crate::store::sign_on::find_binding;
use crate::web::bureau::accounts::{organizations, roles};
use crate::web::bureau::organizations::problem_of;
use crate::web::error::{Link, WebError};
use crate::web::extract::{CurrentUser, PostedForm};
use crate::web::form::{Choice, FormState};
use crate::web::frame::{Frame, Notice};
use crate::web::page::{go_to_saying, show, show_as};
use crate::web::routes;
use crate::web::state::Portal;
use crate::web::time::to_the_minute;

const FIELDS: [&str; 2] = ["role", "organization"];

/// What one account may do.
#[derive(Debug, Template)]
#[template(path = "people/permission.html")]
pub struct PermissionPage {
    /// The surroundings.
    pub frame: Frame,
    /// The account.
    pub account: Account,
    /// Its postings, those over among them.
    pub postings: Vec<PostingLine>,
    /// Whether it is the reader's own, on which he decides nothing.
    pub is_own: bool,
    /// Since when a code is asked for after the password; none when it is not.
    pub second_factor_since: Option<String>,
    /// Since when the account is bound to somebody at the provider of 单点登录; none when it is not.
    pub bound_since: Option<String>,
    /// When a second factor was taken off, by whom and why.
    pub removals: Vec<Removal>,
    /// What was typed.
    pub form: FormState,
    /// The organizations to choose from.
    pub organizations: Vec<Choice>,
}

impl PermissionPage {
    fn address(&self) -> String {
        routes::permissions_of(&self.account.login_name)
    }

    fn roles(&self) -> Vec<Choice> {
        roles()
    }

    fn removed_at(&self, removal: &Removal) -> String {
        to_the_minute(removal.removed_at)
    }
}

/// `GET /permissions/{login_name}`.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    login_name: Path<String>,
) -> Result<HttpResponse, WebError> {
    let page = page(&portal, &user, &login_name, FormState::default()).await?;
    show(&page)
}

/// `POST /permissions/{login_name}`: one more posting.
pub async fn post(
    portal: Data<Portal>,
    posted: PostedForm,
    login_name: Path<String>,
) -> Result<HttpResponse, WebError> {
    let PostedForm { user, pairs } = posted;
    let mut form = FormState::of(&pairs, &FIELDS);
    let role = Role::from_code(form.typed("role"));
    if role.is_none() {
        form.refuse("role", "请选择身份。");
    }
    if let Some(role) = role {
        let request = PostingRequest {
            login_name: login_name.clone(),
            role,
            organization_code: Some(form.typed("organization").to_owned())
                .filter(|code| !code.is_empty()),
        };
        match give_posting(&portal.store, &user.caller, &request, portal.now()).await {
            Ok(()) => {
                let address = routes::permissions_of(&login_name);
                return Ok(go_to_saying(&address, Notice::RoleGranted));
            }
            Err(AccountError::UnknownAccount(_)) => return Err(WebError::NotFound),
            Err(
                error @ (AccountError::UnknownOrganization(_) | AccountError::WrongKind { .. }),
            ) => form.refuse("organization", error.to_string()),
            Err(error) => form.refuse("role", problem_of(error)?),
        }
    }
    let page = page(&portal, &user, &login_name, form).await?;
    show_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// `POST /permissions/{login_name}/lock`: 解除锁定.
pub async fn unlock(
    portal: Data<Portal>,
    posted: PostedForm,
    login_name: Path<String>,
) -> Result<HttpResponse, WebError> {
    let caller = &posted.user.caller;
    unlock_account(&portal.store, caller, &login_name, portal.now())
        .await
        .map_err(answer)?;
    let address = routes::permissions_of(&login_name);
    Ok(go_to_saying(&address, Notice::AccountUnlocked))
}

/// `POST /permissions/{login_name}/second-factor`: 解除动态验证码.
pub async fn take_factor_off(
    portal: Data<Portal>,
    posted: PostedForm,
    login_name: Path<String>,
) -> Result<HttpResponse, WebError> {
    let PostedForm { user, pairs } = posted;
    let mut form = FormState::of(&pairs, &["reason"]);
    let (store, reason) = (&portal.store, form.typed("reason"));
    match remove_second_factor(store, &user.caller, &login_name, reason, portal.now()).await {
        Ok(()) => {
            let address = routes::permissions_of(&login_name);
            return Ok(go_to_saying(&address, Notice::SecondFactorRemoved));
        }
        Err(error @ AccountError::Unfit(_)) => form.refuse("reason", error.to_string()),
        Err(error) => return Err(answer(error)),
    }
    let page = page(&portal, &user, &login_name, form).await?;
    show_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// `POST /permissions/{login_name}/binding`: 解除绑定.
pub async fn take_binding_off(
    portal: Data<Portal>,
    posted: PostedForm,
    login_name: Path<String>,
) -> Result<HttpResponse, WebError> {
    let caller = &posted.user.caller;
    unbind(&portal.store, caller, &login_name, portal.now())
        .await
        .map_err(answer)?;
    let address = routes::permissions_of(&login_name);
    Ok(go_to_saying(&address, Notice::SignOnUnbound))
}

/// `POST /postings/{posting}/grant`: 同意.
pub async fn grant(
    portal: Data<Portal>,
    posted: PostedForm,
    posting: Path<String>,
) -> Result<HttpResponse, WebError> {
    let caller = &posted.user.caller;
    grant_posting(&portal.store, caller, &posting, portal.now())
        .await
        .map_err(answer)?;
    Ok(go_to_saying(routes::PERMISSIONS, Notice::RoleGranted))
}

/// `POST /postings/{posting}/end`: 撤销, or 不同意.
pub async fn end(
    portal: Data<Portal>,
    posted: PostedForm,
    posting: Path<String>,
) -> Result<HttpResponse, WebError> {
    let caller = &posted.user.caller;
    end_posting(&portal.store, caller, &posting, portal.now())
        .await
        .map_err(answer)?;
    Ok(go_to_saying(routes::PERMISSIONS, Notice::RoleWithdrawn))
}

fn answer(error: AccountError) -> WebError {
    if matches!(error, AccountError::UnknownAccount(_)) {
        return WebError::NotFound;
    }
    problem_of(error).map_or_else(
        |error| error,
        |sentence| WebError::conflict(sentence, Link::new("返回授权", routes::PERMISSIONS)),
    )
}

async fn page(
    portal: &Portal,
    user: &CurrentUser,
    login_name: &str,
    form: FormState,
) -> Result<PermissionPage, WebError> {
    let mut tx = portal.store.read().await?;
    let account = find_account_by_login(&mut tx, &fold_login_name(login_name))
        .await?
        .ok_or(WebError::NotFound)?;
    let mut postings = Vec::new();
    for posting in list_postings(&mut tx, &account.id).await? {
        postings.push(PostingLine::load(&mut tx, posting, portal.now()).await?);
    }
    let factor = find_second_factor(&mut tx, &account.id).await?;
    let removals = list_removals(&mut tx, &account.id).await?;
    let bound_since = find_binding(&mut tx, &account.id).await?.map(to_the_minute);
    tx.commit().await?;
    Ok(PermissionPage {
        second_factor_since: factor
            .and_then(|factor| factor.confirmed_at)
            .map(to_the_minute),
        removals,
        bound_since,
        frame: user.frame(),
        is_own: account.id == user.account().id,
        account,
        postings,
        form,
        organizations: organizations(portal).await?,
    })
}
