//! `POST /filings/{filing}/forms/{form}/preview`: what is typed is evaluated, nothing is stored.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};

use super::live::LivePart;
use super::typed::Typed;
use crate::web::desk::opened::Opened;
use crate::web::error::WebError;
use crate::web::extract::PostedForm;
use crate::web::state::Portal;

/// What a form comes to as it is being typed.
pub async fn post(
    portal: Data<Portal>,
    posted: PostedForm,
    path: Path<(String, String)>,
) -> Result<HttpResponse, WebError> {
    let (filing, form) = path.into_inner();
    let opened = Opened::load(&portal, &posted.user.caller, &filing).await?;
    let typed = Typed::of(&posted.pairs, &opened.record.scheme, &opened.record.entries);
    let entries = typed.over(&opened.record.entries);
    LivePart::preview(&opened.with(entries), &form)?.respond()
}
