//! Whether a form comes from a page of ours.

use actix_web::HttpRequest;
use actix_web::http::header::{HOST, ORIGIN};

use crate::web::error::WebError;

/// Refuses a form that a page of another site sent.
///
/// New browsers say so in `Sec-Fetch-Site`; older ones name their page's origin, which must be our
/// host. One that says neither is held by the token alone.
pub(super) fn check_own(request: &HttpRequest) -> Result<(), WebError> {
    let is_own = match text(request, "sec-fetch-site") {
        Some(site) => matches!(site, "same-origin" | "none"),
        None => match text(request, ORIGIN.as_str()) {
            Some(origin) => is_host(origin, text(request, HOST.as_str())),
            None => true,
        },
    };
    if is_own {
        Ok(())
    } else {
        Err(WebError::ForeignOrigin)
    }
}

fn text<'a>(request: &'a HttpRequest, name: &str) -> Option<&'a str> {
    request
        .headers()
        .get(name)
        .and_then(|value| value.to_str().ok())
}

fn is_host(origin: &str, host: Option<&str>) -> bool {
    let authority = origin.split_once("://").map(|(_, authority)| authority);
    matches!((authority, host), (Some(authority), Some(host)) if authority.eq_ignore_ascii_case(host))
}
