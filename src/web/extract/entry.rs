//! 登录 through whichever form: that of the page, or one that came after its session had ended.

use actix_web::HttpRequest;

use super::session_token;
use crate::actions::second_step::log_in_with_code;
use crate::actions::session::{LogInError, LoggedIn, Session, end_session, log_in};
use crate::actions::token::SessionToken;
use crate::web::cookie;
use crate::web::error::WebError;
use crate::web::state::Portal;
use crate::web::time::log_in_problem;

/// What a visitor brings who wants to be let in.
#[derive(Clone, Copy)]
pub struct Credentials<'a> {
    /// The name as typed.
    pub login_name: &'a str,
    /// The password as typed.
    pub password: &'a str,
    /// 动态验证码, where the form has a place for it; else it is asked for on a page of its own.
    pub code: &'a str,
}

/// How a log-in goes on.
#[derive(Debug)]
pub enum Entry {
    /// He is in.
    In(Box<Session>),
    /// Right so far; the browser has been given what it takes to go on with a code.
    CodeNeeded,
    /// Too long ago: the password is needed again.
    TooLate,
    /// Not let in, and what to tell him.
    Refused(String),
}

/// Logs somebody in and gives his browser the new session in place of the one it carried;
/// or says how it goes on.
///
/// # Errors
/// When too many log-ins from his address failed, and when the database fails.
pub async fn enter(request: &HttpRequest, credentials: Credentials<'_>) -> Result<Entry, WebError> {
    let portal = Portal::of(request)?;
    let (origin, now) = (portal.origin(request), portal.now());
    check_guesses(portal, &origin.address)?;
    let (store, passwords) = (&portal.store, &portal.passwords);
    let Credentials {
        login_name,
        password,
        code,
    } = credentials;
    let tried = match log_in(store, passwords, login_name, password, &origin, now).await {
        Err(LogInError::CodeNeeded(token)) if !code.is_empty() => {
            log_in_with_code(store, &portal.seal, &token, code, &origin, now).await
        }
        other => other,
    };
    go_on(request, portal, tried).await
}

/// The second step of a log-in that waits for a code.
///
/// # Errors
/// As [`enter`].
pub async fn enter_with_code(request: &HttpRequest, code: &str) -> Result<Entry, WebError> {
    let portal = Portal::of(request)?;
    let (origin, now) = (portal.origin(request), portal.now());
    check_guesses(portal, &origin.address)?;
    let Some(token) = pending_token(request, portal) else {
        return Ok(Entry::TooLate);
    };
    let tried = log_in_with_code(&portal.store, &portal.seal, &token, code, &origin, now).await;
    let entry = go_on(request, portal, tried).await?;
    if matches!(entry, Entry::In(_) | Entry::TooLate) {
        let name = cookie::pending_name(portal.is_secure());
        cookie::send(request, cookie::ended(name, portal.is_secure()));
    }
    Ok(entry)
}

/// Whether the browser has a log-in that waits for a code.
///
/// # Errors
/// When the app was built without a portal.
pub fn awaits_code(request: &HttpRequest) -> Result<bool, WebError> {
    let portal = Portal::of(request)?;
    Ok(pending_token(request, portal).is_some())
}

/// Gives the browser a session in place of the one it carried.
pub fn give_session(request: &HttpRequest, portal: &Portal, token: &SessionToken) {
    let name = cookie::session_name(portal.is_secure());
    let value = token.as_str().to_owned();
    cookie::send(request, cookie::guarded(name, value, portal.is_secure()));
}

fn check_guesses(portal: &Portal, address: &str) -> Result<(), WebError> {
    match portal.guesses.wait_seconds(address, portal.now()) {
        Some(retry_after_seconds) => Err(WebError::TooMany {
            retry_after_seconds,
        }),
        None => Ok(()),
    }
}

/// How it goes on after a log-in was tried: the browser is given its session, or what it takes to
/// go on with a code.
///
/// # Errors
/// When the database fails.
pub async fn go_on(
    request: &HttpRequest,
    portal: &Portal,
    tried: Result<LoggedIn, LogInError>,
) -> Result<Entry, WebError> {
    match tried {
        Ok(logged_in) => {
            if let Some(former) = session_token(request, portal) {
                end_session(&portal.store, &former).await?;
            }
            give_session(request, portal, &logged_in.token);
            Ok(Entry::In(Box::new(logged_in.session)))
        }
        Err(LogInError::CodeNeeded(token)) => {
            let (name, is_secure) = (cookie::pending_name(portal.is_secure()), portal.is_secure());
            let value = token.as_str().to_owned();
            cookie::send(request, cookie::guarded(name, value, is_secure));
            Ok(Entry::CodeNeeded)
        }
        Err(LogInError::TooLate) => Ok(Entry::TooLate),
        Err(
            error @ (LogInError::WrongCredentials
            | LogInError::WrongCode
            | LogInError::Locked { .. }),
        ) => {
            let address = portal.origin(request).address;
            portal.guesses.note(&address, portal.now());
            Ok(Entry::Refused(log_in_problem(&error)))
        }
        Err(error @ (LogInError::Disabled | LogInError::NoPosting | LogInError::SignOnOnly)) => {
            Ok(Entry::Refused(log_in_problem(&error)))
        }
        Err(error) => Err(WebError::internal(error)),
    }
}

fn pending_token(request: &HttpRequest, portal: &Portal) -> Option<SessionToken> {
    let cookie = request.cookie(&cookie::pending_name(portal.is_secure()))?;
    SessionToken::parse(cookie.value())
}
