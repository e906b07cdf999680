//! 动态验证码 after the password: the second step of a log-in.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::log_in::{next_page, own_address};
use crate::web::error::WebError;
use crate::web::extract::{Entry, VisitorForm, awaits_code, enter_with_code, visitor_token};
use crate::web::form::FormState;
use crate::web::frame::{Frame, Notice};
use crate::web::page::{go_to, go_to_saying, show, show_as};
use crate::web::query::Query;
use crate::web::routes;
use crate::web::state::Portal;

/// The page that asks for the code.
#[derive(Debug, Template)]
#[template(path = "account/log_in_code.html")]
pub struct LogInCodePage {
    /// The surroundings.
    pub frame: Frame,
    /// What was wrong.
    pub form: FormState,
    /// The token that ties the form to the browser.
    pub token: String,
    /// Where to go after the log-in.
    pub next: String,
}

/// `GET /log-in/code`.
pub async fn get(
    request: HttpRequest,
    portal: Data<Portal>,
    query: Query,
) -> Result<HttpResponse, WebError> {
    if !awaits_code(&request)? {
        return Ok(go_to(routes::LOG_IN));
    }
    show(&LogInCodePage {
        frame: Frame::visitor(portal.site()),
        form: FormState::default(),
        token: visitor_token(&request)?,
        next: own_address(query.text("next")),
    })
}

/// `POST /log-in/code`.
pub async fn post(
    request: HttpRequest,
    portal: Data<Portal>,
    posted: VisitorForm,
) -> Result<HttpResponse, WebError> {
    let mut form = FormState::default();
    let code = posted.pairs.text("code").trim();
    if code.is_empty() {
        form.refuse("code", "请输入验证码。");
    }
    if !posted.is_own {
        form.refuse_whole("页面已失效，请再输入一次验证码。");
    }
    if form.is_sound() {
        match enter_with_code(&request, code).await? {
            Entry::In(_) => return Ok(go_to(&next_page(posted.pairs.text("next")))),
            Entry::CodeNeeded | Entry::TooLate => {
                return Ok(go_to_saying(routes::LOG_IN, Notice::CodeTooLate));
            }
            Entry::Refused(problem) => form.refuse("code", problem),
        }
    }
    let page = LogInCodePage {
        frame: Frame::visitor(portal.site()),
        form,
        token: visitor_token(&request)?,
        next: own_address(posted.pairs.text("next")),
    };
    show_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}
