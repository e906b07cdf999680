//! What a script of ours sends: session, role, origin and token are checked as with a form.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use serde::de::DeserializeOwned;

use super::current_user::{access, find};
use super::visitor_form::visitor_token;
use super::{CurrentUser, address, body, origin};
use crate::web::error::{KeptForm, WebError};

/// The header in which scripts carry the session's token.
pub const TOKEN_HEADER: &str = "x-csrf-token";

/// A JSON document with the person whose page sent it.
#[derive(Debug)]
pub struct PostedJson<T> {
    /// Who sent it.
    pub user: CurrentUser,
    /// What was sent.
    pub sent: T,
}

impl<T: DeserializeOwned> FromRequest for PostedJson<T> {
    type Error = WebError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, WebError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let mut payload = payload.take();
        Box::pin(async move {
            let body = body::read_whole(&request, &mut payload).await?;
            let user = admit_script(&request).await?;
            let sent = serde_json::from_slice(&body).map_err(|_| {
                WebError::BadRequest("页面发来的内容不完整，请刷新页面后再试。".to_owned())
            })?;
            Ok(Self { user, sent })
        })
    }
}

/// Checks who sent something by script, that a page of ours did it, and that he may send it here.
pub(super) async fn admit_script(request: &HttpRequest) -> Result<CurrentUser, WebError> {
    origin::check_own(request)?;
    let Some(user) = find(request).await? else {
        let kept = nothing_kept(request, visitor_token(request)?);
        return Err(WebError::SessionExpired(Box::new(kept)));
    };
    if !user.session.accepts(token(request)) {
        let kept = nothing_kept(request, user.session.csrf_token.clone());
        return Err(WebError::StaleForm(Box::new(kept)));
    }
    access(request)?.check(user.actor().role)?;
    if let Some(needed) = user.needed_first(request) {
        return Err(WebError::Needed(needed));
    }
    Ok(user)
}

fn token(request: &HttpRequest) -> &str {
    request
        .headers()
        .get(TOKEN_HEADER)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

/// The script keeps what it sent; there is nothing to show again.
fn nothing_kept(request: &HttpRequest, token: String) -> KeptForm {
    KeptForm {
        action: address(request),
        token,
        ..KeptForm::default()
    }
}
