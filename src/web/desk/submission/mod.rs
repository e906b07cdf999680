//! 提交 and 撤回.

mod page;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};

pub use page::{ReceiptPage, SubmissionPage};

use super::address;
use super::check::{CheckPage, show_check};
use super::opened::Opened;
use crate::actions::step::{SubmitError, submit_filing, withdraw_filing};
use crate::domain::workflow::Refusal;
use crate::web::error::WebError;
use crate::web::extract::{CurrentUser, PostedForm};
use crate::web::frame::Notice;
use crate::web::page::{go_to, go_to_saying, show};
use crate::web::state::Portal;

/// `GET /filings/{filing}/submission`: what is about to be submitted, or the receipt.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    filing: Path<String>,
) -> Result<HttpResponse, WebError> {
    let opened = Opened::load(&portal, &user.caller, &filing).await?;
    if opened.view().may_submit() {
        if opened.evaluation.is_blocked() {
            return Ok(go_to(&address::check(&filing)));
        }
        return show(&SubmissionPage::of(&opened, user.frame()));
    }
    match ReceiptPage::of(&opened, user.frame()) {
        Some(receipt) => show(&receipt),
        None => Ok(go_to(&address::filing(&filing))),
    }
}

/// `POST /filings/{filing}/submission`. Pressed again it leads to the same receipt.
pub async fn post(
    portal: Data<Portal>,
    posted: PostedForm,
    filing: Path<String>,
) -> Result<HttpResponse, WebError> {
    let PostedForm { user, .. } = posted;
    let outcome = submit_filing(
        &portal.store,
        &portal.schemes,
        &user.caller,
        &filing,
        portal.now(),
    )
    .await;
    match outcome {
        Ok(_) => Ok(go_to_saying(
            &address::submission(&filing),
            Notice::Submitted,
        )),
        Err(SubmitError::Refused(Refusal::AlreadySubmitted { .. })) => {
            Ok(go_to(&address::submission(&filing)))
        }
        Err(SubmitError::Blocked(_)) => {
            let opened = Opened::load(&portal, &user.caller, &filing).await?;
            let page = move |frame| CheckPage {
                is_refused: true,
                ..CheckPage::of(&opened, frame)
            };
            show_check(&portal, &user, StatusCode::UNPROCESSABLE_ENTITY, page).await
        }
        Err(SubmitError::NotFound) => Err(WebError::NotFound),
        Err(SubmitError::Refused(refusal)) => Err(refusal.into()),
        Err(error @ (SubmitError::Scheme(_) | SubmitError::Work(_) | SubmitError::Store(_))) => {
            Err(WebError::internal(error))
        }
    }
}

/// `POST /filings/{filing}/withdrawal`: 撤回, before a review has begun.
pub async fn withdraw(
    portal: Data<Portal>,
    posted: PostedForm,
    filing: Path<String>,
) -> Result<HttpResponse, WebError> {
    withdraw_filing(&portal.store, &posted.user.caller, &filing, portal.now()).await?;
    Ok(go_to(&address::filing(&filing)))
}
