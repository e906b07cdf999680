//! 与上年对比: every figure of two years beside each other, and the reasons for what changed far.

mod page;

pub use page::ComparisonPage;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};

use super::address;
use super::form::{Typed, save_typed, show_clashes, show_refused};
use super::opened::{Opened, cell_label, load_record};
use crate::actions::save::SaveError;
use crate::web::error::WebError;
use crate::web::extract::{CurrentUser, PostedForm};
use crate::web::frame::Notice;
use crate::web::page::{go_to_saying, show_apart};
use crate::web::state::Portal;

/// `GET /filings/{filing}/comparison`.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    filing: Path<String>,
) -> Result<HttpResponse, WebError> {
    let opened = Opened::load(&portal, &user.caller, &filing).await?;
    let frame = user.frame();
    let page = move || Ok(ComparisonPage::of(&opened, frame));
    show_apart(&portal, &user.caller, StatusCode::OK, page).await
}

/// `POST /filings/{filing}/comparison`: keeps the written reasons.
pub async fn post(
    portal: Data<Portal>,
    posted: PostedForm,
    filing: Path<String>,
) -> Result<HttpResponse, WebError> {
    let PostedForm { user, pairs } = posted;
    let here = address::comparison(&filing);
    let record = load_record(&portal, &user.caller, &filing).await?;
    let typed = Typed::of(&pairs, &record.scheme, &record.entries);
    let saved = match save_typed(&portal, &user.caller, &filing, &typed).await {
        Ok(saved) => saved,
        Err(SaveError::Refused(refusal)) => {
            return show_refused(&portal, &user, record, refusal.to_string(), typed).await;
        }
        Err(error) => return Err(error.into()),
    };
    let record = load_record(&portal, &user.caller, &filing).await?;
    if !saved.clashes.is_empty() {
        return show_clashes(&portal, &user, record, here, saved).await;
    }
    let problems = typed.problems(|code| cell_label(&record, code));
    if problems.is_empty() {
        return Ok(go_to_saying(&here, Notice::Saved));
    }
    let (frame, now) = (user.frame(), portal.now());
    let page = move || {
        let over = typed.over(&record.entries);
        let opened = Opened::new(record, now).with(over);
        Ok(ComparisonPage {
            problems,
            ..ComparisonPage::of(&opened, frame)
        })
    };
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show_apart(&portal, &user.caller, status, page).await
}
