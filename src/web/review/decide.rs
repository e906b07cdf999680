//! 审核通过 and 退回修改.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};

use super::filing::{Again, REASON, again};
use super::news::gone;
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

/// `POST /filings/{filing}/approval`: when the filing has changed meanwhile, the page comes back and
/// says what is new.
pub async fn approve(
    posted: PostedForm,
    portal: Data<Portal>,
    filing: Path<String>,
) -> Result<HttpResponse, WebError> {
    let approved = approve_filing(
        &portal.store,
        &posted.user.caller,
        &filing,
        posted.pairs.seen_version(),
        portal.now(),
    )
    .await;
    match approved {
        Ok(_) => Ok(go_to_saying(routes::REVIEWS, Notice::Approved)),
        Err(error) => not_done(&posted, &portal, &filing, error).await,
    }
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
    match returned {
        Ok(_) => {
            // A publisher may return as well, and has no list of reviews to go back to.
            let queue = routes::first_page(posted.user.actor().role);
            Ok(go_to_saying(queue, Notice::Returned))
        }
        Err(error) => not_done(&posted, &portal, &filing, error).await,
    }
}

/// The page as the filing is now, with everything typed and what is new; or, where the reviewer does
/// not get to see it any more, what he typed.
async fn not_done(
    posted: &PostedForm,
    portal: &Portal,
    filing: &str,
    error: FilingError,
) -> Result<HttpResponse, WebError> {
    let mut page = Again {
        form: FormState::of(&posted.pairs, &[REASON]),
        picked: Some(posted.pairs.all(COMMENT).map(str::to_owned).collect()),
        stale: posted.pairs.seen_version(),
    };
    let status = match &error {
        FilingError::ReasonMissing | FilingError::ReasonTooLong => {
            page.form.refuse(REASON, error.to_string());
            page.stale = None;
            StatusCode::UNPROCESSABLE_ENTITY
        }
        FilingError::Changed(_) => StatusCode::CONFLICT,
        FilingError::Refused(refusal) if refusal.is_of_the_moment() => StatusCode::CONFLICT,
        _ => return Err(error.into()),
    };
    if status == StatusCode::CONFLICT {
        page.form.refuse_whole(error.to_string());
    }
    let drawn = again(&posted.user, portal, filing, page, status).await;
    match (drawn, error) {
        (Err(WebError::Conflict { .. }), FilingError::Refused(refusal)) => {
            gone(&posted.user, &refusal, posted.pairs.text(REASON))
        }
        (drawn, _) => drawn,
    }
}
