//! 登录.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::log_in_json;
use crate::web::error::{Link, WebError};
use crate::web::extract::{
    CODE_TOO, Credentials, Entry, VisitorForm, enter, take_notice, visitor_token, wants_json,
};
use crate::web::form::FormState;
use crate::web::frame::Frame;
use crate::web::page::{go_to, show, show_as};
use crate::web::query::Query;
use crate::web::routes;
use crate::web::state::Portal;

/// The log-in page.
#[derive(Debug, Template)]
#[template(path = "account/log_in.html")]
pub struct LogInPage {
    /// The surroundings.
    pub frame: Frame,
    /// What was typed, with what was wrong.
    pub form: FormState,
    /// The token that ties the form to the browser.
    pub token: String,
    /// Where to go after the log-in.
    pub next: String,
    /// The way to the provider of 单点登录, where there is one.
    pub sign_on: Option<Link>,
}

fn way_to_provider(portal: &Portal, next: &str) -> Option<Link> {
    let provider = portal.sign_on.as_ref()?;
    Some(Link::new(provider.button(), routes::sign_on(next)))
}

/// `GET /log-in`.
pub async fn get(
    request: HttpRequest,
    portal: Data<Portal>,
    query: Query,
) -> Result<HttpResponse, WebError> {
    if wants_json(&request) {
        return log_in_json::who(&request).await;
    }
    let next = own_address(query.text("next"));
    show(&LogInPage {
        sign_on: way_to_provider(&portal, &next),
        frame: Frame {
            notices: take_notice(&request),
            ..Frame::visitor(portal.site())
        },
        form: FormState::default(),
        token: visitor_token(&request)?,
        next,
    })
}

/// `POST /log-in`.
pub async fn post(
    request: HttpRequest,
    portal: Data<Portal>,
    posted: VisitorForm,
) -> Result<HttpResponse, WebError> {
    let mut form = FormState::of(&posted.pairs, &["login_name", "next"]);
    let password = posted.pairs.text("password");
    form.require("login_name", "请输入登录名。");
    if password.is_empty() {
        form.refuse("password", "请输入密码。");
    }
    if !posted.is_own {
        form.refuse_whole("登录页已失效，或者浏览器不允许 Cookie。请再登录一次；仍然不行时，请在浏览器中允许本网站使用 Cookie。");
    }
    if form.is_sound() {
        let is_script = wants_json(&request);
        let credentials = Credentials {
            login_name: form.typed("login_name"),
            password,
            code: posted.pairs.text("code"),
        };
        match enter(&request, credentials).await? {
            Entry::In(session) if is_script => return Ok(log_in_json::entered(&session)),
            Entry::In(_) => return Ok(go_to(&next_page(form.typed("next")))),
            Entry::CodeNeeded if !is_script => {
                return Ok(go_to(&routes::log_in_code(&own_address(
                    form.typed("next"),
                ))));
            }
            Entry::CodeNeeded | Entry::TooLate => form.refuse_whole(CODE_TOO),
            Entry::Refused(problem) => form.refuse_whole(problem),
        }
    }
    if wants_json(&request) {
        return Ok(log_in_json::refused(&form));
    }
    let next = own_address(form.typed("next"));
    let page = LogInPage {
        sign_on: way_to_provider(&portal, &next),
        frame: Frame::visitor(portal.site()),
        form,
        token: visitor_token(&request)?,
        next,
    };
    show_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// Where somebody goes who was let in.
pub(super) fn next_page(next: &str) -> String {
    let next = own_address(next);
    if next.is_empty() {
        routes::WORK.to_owned()
    } else {
        next
    }
}

/// The longest address a log-in leads back to.
const LONGEST_ADDRESS_BYTES: usize = 2000;

/// The address if it is one of ours, else nothing: a log-in never leads to another site.
pub(super) fn own_address(address: &str) -> String {
    let is_own = address.len() <= LONGEST_ADDRESS_BYTES
        && address.starts_with('/')
        && !address.starts_with("//")
        && !address.contains('\\')
        && address
            .bytes()
            .all(|byte| byte.is_ascii() && !byte.is_ascii_control());
    if is_own {
        address.to_owned()
    } else {
        String::new()
    }
}
