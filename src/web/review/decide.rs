//! 审核通过 and 退回修改.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};

use super::filing::{REASON, again};
use crate::actions::filing::FilingError;
use crate::actions::step::{Objection, approve_filing, return_filing};
use crate::web::error::WebError;
use crate::web::extract::PostedForm;
use crate::web::form::FormState;
use crate::web::frame::Notice;
use crate::web::page::go_to_saying;
use crate::web::routes;
use crate::web::state::Portal;

/// The name of the boxes that pick comments for a return.
const COMMENT: &str = "comment";

/// `POST /filings/{filing}/approval`.
pub async fn approve(
    posted: PostedForm,
    portal: Data<Portal>,
    filing: Path<String>,
) -> Result<HttpResponse, WebError> {
    approve_filing(
        &portal.store,
        &posted.user.caller,
        &filing,
        posted.pairs.seen_version(),
        portal.now(),
    )
    .await?;
    Ok(go_to_saying(routes::REVIEWS, Notice::Approved))
}

/// `POST /filings/{filing}/return`: without a reason, or when the filing has changed meanwhile,
/// the page comes back as the filing is now and keeps what was typed.
pub async fn return_(
    posted: PostedForm,
    portal: Data<Portal>,
    filing: Path<String>,
) -> Result<HttpResponse, WebError> {
    let picked: Vec<&str> = posted.pairs.all(COMMENT).collect();
    let objection = Objection {
        reason: posted.pairs.text(REASON),
        comments: &picked,
    };
    let returned = return_filing(
        &portal.store,
        &posted.user.caller,
        &filing,
        posted.pairs.seen_version(),
        objection,
        portal.now(),
    )
    .await;
    let mut form = FormState::of(&posted.pairs, &[REASON]);
    let status = match returned {
        Ok(_) => {
            // A publisher may return as well, and has no list of reviews to go back to.
            let queue = routes::first_page(posted.user.actor().role);
            return Ok(go_to_saying(queue, Notice::Returned));
        }
        Err(error @ (FilingError::ReasonMissing | FilingError::ReasonTooLong)) => {
            form.refuse(REASON, error.to_string());
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Err(FilingError::Changed(changed)) => {
            form.refuse_whole(changed.to_string());
            StatusCode::CONFLICT
        }
        Err(error) => return Err(error.into()),
    };
    let picked = picked.into_iter().map(str::to_owned).collect();
    again(&posted.user, &portal, &filing, (form, picked), status).await
}
