//! 登录 without leaving the page: a form stays as it is while its writer logs in again.

use actix_web::http::StatusCode;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;

use crate::actions::session::Session;
use crate::web::error::WebError;
use crate::web::extract::{current_session, visitor_token};
use crate::web::form::FormState;

/// Who is logged in now, for a script of ours.
#[derive(Debug, Serialize)]
struct Who<'a> {
    /// The account; none when nobody is logged in.
    account: Option<&'a str>,
    /// His name on pages.
    name: &'a str,
    /// The token that his forms carry.
    csrf: &'a str,
    /// The token that a log-in carries.
    visitor: &'a str,
}

/// `GET /log-in`: who is logged in, and what a log-in must carry.
pub async fn who(request: &HttpRequest) -> Result<HttpResponse, WebError> {
    let session = current_session(request).await?;
    let visitor = visitor_token(request)?;
    Ok(answer(session.as_ref(), &visitor))
}

/// `POST /log-in`: done.
pub fn entered(session: &Session) -> HttpResponse {
    answer(Some(session), "")
}

/// `POST /log-in`: why not.
pub fn refused(form: &FormState) -> HttpResponse {
    let sentences: Vec<String> = form
        .problems()
        .into_iter()
        .map(|problem| problem.sentence)
        .collect();
    HttpResponse::build(StatusCode::UNPROCESSABLE_ENTITY)
        .insert_header((CACHE_CONTROL, "no-store"))
        .json(serde_json::json!({ "detail": sentences.join("") }))
}

fn answer(session: Option<&Session>, visitor: &str) -> HttpResponse {
    let account = session.map(|session| &session.account);
    HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-store"))
        .json(Who {
            account: account.map(|account| account.id.as_str()),
            name: account.map_or("", |account| account.display_name.as_str()),
            csrf: session.map_or("", |session| session.csrf_token.as_str()),
            visitor,
        })
}
