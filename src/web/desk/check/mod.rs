//! 全审.

mod page;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};

pub use page::CheckPage;

use super::address;
use super::form::{ClashPage, RefusedPage, Typed, save_typed};
use super::opened::{Opened, cell_label};
use crate::actions::save::SaveError;
use crate::web::error::WebError;
use crate::web::extract::{CurrentUser, PostedForm};
use crate::web::frame::Notice;
use crate::web::page::{go_to, go_to_saying, show, show_as};
use crate::web::state::Portal;

/// `GET /filings/{filing}/check`.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    filing: Path<String>,
) -> Result<HttpResponse, WebError> {
    let opened = Opened::load(&portal, &user.caller, &filing).await?;
    show(&CheckPage::of(&opened, user.frame()))
}

/// `POST /filings/{filing}/check`: keeps the written reasons, and goes on to 提交 when asked.
pub async fn post(
    portal: Data<Portal>,
    posted: PostedForm,
    filing: Path<String>,
) -> Result<HttpResponse, WebError> {
    let PostedForm { user, pairs } = posted;
    let opened = Opened::load(&portal, &user.caller, &filing).await?;
    let typed = Typed::of(&pairs, &opened.record.scheme, &opened.record.entries);
    let saved = match save_typed(&portal, &user.caller, &filing, &typed).await {
        Ok(saved) => saved,
        Err(SaveError::Refused(refusal)) => {
            let page = RefusedPage::of(&opened, user.frame(), refusal.to_string(), &typed);
            return show_as(StatusCode::CONFLICT, &page);
        }
        Err(error) => return Err(error.into()),
    };
    let opened = Opened::load(&portal, &user.caller, &filing).await?;
    if !saved.clashes.is_empty() {
        let page = ClashPage::of(&opened, user.frame(), address::check(&filing), &saved);
        return show_as(StatusCode::CONFLICT, &page);
    }
    let problems = typed.problems(|code| cell_label(&opened, code));
    let is_refused = typed.deed == "submit" && opened.evaluation.is_blocked();
    if !problems.is_empty() || is_refused {
        let over = typed.over(&opened.record.entries);
        let page = CheckPage {
            problems,
            is_refused,
            ..CheckPage::of(&opened.with(over), user.frame())
        };
        return show_as(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    if typed.deed == "submit" {
        return Ok(go_to(&address::submission(&filing)));
    }
    Ok(go_to_saying(&address::check(&filing), Notice::Saved))
}
