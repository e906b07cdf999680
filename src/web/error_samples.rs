//! The error pages with made-up contents.

use actix_web::http::StatusCode;

use super::error::{KeptForm, Link, WebError};
use super::error_page::draw;
use super::form::{FormPairs, FormState};
use super::needed::Needed;
use super::samples::{HOSTILE, LONGEST, Sample, frame, visitor};
use crate::domain::workflow::Role;

/// Every error page, for a visitor and for somebody logged in.
#[must_use]
pub fn samples() -> Vec<Sample> {
    let statuses = [400, 404, 405, 406, 413, 429, 500, 503];
    let statuses = statuses
        .into_iter()
        .filter_map(|code| StatusCode::from_u16(code).ok());
    let mut samples: Vec<Sample> = statuses
        .map(|status| sample(&format!("status {}", status.as_u16()), None, status, None))
        .collect();
    for (case, text) in [("empty", ""), ("hostile", HOSTILE), ("longest", LONGEST)] {
        samples.extend(errors(text).into_iter().map(|(name, error)| {
            let status = actix_web::ResponseError::status_code(&error);
            sample(&format!("{name} {case}"), Some(&error), status, None)
        }));
        let again = sample(
            &format!("sent again {case}"),
            None,
            StatusCode::INTERNAL_SERVER_ERROR,
            Some(kept(text)),
        );
        samples.push(again);
    }
    samples
}

fn sample(
    name: &str,
    error: Option<&WebError>,
    status: StatusCode,
    kept: Option<KeptForm>,
) -> Sample {
    let frame = if kept.is_some() {
        frame(Role::Accountant)
    } else {
        visitor(Vec::new())
    };
    Sample {
        name: format!("error/{name}"),
        html: draw(error, status, "00000001-1", kept, frame),
    }
}

fn errors(text: &str) -> Vec<(&'static str, WebError)> {
    vec![
        ("forbidden", WebError::Forbidden(text.to_owned())),
        ("bad request", WebError::BadRequest(text.to_owned())),
        ("foreign origin", WebError::ForeignOrigin),
        (
            "too large",
            WebError::TooLarge {
                limit_bytes: 2 * 1024 * 1024,
            },
        ),
        (
            "unreadable",
            WebError::Unreadable {
                readable: text.to_owned(),
            },
        ),
        (
            "conflict",
            WebError::conflict(text, Link::new(format!("查看{text}"), "/filings")),
        ),
        (
            "session expired",
            WebError::SessionExpired(Box::new(kept(text))),
        ),
        ("stale form", WebError::StaleForm(Box::new(kept(text)))),
        (
            "password first",
            WebError::NeededFirst(Needed::Password, Box::new(kept(text))),
        ),
        (
            "second factor first",
            WebError::NeededFirst(Needed::SecondFactor, Box::new(kept(text))),
        ),
    ]
}

fn kept(text: &str) -> KeptForm {
    let mut log_in = FormState::prefilled(&[("_login_name", text)]);
    if !text.is_empty() {
        log_in.refuse("_login_name", "登录名或密码不正确。");
    }
    let pairs = vec![
        ("c:total".to_owned(), text.to_owned()),
        (text.to_owned(), text.to_owned()),
    ];
    KeptForm {
        action: "/filings/1/forms/f1".to_owned(),
        pairs: FormPairs::new(pairs),
        token: "token".to_owned(),
        log_in,
    }
}
