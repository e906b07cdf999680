//! 审核通过 and 退回修改.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};

use super::filing::{REASON, again};
use crate::actions::filing::FilingError;
use crate::actions::step::{approve_filing, return_filing};
use crate::web::error::WebError;
use crate::web::extract::PostedForm;
use crate::web::form::FormState;
use crate::web::frame::Notice;
use crate::web::page::go_to_saying;
use crate::web::routes;
use crate::web::state::Portal;

/// `POST /filings/{filing}/approval`.
pub async fn approve(
    posted: PostedForm,
    portal: Data<Portal>,
    filing: Path<String>,
) -> Result<HttpResponse, WebError> {
    approve_filing(&portal.store, &posted.user.caller, &filing, portal.now()).await?;
    Ok(go_to_saying(routes::REVIEWS, Notice::Approved))
}

/// `POST /filings/{filing}/return`: without a reason the page comes back and keeps what was typed.
pub async fn return_(
    posted: PostedForm,
    portal: Data<Portal>,
    filing: Path<String>,
) -> Result<HttpResponse, WebError> {
    let reason = posted.pairs.text(REASON);
    match return_filing(
        &portal.store,
        &posted.user.caller,
        &filing,
        reason,
        portal.now(),
    )
    .await
    {
        // A publisher may return as well, and has no list of reviews to go back to.
        Ok(_) => Ok(go_to_saying(
            routes::first_page(posted.user.account().role),
            Notice::Returned,
        )),
        Err(error @ (FilingError::ReasonMissing | FilingError::ReasonTooLong)) => {
            let mut form = FormState::of(&posted.pairs, &[REASON]);
            form.refuse(REASON, error.to_string());
            again(&posted.user, &portal, &filing, form).await
        }
        Err(error) => Err(error.into()),
    }
}
