//! A form from somebody not logged in yet, tied to his browser by a cookie.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};

use super::{body, origin};
use crate::actions::token::SessionToken;
use crate::web::cookie;
use crate::web::error::WebError;
use crate::web::form::FormPairs;
use crate::web::state::Portal;

/// A form of a visitor. `is_own` is false when the browser did not bring the cookie that the
/// page gave it: the handler shows the page again and says so.
#[derive(Debug)]
pub struct VisitorForm {
    /// What was typed.
    pub pairs: FormPairs,
    /// Whether the form was made for this browser.
    pub is_own: bool,
}

impl FromRequest for VisitorForm {
    type Error = WebError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, WebError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let mut payload = payload.take();
        Box::pin(async move {
            let pairs = body::read_form(&request, &mut payload).await?;
            origin::check_own(&request)?;
            let is_own = owns_token(&request, &pairs)?;
            Ok(Self { pairs, is_own })
        })
    }
}

/// The token for a visitor's form: the one his browser has, or a new one that the response gives it.
///
/// # Errors
/// When the machine gives no random bytes.
pub fn visitor_token(request: &HttpRequest) -> Result<String, WebError> {
    if let Some(token) = cookie_token(request)? {
        return Ok(token.as_str().to_owned());
    }
    let portal = Portal::of(request)?;
    let token = SessionToken::random()
        .map_err(WebError::internal)?
        .as_str()
        .to_owned();
    let name = cookie::visitor_name(portal.is_secure());
    cookie::send(
        request,
        cookie::guarded(name, token.clone(), portal.is_secure()),
    );
    Ok(token)
}

/// Whether the form carries the token of the browser's cookie. Digests are compared, so that the
/// time taken tells nothing.
pub(super) fn owns_token(request: &HttpRequest, pairs: &FormPairs) -> Result<bool, WebError> {
    let carried = SessionToken::parse(pairs.text("_visitor"));
    let kept = cookie_token(request)?;
    Ok(matches!((carried, kept), (Some(carried), Some(kept)) if carried.digest() == kept.digest()))
}

fn cookie_token(request: &HttpRequest) -> Result<Option<SessionToken>, WebError> {
    let portal = Portal::of(request)?;
    let cookie = request.cookie(&cookie::visitor_name(portal.is_secure()));
    Ok(cookie.and_then(|cookie| SessionToken::parse(cookie.value())))
}
