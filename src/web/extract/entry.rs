//! 登录 through whichever form: that of the page, or one that came after its session had ended.

use actix_web::HttpRequest;

use super::session_token;
use crate::actions::session::{LogInError, Session, end_session, log_in};
use crate::actions::token::SessionToken;
use crate::web::cookie;
use crate::web::error::WebError;
use crate::web::state::Portal;
use crate::web::time::log_in_problem;

/// Logs somebody in and gives his browser the new session in place of the one it carried;
/// or says what to tell him.
///
/// # Errors
/// When too many log-ins from his address failed, and when the database fails.
pub async fn enter(
    request: &HttpRequest,
    login_name: &str,
    password: &str,
) -> Result<Result<Session, String>, WebError> {
    let portal = Portal::of(request)?;
    let (origin, now) = (portal.origin(request), portal.now());
    if let Some(retry_after_seconds) = portal.guesses.wait_seconds(&origin.address, now) {
        return Err(WebError::TooMany {
            retry_after_seconds,
        });
    }
    let (store, passwords) = (&portal.store, &portal.passwords);
    match log_in(store, passwords, login_name, password, &origin, now).await {
        Ok(logged_in) => {
            if let Some(former) = session_token(request, portal) {
                end_session(store, &former).await?;
            }
            give_session(request, portal, &logged_in.token);
            Ok(Ok(logged_in.session))
        }
        Err(error @ (LogInError::WrongCredentials | LogInError::Locked { .. })) => {
            portal.guesses.note(&origin.address, now);
            Ok(Err(log_in_problem(&error)))
        }
        Err(error @ (LogInError::Disabled | LogInError::NoPosting)) => {
            Ok(Err(log_in_problem(&error)))
        }
        Err(error) => Err(WebError::internal(error)),
    }
}

/// Gives the browser a session in place of the one it carried.
pub fn give_session(request: &HttpRequest, portal: &Portal, token: &SessionToken) {
    let name = cookie::session_name(portal.is_secure());
    let value = token.as_str().to_owned();
    cookie::send(request, cookie::guarded(name, value, portal.is_secure()));
}
