//! `GET` and `POST /filings/{filing}/import`: a file or a text is brought.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};

use super::page::BringPage;
use super::{check_open, chosen, read};
use crate::actions::import::{BringError, keep_document};
use crate::web::desk::address;
use crate::web::desk::opened::Opened;
use crate::web::error::WebError;
use crate::web::extract::{CurrentUser, PostedFile};
use crate::web::page::{go_to, show, show_as};
use crate::web::state::Portal;

/// The page on which a file is chosen.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    filing: Path<String>,
) -> Result<HttpResponse, WebError> {
    let opened = Opened::load(&portal, &user.caller, &filing).await?;
    check_open(&user, &opened)?;
    show(&BringPage::of(&opened, user.frame()))
}

/// Reads what was brought and keeps it for the next step. Nothing of the filing changes.
pub async fn post(
    portal: Data<Portal>,
    posted: PostedFile,
    filing: Path<String>,
) -> Result<HttpResponse, WebError> {
    let PostedFile { user, pairs, file } = posted;
    let opened = Opened::load(&portal, &user.caller, &filing).await?;
    check_open(&user, &opened)?;
    let text = pairs.text("text").to_owned();
    let page = |problem: String| BringPage {
        problem: Some(problem),
        text: text.clone(),
        ..BringPage::of(&opened, user.frame())
    };
    let record = &opened.record;
    let brought = match chosen(file, &text) {
        Ok(file) => read(file, &record.scheme, &record.entries).await?,
        Err(problem) => Err(problem),
    };
    let read = match brought {
        Ok(read) => read,
        Err(problem) => return show_as(StatusCode::UNPROCESSABLE_ENTITY, &page(problem)),
    };
    let brought = (read.name.as_str(), &read.document);
    let kept = keep_document(&portal.store, &user.caller, &filing, brought, portal.now()).await;
    match kept {
        Ok(id) => Ok(go_to(&address::imported(&filing, &id))),
        Err(BringError::TooLong(error)) => {
            show_as(StatusCode::UNPROCESSABLE_ENTITY, &page(error.to_string()))
        }
        Err(BringError::Filing(error)) => Err(error.into()),
    }
}
