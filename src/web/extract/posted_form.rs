//! A form from somebody logged in. Whatever is wrong with the log-in or the token, nothing typed is lost.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest};

use super::current_user::{access, find};
use super::visitor_form::{owns_token, visitor_token};
use super::{Credentials, CurrentUser, Entry, address, body, enter, origin};
use crate::web::error::{KeptForm, WebError};
use crate::web::form::{FormPairs, FormState};
use crate::web::state::Portal;

/// Field names of ours begin so; no cell and no field of a page does.
const RESERVED: char = '_';

/// A form with the person who sent it: session, role, origin and token are checked.
#[derive(Debug)]
pub struct PostedForm {
    /// Who sent it.
    pub user: CurrentUser,
    /// What was typed.
    pub pairs: FormPairs,
}

/// What somebody is told whose form has a place for the code and came without it.
pub const CODE_TOO: &str = "该账号启用了动态验证码，请同时输入密码和手机上的动态验证码。";

/// The form of a request, kept beside it in case the handler fails for our own fault.
#[derive(Debug)]
pub struct ReceivedForm(pub FormPairs);

impl FromRequest for PostedForm {
    type Error = WebError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, WebError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let mut payload = payload.take();
        Box::pin(async move {
            let received = body::read_form(&request, &mut payload).await?;
            admit(&request, received).await
        })
    }
}

/// Checks who sent a form, that a page of ours made it, and that he may send it here.
pub(super) async fn admit(
    request: &HttpRequest,
    received: FormPairs,
) -> Result<PostedForm, WebError> {
    origin::check_own(request)?;
    let user = match find(request).await? {
        Some(user) if user.session.accepts(received.text("_csrf")) => user,
        Some(user) => {
            let token = user.session.csrf_token.clone();
            return Err(WebError::StaleForm(Box::new(keep(
                request, received, token,
            ))));
        }
        None => rescue(request, &received).await?,
    };
    access(request)?.check(user.actor().role)?;
    if let Some(needed) = user.needed_first(request) {
        let token = user.session.csrf_token.clone();
        let kept = keep(request, received, token);
        return Err(WebError::NeededFirst(needed, Box::new(kept)));
    }
    let pairs = received.filtered(is_of_a_page);
    request
        .extensions_mut()
        .insert(ReceivedForm(without_passwords(pairs.clone())));
    Ok(PostedForm { user, pairs })
}

/// A form whose session has ended: with a log-in in it, it goes on as if nothing had happened.
async fn rescue(request: &HttpRequest, received: &FormPairs) -> Result<CurrentUser, WebError> {
    let mut log_in = FormState::of(received, &["_login_name"]);
    if received.get("_login_name").is_some() {
        match try_log_in(request, received).await {
            Ok(Ok(user)) => return Ok(user),
            Ok(Err(problem)) => log_in.refuse("_login_name", problem),
            Err(WebError::TooMany { .. }) => {
                log_in.refuse("_login_name", "登录失败的次数太多，请等待几分钟后再试。");
            }
            Err(error) => return Err(error),
        }
    }
    let token = visitor_token(request)?;
    let kept = KeptForm {
        log_in,
        ..keep(request, received.clone(), token)
    };
    Err(WebError::SessionExpired(Box::new(kept)))
}

/// The person who logged in with the form, or what to tell him.
async fn try_log_in(
    request: &HttpRequest,
    received: &FormPairs,
) -> Result<Result<CurrentUser, String>, WebError> {
    if !owns_token(request, received)? {
        return Ok(Err(
            "浏览器没有带回登录页的校验码，请检查浏览器是否允许 Cookie，再试一次。".to_owned(),
        ));
    }
    let credentials = Credentials {
        login_name: received.text("_login_name"),
        password: received.text("_password"),
        code: received.text("_code"),
    };
    let portal = Portal::of(request)?;
    match enter(request, credentials).await? {
        Entry::In(session) => Ok(Ok(CurrentUser::new(request, portal, *session))),
        Entry::Refused(problem) => Ok(Err(problem)),
        Entry::CodeNeeded | Entry::TooLate => Ok(Err(CODE_TOO.to_owned())),
    }
}

/// Whether a field is one of a page's own: they all have names.
fn is_of_a_page(name: &str) -> bool {
    !name.is_empty() && !name.starts_with(RESERVED)
}

/// The form as it will be sent again: without our own fields, and without passwords, which no page repeats.
fn keep(request: &HttpRequest, received: FormPairs, token: String) -> KeptForm {
    let pairs = without_passwords(received.filtered(is_of_a_page));
    KeptForm {
        action: address(request),
        pairs,
        token,
        log_in: FormState::default(),
    }
}

fn without_passwords(pairs: FormPairs) -> FormPairs {
    pairs.filtered(|name| !name.contains("password"))
}
