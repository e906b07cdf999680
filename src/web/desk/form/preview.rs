//! `POST /filings/{filing}/forms/{form}/preview`: what is typed is evaluated, nothing is stored.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};

use super::live::LivePart;
use super::typed::{Typed, UNIT, page_unit};
use crate::web::desk::opened::{Opened, load_record};
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
    let caller = &posted.user.caller;
    let mut record = load_record(&portal, caller, &filing).await?;
    let typed = Typed::of(&posted.pairs, &record.scheme, &record.entries);
    record.entries = typed.over(&record.entries);
    let now = portal.now();
    let unit = page_unit(posted.pairs.text(UNIT), &record.scheme);
    let memory = portal.texts.clone();
    let part = move || {
        let opened = Opened::remembering(record, now, &memory);
        LivePart::preview(&opened.shown_in(unit), &form)
    };
    LivePart::respond(&portal, caller, part).await
}
