//! Asking for a job and calling it off.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};

use crate::actions::job::{ask_job, call_off};
use crate::domain::job::JobKind;
use crate::web::error::WebError;
use crate::web::extract::PostedForm;
use crate::web::frame::Notice;
use crate::web::page::go_to_saying;
use crate::web::routes;
use crate::web::state::Portal;

/// `POST /campaigns/{campaign}/closing/pack`.
pub async fn post_pack(
    portal: Data<Portal>,
    posted: PostedForm,
    campaign: Path<String>,
) -> Result<HttpResponse, WebError> {
    ask(&portal, &posted, JobKind::ClosingPack, &campaign).await
}

/// `POST /campaigns/{campaign}/closing/publications`.
pub async fn post_publications(
    portal: Data<Portal>,
    posted: PostedForm,
    campaign: Path<String>,
) -> Result<HttpResponse, WebError> {
    ask(&portal, &posted, JobKind::PublishAll, &campaign).await
}

async fn ask(
    portal: &Portal,
    posted: &PostedForm,
    kind: JobKind,
    campaign: &str,
) -> Result<HttpResponse, WebError> {
    let caller = &posted.user.caller;
    ask_job(&portal.store, caller, kind, campaign, portal.now()).await?;
    let page = routes::of_campaign(routes::CLOSING, campaign);
    Ok(go_to_saying(&page, Notice::JobAsked))
}

/// `POST /jobs/{job}/cancel`.
pub async fn cancel(
    portal: Data<Portal>,
    posted: PostedForm,
    job: Path<String>,
) -> Result<HttpResponse, WebError> {
    let caller = &posted.user.caller;
    let campaign = call_off(&portal.store, caller, &job, portal.now()).await?;
    let page = routes::of_campaign(routes::CLOSING, &campaign);
    Ok(go_to_saying(&page, Notice::JobCancelled))
}
