//! 转办 and 收回转办.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use chrono::NaiveDate;

use super::PostingLine;
use crate::actions::hand_over::{HandOverError, HandOverRequest, hand_over, undo_hand_over};
use crate::domain::account::may_hand_over;
use crate::domain::workflow::Role;
use crate::store::posting::{find_posting, load_duty};
use crate::web::bureau::organizations::problem_of;
use crate::web::error::{Link, WebError};
use crate::web::extract::{CurrentUser, PostedForm};
use crate::web::form::FormState;
use crate::web::frame::{Frame, Notice};
use crate::web::page::{go_to_saying, show, show_as};
use crate::web::routes;
use crate::web::state::Portal;
use crate::web::time::end_of_day;

const FIELDS: [&str; 2] = ["login_name", "until"];

/// The form that hands duties over.
#[derive(Debug, Template)]
#[template(path = "people/hand_over.html")]
pub struct HandOverPage {
    /// The surroundings.
    pub frame: Frame,
    /// What was typed.
    pub form: FormState,
    /// The posting whose duties they are.
    pub line: PostingLine,
    /// Where to go without doing it.
    pub back: &'static str,
}

/// `GET /postings/{posting}/hand-over`.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    posting: Path<String>,
) -> Result<HttpResponse, WebError> {
    let page = page(&portal, &user, &posting, FormState::default()).await?;
    show(&page)
}

/// `POST /postings/{posting}/hand-over`.
pub async fn post(
    portal: Data<Portal>,
    posted: PostedForm,
    posting: Path<String>,
) -> Result<HttpResponse, WebError> {
    let PostedForm { user, pairs } = posted;
    let mut form = FormState::of(&pairs, &FIELDS);
    form.require("login_name", "请填写接办人的登录名。");
    let until = match form.typed("until") {
        "" => None,
        typed => {
            let until = NaiveDate::parse_from_str(typed, "%Y-%m-%d").ok();
            let until = until.and_then(end_of_day);
            if until.is_none() {
                form.refuse("until", "请按“2026-11-30”的样子填写日期；长期转办的不填。");
            }
            until
        }
    };
    if form.is_sound() {
        let request = HandOverRequest {
            posting_id: posting.clone(),
            to_login_name: form.typed("login_name").to_owned(),
            until,
        };
        match hand_over(&portal.store, &user.caller, &request, portal.now()).await {
            Ok(()) => return Ok(go_to_saying(after(&user, &posting), Notice::HandedOver)),
            Err(error @ HandOverError::DayPassed) => form.refuse("until", error.to_string()),
            Err(error) => form.refuse("login_name", sentence(error)?),
        }
    }
    let page = page(&portal, &user, &posting, form).await?;
    show_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// `POST /postings/{posting}/return`: 收回 or 交还.
pub async fn undo(
    portal: Data<Portal>,
    posted: PostedForm,
    posting: Path<String>,
) -> Result<HttpResponse, WebError> {
    let user = &posted.user;
    match undo_hand_over(&portal.store, &user.caller, &posting, portal.now()).await {
        Ok(()) => Ok(go_to_saying(after(user, &posting), Notice::HandOverUndone)),
        Err(error) => {
            let sentence = sentence(error)?;
            Err(WebError::conflict(
                sentence,
                Link::new("返回我的工作", routes::WORK),
            ))
        }
    }
}

/// Who gave away the posting in which he works is out, and is told so at the door.
fn after(user: &CurrentUser, posting: &str) -> &'static str {
    if user.session.posting.id == posting {
        routes::LOG_IN
    } else {
        back(user)
    }
}

/// The list from which this person came.
fn back(user: &CurrentUser) -> &'static str {
    match user.actor().role {
        Role::SecurityAdministrator => routes::PERMISSIONS,
        Role::FinanceReviewer => routes::STAFF,
        _ => routes::POSTINGS,
    }
}

async fn page(
    portal: &Portal,
    user: &CurrentUser,
    posting: &str,
    form: FormState,
) -> Result<HandOverPage, WebError> {
    let mut tx = portal.store.read().await?;
    let found = find_posting(&mut tx, posting).await?;
    let found = found.ok_or(WebError::NotFound)?;
    let duty = load_duty(&mut tx, found.role, found.organization_id.as_deref()).await?;
    if !may_hand_over(user.actor(), &found.account_id, &duty) {
        return Err(WebError::Forbidden(HandOverError::NotAllowed.to_string()));
    }
    let line = PostingLine::load(&mut tx, found, portal.now()).await?;
    tx.commit().await?;
    Ok(HandOverPage {
        frame: user.frame(),
        form,
        line,
        back: back(user),
    })
}

/// What to tell; what is forbidden and what failed is a page of its own.
fn sentence(error: HandOverError) -> Result<String, WebError> {
    match error {
        HandOverError::NotAllowed => Err(WebError::Forbidden(error.to_string())),
        HandOverError::Person(error) => problem_of(error),
        HandOverError::Store(error) => Err(error.into()),
        other => Ok(other.to_string()),
    }
}
