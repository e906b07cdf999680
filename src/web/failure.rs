//! From a failed request to a page in the site's style that says what to do next.
//!
//! Every response of status 400 and above that is not a page of ours yet passes here: our own
//! [`WebError`]s, and whatever the framework answers to a broken path, query, method or body.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HeaderName, HeaderValue,
    SET_COOKIE, TRANSFER_ENCODING,
};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage as _, HttpRequest, HttpResponse};

use super::cookie::OutgoingCookies;
use super::error::{KeptForm, WebError};
use super::error_page;
use super::extract;
use super::page;
use super::request_number::RequestNumber;
use super::routes;

/// What a response says of the body that a page takes the place of.
const OF_THE_BODY: [HeaderName; 4] = [
    CONTENT_TYPE,
    CONTENT_ENCODING,
    CONTENT_LENGTH,
    TRANSFER_ENCODING,
];

/// Turns failures into pages, logs defects once, and adds the cookies that extractors asked for.
pub async fn render(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let response = next.call(request).await?.map_into_boxed_body();
    let (request, mut response) = response.into_parts();
    if let Some(address) = web_error(&response)
        .filter(|_| !extract::wants_json(&request))
        .and_then(detour)
    {
        response = page::go_to(&address);
    } else if is_bare_failure(&response) {
        response = dress(&request, response).await;
    }
    add_cookies(&request, &mut response);
    Ok(ServiceResponse::new(request, response))
}

fn web_error(response: &HttpResponse) -> Option<&WebError> {
    response
        .error()
        .and_then(|error| error.as_error::<WebError>())
}

/// Where somebody is sent who must do something else first.
fn detour(error: &WebError) -> Option<String> {
    match error {
        WebError::LogInNeeded { next } => Some(routes::log_in_then(next)),
        WebError::Needed(needed) => Some(needed.address().to_owned()),
        _ => None,
    }
}

/// Whether a response failed and carries no page or document of ours.
fn is_bare_failure(response: &HttpResponse) -> bool {
    let status = response.status();
    let has_page = response.headers().get(CONTENT_TYPE).is_some_and(|kind| {
        kind.as_bytes().starts_with(b"text/html") || kind.as_bytes().starts_with(b"application/")
    });
    (status.is_client_error() || status.is_server_error()) && !has_page
}

/// The page, or for a script the problem document, that stands for a failed response.
async fn dress(request: &HttpRequest, bare: HttpResponse) -> HttpResponse {
    let status = bare.status();
    let number = request
        .extensions()
        .get::<RequestNumber>()
        .map(ToString::to_string)
        .unwrap_or_default();
    if status.is_server_error() {
        log_defect(&bare, &number);
    }
    let error = web_error(&bare);
    let mut dressed = if extract::wants_json(request) {
        let words = error_page::words(error, status, true);
        HttpResponse::build(status)
            .content_type("application/problem+json")
            .body(error_page::problem_document(error, &words, status, &number))
    } else {
        let frame = extract::frame_for_failure(request).await;
        let kept = if status.is_server_error() {
            kept_form(request, &frame.csrf)
        } else {
            None
        };
        match error_page::draw(error, status, &number, kept, frame) {
            Ok(html) => HttpResponse::build(status)
                .content_type("text/html; charset=utf-8")
                .body(html),
            Err(error) => {
                tracing::error!(request.number = %number, %error, "an error page could not be drawn");
                HttpResponse::build(status)
                    .content_type("text/plain; charset=utf-8")
                    .body("系统出了问题，请稍后再试。")
            }
        }
    };
    for (name, value) in bare
        .headers()
        .iter()
        .filter(|(name, _)| !OF_THE_BODY.contains(name))
    {
        dressed.headers_mut().append(name.clone(), value.clone());
    }
    dressed
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    dressed
}

/// The form of a request that failed for our own fault, so that it can be sent again.
fn kept_form(request: &HttpRequest, token: &str) -> Option<KeptForm> {
    let pairs = request
        .extensions()
        .get::<extract::ReceivedForm>()
        .map(|form| form.0.clone())?;
    Some(KeptForm {
        action: extract::address(request),
        pairs,
        token: token.to_owned(),
        ..KeptForm::default()
    })
}

/// One line for a defect. Errors of ours name what failed, never what was typed.
fn log_defect(response: &HttpResponse, number: &str) {
    let said = response
        .error()
        .map_or_else(|| "no reason given".to_owned(), ToString::to_string);
    tracing::error!(request.number = %number, status = response.status().as_u16(), error = %said, "a request failed");
}

fn add_cookies(request: &HttpRequest, response: &mut HttpResponse) {
    let Some(outgoing) = request.extensions_mut().remove::<OutgoingCookies>() else {
        return;
    };
    for cookie in outgoing.0 {
        if let Ok(value) = HeaderValue::from_str(&cookie.to_string()) {
            response.headers_mut().append(SET_COOKIE, value);
        }
    }
}
