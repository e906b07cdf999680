//! 退出登录.

use actix_web::http::header::HeaderName;
use actix_web::http::header::HeaderValue;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use crate::actions::session::log_out;
use crate::web::cookie;
use crate::web::error::WebError;
use crate::web::extract::{PostedForm, session_token};
use crate::web::frame::Notice;
use crate::web::page::go_to_saying;
use crate::web::routes;
use crate::web::state::Portal;

/// `POST /log-out`. The browser also forgets the pages it has kept, because the next person at a
/// shared computer could go back to them.
pub async fn post(
    request: HttpRequest,
    portal: Data<Portal>,
    posted: PostedForm,
) -> Result<HttpResponse, WebError> {
    if let Some(token) = session_token(&request, &portal) {
        log_out(&portal.store, &token, &posted.user.caller, portal.now()).await?;
    }
    cookie::send(
        &request,
        cookie::ended(cookie::session_name(portal.is_secure()), portal.is_secure()),
    );
    let mut response = go_to_saying(routes::LOG_IN, Notice::LoggedOut);
    response.headers_mut().insert(
        HeaderName::from_static("clear-site-data"),
        HeaderValue::from_static("\"cache\""),
    );
    Ok(response)
}
