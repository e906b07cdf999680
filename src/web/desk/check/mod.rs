//! 全审.

mod page;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};

pub use page::CheckPage;

use super::address;
use super::form::{Typed, save_typed, show_clashes, show_refused};
use super::opened::{Opened, cell_label, load_record};
use crate::actions::save::SaveError;
use crate::web::error::WebError;
use crate::web::extract::{CurrentUser, PostedForm};
use crate::web::frame::{Frame, Notice};
use crate::web::page::{go_to, go_to_saying, show_apart};
use crate::web::state::Portal;

/// `GET /filings/{filing}/check`.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    filing: Path<String>,
) -> Result<HttpResponse, WebError> {
    let opened = Opened::load(&portal, &user.caller, &filing).await?;
    show_check(&portal, &user, StatusCode::OK, move |frame| {
        CheckPage::of(&opened, frame)
    })
    .await
}

/// Draws 全审 apart from the threads that serve requests.
pub async fn show_check(
    portal: &Portal,
    user: &CurrentUser,
    status: StatusCode,
    make: impl FnOnce(Frame) -> CheckPage + Send + 'static,
) -> Result<HttpResponse, WebError> {
    let frame = user.frame();
    show_apart(portal, &user.caller, status, move || Ok(make(frame))).await
}

/// `POST /filings/{filing}/check`: keeps the written reasons, and goes on to 提交 when asked.
pub async fn post(
    portal: Data<Portal>,
    posted: PostedForm,
    filing: Path<String>,
) -> Result<HttpResponse, WebError> {
    let PostedForm { user, pairs } = posted;
    let record = load_record(&portal, &user.caller, &filing).await?;
    let typed = Typed::of(&pairs, &record.scheme, &record.entries);
    let saved = match save_typed(&portal, &user.caller, &filing, &typed).await {
        Ok(saved) => saved,
        Err(SaveError::Refused(refusal)) => {
            return show_refused(&portal, &user, record, refusal.to_string(), typed).await;
        }
        Err(error) => return Err(error.into()),
    };
    if !saved.clashes.is_empty() {
        let record = load_record(&portal, &user.caller, &filing).await?;
        return show_clashes(&portal, &user, record, address::check(&filing), saved).await;
    }
    let opened = Opened::load(&portal, &user.caller, &filing).await?;
    let problems = typed.problems(|code| cell_label(&opened.record, code));
    let is_refused = typed.deed == "submit" && opened.evaluation.is_blocked();
    if !problems.is_empty() || is_refused {
        let over = typed.over(&opened.record.entries);
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        let page = move |frame| CheckPage {
            problems,
            is_refused,
            ..CheckPage::of(&opened.with(over), frame)
        };
        return show_check(&portal, &user, status, page).await;
    }
    if typed.deed == "submit" {
        return Ok(go_to(&address::submission(&filing)));
    }
    Ok(go_to_saying(&address::check(&filing), Notice::Saved))
}
