//! 单点登录: to the provider, back with its answer, and the one confirmation.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::log_in::{next_page, own_address};
use crate::actions::sign_on::{
    SignOnRefusal, confirm_sign_on, enter_by_sign_on, find_claimed, keep_question, take_asked,
};
use crate::actions::token::SessionToken;
use crate::domain::account::is_same_secret;
use crate::sign_on::{Provider, SignOnError};
use crate::store::sign_on::{AskedQuestion, Subject};
use crate::web::cookie;
use crate::web::error::WebError;
use crate::web::extract::{Entry, VisitorForm, go_on, visitor_token};
use crate::web::form::FormState;
use crate::web::frame::Frame;
use crate::web::page::{go_to, show, show_as};
use crate::web::query::Query;
use crate::web::routes;
use crate::web::state::Portal;

/// Why nobody was let in.
#[derive(Debug, Template)]
#[template(path = "account/sign_on_failed.html")]
pub struct SignOnFailedPage {
    /// The surroundings.
    pub frame: Frame,
    /// What happened, and what to do.
    pub sentence: String,
}

/// The password that confirms once whose account it is.
#[derive(Debug, Template)]
#[template(path = "account/sign_on_confirm.html")]
pub struct SignOnConfirmPage {
    /// The surroundings.
    pub frame: Frame,
    /// What was wrong.
    pub form: FormState,
    /// The token that ties the form to the browser.
    pub token: String,
    /// The account's log-in name.
    pub login_name: String,
    /// Where to go after the log-in.
    pub next: String,
}

/// `GET /log-in/sign-on`: the browser goes to the provider.
pub async fn ask(
    request: HttpRequest,
    portal: Data<Portal>,
    query: Query,
) -> Result<HttpResponse, WebError> {
    let question = match provider(&portal)?.ask().await {
        Ok(question) => question,
        Err(error) => return failed(&portal, &error),
    };
    let asked = AskedQuestion {
        nonce: question.nonce,
        verifier: question.verifier,
        next: own_address(query.text("next")),
    };
    keep_question(&portal.store, &question.state, &asked, portal.now()).await?;
    let name = cookie::question_name(portal.is_secure());
    let kept = cookie::guarded(name, question.state, portal.is_secure());
    cookie::send(&request, kept);
    Ok(go_to(&question.address))
}

/// `GET /log-in/sign-on/answer`: the browser comes back.
pub async fn answer(
    request: HttpRequest,
    portal: Data<Portal>,
    query: Query,
) -> Result<HttpResponse, WebError> {
    let provider = provider(&portal)?;
    let is_secure = portal.is_secure();
    let name = cookie::question_name(is_secure);
    let state = query.text("state");
    let is_own = request
        .cookie(&name)
        .is_some_and(|kept| is_same_secret(kept.value(), state));
    cookie::send(&request, cookie::ended(name, is_secure));
    let asked = if is_own {
        take_asked(&portal.store, state, portal.now()).await?
    } else {
        None
    };
    let Some(asked) = asked else {
        return failed(&portal, &SignOnError::Expired);
    };
    if query.text("code").is_empty() {
        return refused(
            &portal,
            "统一身份认证平台没有同意这次登录，请从登录页重新开始。",
        );
    }
    let secrets = (asked.nonce.as_str(), asked.verifier.as_str());
    let identity = match provider
        .identify(query.text("code"), secrets, portal.now())
        .await
    {
        Ok(identity) => identity,
        Err(error) => return failed(&portal, &error),
    };
    let subject = Subject {
        issuer: identity.issuer,
        subject: identity.subject,
    };
    let (store, origin, now) = (&portal.store, portal.origin(&request), portal.now());
    let entered = enter_by_sign_on(store, &subject, &identity.login_name, &origin, now).await;
    match entered {
        Err(SignOnRefusal::ToConfirm(token)) => {
            let name = cookie::claim_name(is_secure);
            let claim = cookie::guarded(name, token.as_str().to_owned(), is_secure);
            cookie::send(&request, claim);
            Ok(go_to(routes::SIGN_ON_CONFIRMED))
        }
        Err(SignOnRefusal::LogIn(error)) => {
            let entry = go_on(&request, &portal, Err(error)).await?;
            lead_on(&portal, entry, &asked.next)
        }
        Ok(logged_in) => {
            let entry = go_on(&request, &portal, Ok(logged_in)).await?;
            lead_on(&portal, entry, &asked.next)
        }
        Err(refusal) => refused(&portal, &refusal.to_string()),
    }
}

/// `GET /log-in/sign-on/confirmation`.
pub async fn get_confirm(
    request: HttpRequest,
    portal: Data<Portal>,
) -> Result<HttpResponse, WebError> {
    match confirm_page(&request, &portal, FormState::default(), "").await? {
        Some(page) => show(&page),
        None => Ok(go_to(routes::LOG_IN)),
    }
}

/// `POST /log-in/sign-on/confirmation`.
pub async fn confirm(
    request: HttpRequest,
    portal: Data<Portal>,
    posted: VisitorForm,
) -> Result<HttpResponse, WebError> {
    let mut form = FormState::default();
    let (password, next) = (posted.pairs.text("password"), posted.pairs.text("next"));
    let Some(token) = claim_token(&request, &portal) else {
        return Ok(go_to(routes::LOG_IN));
    };
    if password.is_empty() {
        form.refuse("password", "请输入密码。");
    }
    if !posted.is_own {
        form.refuse_whole("页面已失效，请再输入一次密码。");
    }
    if form.is_sound() {
        let (store, passwords) = (&portal.store, &portal.passwords);
        let (origin, now) = (portal.origin(&request), portal.now());
        let entered = confirm_sign_on(store, passwords, &token, password, &origin, now).await;
        let tried = match entered {
            Ok(logged_in) => Ok(logged_in),
            Err(SignOnRefusal::LogIn(error)) => Err(error),
            Err(refusal) => return refused(&portal, &refusal.to_string()),
        };
        match go_on(&request, &portal, tried).await? {
            Entry::Refused(problem) => form.refuse("password", problem),
            entry => {
                let name = cookie::claim_name(portal.is_secure());
                cookie::send(&request, cookie::ended(name, portal.is_secure()));
                return lead_on(&portal, entry, next);
            }
        }
    }
    match confirm_page(&request, &portal, form, next).await? {
        Some(page) => show_as(StatusCode::UNPROCESSABLE_ENTITY, &page),
        None => Ok(go_to(routes::LOG_IN)),
    }
}

async fn confirm_page(
    request: &HttpRequest,
    portal: &Portal,
    form: FormState,
    next: &str,
) -> Result<Option<SignOnConfirmPage>, WebError> {
    let Some(token) = claim_token(request, portal) else {
        return Ok(None);
    };
    let claimed = find_claimed(&portal.store, &token, portal.now()).await?;
    let Some(account) = claimed else {
        return Ok(None);
    };
    Ok(Some(SignOnConfirmPage {
        frame: Frame::visitor(portal.site()),
        form,
        token: visitor_token(request)?,
        login_name: account.login_name,
        next: own_address(next),
    }))
}

fn lead_on(portal: &Portal, entry: Entry, next: &str) -> Result<HttpResponse, WebError> {
    match entry {
        Entry::In(_) => Ok(go_to(&next_page(next))),
        Entry::CodeNeeded => Ok(go_to(&routes::log_in_code(&own_address(next)))),
        Entry::TooLate => Ok(go_to(routes::LOG_IN)),
        Entry::Refused(problem) => refused(portal, &problem),
    }
}

fn provider(portal: &Portal) -> Result<&Provider, WebError> {
    portal.sign_on.as_ref().ok_or(WebError::NotFound)
}

fn claim_token(request: &HttpRequest, portal: &Portal) -> Option<SessionToken> {
    let cookie = request.cookie(&cookie::claim_name(portal.is_secure()))?;
    SessionToken::parse(cookie.value())
}

/// The provider's word is not to be had or not to be believed.
fn failed(portal: &Portal, error: &SignOnError) -> Result<HttpResponse, WebError> {
    tracing::warn!(error = ?error, "a log-in by the provider failed");
    let status = match error {
        SignOnError::Unreachable(_) => StatusCode::BAD_GATEWAY,
        SignOnError::Expired => StatusCode::BAD_REQUEST,
        _ => StatusCode::FORBIDDEN,
    };
    page_of_failure(portal, status, error.to_string())
}

fn refused(portal: &Portal, sentence: &str) -> Result<HttpResponse, WebError> {
    page_of_failure(portal, StatusCode::FORBIDDEN, sentence.to_owned())
}

fn page_of_failure(
    portal: &Portal,
    status: StatusCode,
    sentence: String,
) -> Result<HttpResponse, WebError> {
    let page = SignOnFailedPage {
        frame: Frame::visitor(portal.site()),
        sentence,
    };
    show_as(status, &page)
}
