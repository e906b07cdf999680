//! From a page struct to a response.

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, LOCATION};
use actix_web::{HttpResponse, HttpResponseBuilder};
use askama::Template;

use super::cookie::notice_cookie;
use super::error::WebError;
use super::frame::Notice;
use super::state::Portal;
use crate::actions::Caller;

/// A page with status 200.
///
/// # Errors
/// When the template cannot be rendered.
pub fn show(page: &impl Template) -> Result<HttpResponse, WebError> {
    show_as(StatusCode::OK, page)
}

/// A page with a status of its own: 422 for a form that comes back with its mistakes.
///
/// Pages for one person are kept by no cache in between. Not `no-store`: browsers would then forget
/// what was typed when somebody goes back to the page; logging out clears their cache.
///
/// # Errors
/// When the template cannot be rendered.
pub fn show_as(status: StatusCode, page: &impl Template) -> Result<HttpResponse, WebError> {
    let html = page.render().map_err(WebError::internal)?;
    Ok(answer(status, html))
}

/// A page about a filing, made and drawn apart from the threads that serve requests.
///
/// # Errors
/// When the page cannot be made or its template not be rendered.
pub async fn show_apart<P: Template>(
    portal: &Portal,
    caller: &Caller,
    status: StatusCode,
    make: impl FnOnce() -> Result<P, WebError> + Send + 'static,
) -> Result<HttpResponse, WebError> {
    let drawn = portal.apart(caller, move || make()?.render().map_err(WebError::internal));
    Ok(answer(status, drawn.await??))
}

fn answer(status: StatusCode, html: String) -> HttpResponse {
    HttpResponseBuilder::new(status)
        .insert_header((CACHE_CONTROL, "private, no-cache"))
        .content_type("text/html; charset=utf-8")
        .body(html)
}

/// After a form has done its work: 303 to a page, so that reloading repeats nothing.
#[must_use]
pub fn go_to(address: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((LOCATION, address))
        .insert_header((CACHE_CONTROL, "no-store"))
        .finish()
}

/// The same, and the next page says what was done.
#[must_use]
pub fn go_to_saying(address: &str, notice: Notice) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((LOCATION, address))
        .insert_header((CACHE_CONTROL, "no-store"))
        .cookie(notice_cookie(notice))
        .finish()
}
