//! 已登录设备: where one is logged in, and 退出 there.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use crate::actions::session::{end_own_session, end_own_sessions, list_own_sessions};
use crate::store::session::ListedSession;
use crate::web::cookie;
use crate::web::error::WebError;
use crate::web::extract::{CurrentUser, PostedForm};
use crate::web::frame::{Frame, Notice};
use crate::web::page::{go_to_saying, show};
use crate::web::routes;
use crate::web::state::Portal;
use crate::web::time::to_the_minute;

/// Where somebody is logged in.
#[derive(Debug, Template)]
#[template(path = "account/sessions.html")]
pub struct SessionsPage {
    /// The surroundings.
    pub frame: Frame,
    /// The log-ins that still last, the last used first.
    pub sessions: Vec<ListedSession>,
    /// The id of the one that shows this page.
    pub own: String,
}

impl SessionsPage {
    fn since(&self, session: &ListedSession) -> String {
        to_the_minute(session.created_at)
    }

    fn last_seen(&self, session: &ListedSession) -> String {
        to_the_minute(session.last_seen_at)
    }

    fn end(&self, session: &ListedSession) -> String {
        routes::SESSION_END.replace("{session}", &session.id)
    }
}

/// `GET /account/sessions`.
pub async fn get(portal: Data<Portal>, user: CurrentUser) -> Result<HttpResponse, WebError> {
    let (store, caller) = (&portal.store, &user.caller);
    let sessions = list_own_sessions(store, caller, portal.idle(), portal.now()).await?;
    show(&SessionsPage {
        frame: user.frame(),
        sessions,
        own: user.session.id.clone(),
    })
}

/// `POST /account/sessions/{session}/end`.
pub async fn end(
    portal: Data<Portal>,
    posted: PostedForm,
    session: Path<String>,
) -> Result<HttpResponse, WebError> {
    end_own_session(&portal.store, &posted.user.caller, &session, portal.now()).await?;
    Ok(go_to_saying(routes::SESSIONS, Notice::SessionEnded))
}

/// `POST /account/sessions`: 全部退出.
pub async fn end_all(
    request: HttpRequest,
    portal: Data<Portal>,
    posted: PostedForm,
) -> Result<HttpResponse, WebError> {
    end_own_sessions(&portal.store, &posted.user.caller, portal.now()).await?;
    let name = cookie::session_name(portal.is_secure());
    cookie::send(&request, cookie::ended(name, portal.is_secure()));
    Ok(go_to_saying(routes::LOG_IN, Notice::LoggedOut))
}
