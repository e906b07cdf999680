//! Reading a body: no more than the limit is kept, no more than a bound is read.

use std::time::Duration;

use actix_web::HttpRequest;
use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_TYPE;
use futures_util::StreamExt as _;

use crate::web::error::WebError;
use crate::web::form::{FormPairs, FormProblem};
use crate::web::state::Portal;

/// Of a body over the limit so much is read and thrown away, because a browser reads no answer
/// before it has sent everything.
const DRAIN_BYTES: usize = 64 * 1024 * 1024;

/// A body that has not arrived after so long never will.
const PATIENCE: Duration = Duration::from_mins(2);

/// The form in the body.
pub(super) async fn read_form(
    request: &HttpRequest,
    payload: &mut Payload,
) -> Result<FormPairs, WebError> {
    let limit_bytes = Portal::of(request)?.settings.limits.form_bytes();
    let body = read_in_time(payload, limit_bytes).await?;
    if !is_form(request) {
        return Err(unreadable(&String::from_utf8_lossy(&body), limit_bytes));
    }
    FormPairs::parse(&body).map_err(|problem| match problem {
        FormProblem::Unreadable { readable } => unreadable(&readable, limit_bytes),
        FormProblem::TooManyPairs => WebError::TooManyPairs,
    })
}

/// The whole body, whatever it is.
pub(super) async fn read_whole(
    request: &HttpRequest,
    payload: &mut Payload,
) -> Result<Vec<u8>, WebError> {
    let limit_bytes = Portal::of(request)?.settings.limits.form_bytes();
    read_in_time(payload, limit_bytes).await
}

/// The body, when it has arrived before patience ends.
pub(super) async fn read_in_time(
    payload: &mut Payload,
    limit_bytes: usize,
) -> Result<Vec<u8>, WebError> {
    match tokio::time::timeout(PATIENCE, read(payload, limit_bytes)).await {
        Ok(body) => body,
        Err(_) => Err(WebError::BadRequest(
            "内容没有传送完，网络可能中断了。请检查网络后返回上一页再试。".to_owned(),
        )),
    }
}

/// The body as far as it can be read: broken bytes grow when they are shown, so no more than the limit.
fn unreadable(text: &str, limit_bytes: usize) -> WebError {
    let readable = text
        .char_indices()
        .take_while(|(at, c)| at + c.len_utf8() <= limit_bytes)
        .map(|(_, c)| c)
        .filter(|c| *c != '\0')
        .collect();
    WebError::Unreadable { readable }
}

async fn read(payload: &mut Payload, limit_bytes: usize) -> Result<Vec<u8>, WebError> {
    let mut body = Vec::new();
    let mut length: usize = 0;
    while let Some(chunk) = payload.next().await {
        let Ok(chunk) = chunk else {
            return Err(unreadable(&String::from_utf8_lossy(&body), limit_bytes));
        };
        length = length.saturating_add(chunk.len());
        if length > DRAIN_BYTES.saturating_add(limit_bytes) {
            break;
        }
        if length <= limit_bytes {
            body.extend_from_slice(&chunk);
        }
    }
    if length > limit_bytes {
        Err(WebError::TooLarge { limit_bytes })
    } else {
        Ok(body)
    }
}

/// Whether the body says that it is an urlencoded form.
pub(super) fn is_form(request: &HttpRequest) -> bool {
    is_of_kind(request, "application/x-www-form-urlencoded")
}

/// Whether the body says that it is a form with files.
pub(super) fn is_multipart(request: &HttpRequest) -> bool {
    is_of_kind(request, "multipart/form-data")
}

fn is_of_kind(request: &HttpRequest, wanted: &str) -> bool {
    request
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|kind| {
            let essence = kind.split(';').next().unwrap_or_default().trim();
            essence.eq_ignore_ascii_case(wanted)
        })
}
