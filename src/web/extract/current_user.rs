//! The person behind a request, read anew from the database each time.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::Method;
use actix_web::{FromRequest, HttpRequest};

use super::{Access, address};
use crate::actions::Caller;
use crate::actions::session::{Session, resume_session};
use crate::actions::token::SessionToken;
use crate::domain::workflow::Actor;
use crate::store::account::Account;
use crate::web::cookie;
use crate::web::error::WebError;
use crate::web::frame::{Frame, FrameUser, Notice};
use crate::web::needed::Needed;
use crate::web::routes;
use crate::web::state::Portal;

/// Somebody logged in, whose role the route admits.
#[derive(Debug, Clone)]
pub struct CurrentUser {
    /// His session.
    pub session: Session,
    /// The same person for actions, with where the request comes from.
    pub caller: Caller,
    /// Whether his password has served long enough.
    pub is_password_over: bool,
    /// Whether his role must have a second factor and he has none.
    pub lacks_second_factor: bool,
    frame: Frame,
}

impl CurrentUser {
    /// His account as it is at this moment.
    #[must_use]
    pub fn account(&self) -> &Account {
        &self.session.account
    }

    /// The person as the workflow sees him.
    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.caller.actor
    }

    /// The surroundings of a page for him.
    #[must_use]
    pub fn frame(&self) -> Frame {
        self.frame.clone()
    }

    /// What comes first: until it is done he may do nothing but that and log out.
    pub(super) fn needed_first(&self, request: &HttpRequest) -> Option<Needed> {
        let needed = if self.account().must_change_password || self.is_password_over {
            Needed::Password
        } else if self.lacks_second_factor {
            Needed::SecondFactor
        } else {
            return None;
        };
        (!needed.leads_to(request.path())).then_some(needed)
    }

    pub(super) fn new(request: &HttpRequest, portal: &Portal, session: Session) -> Self {
        let caller = Caller::new(&session, portal.origin(request));
        let frame = Frame {
            site: portal.site(),
            user: Some(FrameUser {
                id: session.account.id.clone(),
                name: session.account.display_name.clone(),
                role: session.posting.role.label().to_owned(),
                organization: session.posting.organization_name.clone(),
                has_others: session.has_others,
            }),
            menu: routes::menu(session.posting.role, request.path()),
            csrf: session.csrf_token.clone(),
            notices: take_notice(request),
        };
        let changed_at = session.account.password_changed_at;
        Self {
            lacks_second_factor: portal.requires_second_factor(session.posting.role)
                && !session.has_second_factor,
            is_password_over: portal.password_policy().is_over(changed_at, portal.now()),
            session,
            caller,
            frame,
        }
    }
}

impl FromRequest for CurrentUser {
    type Error = WebError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, WebError>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let Some(user) = find(&request).await? else {
                return Err(WebError::LogInNeeded {
                    next: address(&request),
                });
            };
            access(&request)?.check(user.actor().role)?;
            if let Some(needed) = user.needed_first(&request) {
                return Err(WebError::Needed(needed));
            }
            Ok(user)
        })
    }
}

/// Who the session's cookie belongs to, if it is still good for anybody.
pub(super) async fn find(request: &HttpRequest) -> Result<Option<CurrentUser>, WebError> {
    let portal = Portal::of(request)?;
    let Some(token) = session_token(request, portal) else {
        return Ok(None);
    };
    let session = resume_session(&portal.store, &token, portal.idle(), portal.now()).await?;
    Ok(session.map(|session| CurrentUser::new(request, portal, session)))
}

/// The session of the browser, if it is still good for anybody.
///
/// # Errors
/// When the database fails.
pub async fn current_session(request: &HttpRequest) -> Result<Option<Session>, WebError> {
    Ok(find(request).await?.map(|user| user.session))
}

/// The token in the session's cookie.
pub(in crate::web) fn session_token(
    request: &HttpRequest,
    portal: &Portal,
) -> Option<SessionToken> {
    let cookie = request.cookie(&cookie::session_name(portal.is_secure()))?;
    SessionToken::parse(cookie.value())
}

/// Who the route is for. A route that does not say is for nobody.
pub(super) fn access(request: &HttpRequest) -> Result<Access, WebError> {
    request
        .app_data::<Access>()
        .copied()
        .ok_or_else(|| WebError::defect("a route does not say who it is for"))
}

/// The surroundings of an error page. Should the database be what failed, the visitor is nobody.
pub async fn frame_for_failure(request: &HttpRequest) -> Frame {
    if let Ok(Some(user)) = find(request).await {
        return user.frame;
    }
    let site = Portal::of(request)
        .map(|portal| portal.site())
        .unwrap_or_default();
    Frame::visitor(site)
}

/// What the page before wants said, once. Forms and scripts leave it for the next page.
pub fn take_notice(request: &HttpRequest) -> Vec<Notice> {
    if request.method() != Method::GET {
        return Vec::new();
    }
    let Some(carried) = request.cookie(cookie::NOTICE) else {
        return Vec::new();
    };
    cookie::send(request, cookie::ended(cookie::NOTICE.to_owned(), false));
    Notice::from_code(carried.value()).into_iter().collect()
}
