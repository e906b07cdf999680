//! A file sent by a script: begun, or gone on with after a cut; part by part; ended.

use actix_web::http::StatusCode;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, HttpResponseBuilder};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::post::status_of;
use crate::actions::evidence::{
    EvidenceError, NewUpload, PART_BYTES, begin_upload, finish_upload, take_part,
};
use crate::web::desk::address;
use crate::web::error::WebError;
use crate::web::extract::{PostedJson, PostedPart};
use crate::web::query::Query;
use crate::web::state::Portal;

/// The file that a page wants to send.
#[derive(Debug, Deserialize)]
pub struct BeginRequest {
    subject: String,
    name: String,
    size: u64,
    /// What the browser knows the file by.
    #[serde(default)]
    mark: String,
    #[serde(default)]
    is_public: bool,
}

/// Where to go on, and in which parts.
#[derive(Debug, Serialize)]
struct BeginAnswer {
    href: String,
    offset: u64,
    part: usize,
}

/// Nothing but that the last part has been sent.
#[derive(Debug, Deserialize)]
pub struct FinishRequest {}

/// `POST /filings/{filing}/evidence/uploads`.
pub async fn begin(
    portal: Data<Portal>,
    posted: PostedJson<BeginRequest>,
    filing: Path<String>,
) -> Result<HttpResponse, WebError> {
    let PostedJson { user, sent } = posted;
    let new = NewUpload {
        subject: sent.subject,
        file_name: sent.name,
        bytes: sent.size,
        mark: sent.mark,
        is_public: sent.is_public,
    };
    let (store, place) = (&portal.store, (&portal.schemes, &portal.vault));
    let begun = begin_upload(store, place, &user.caller, &filing, &new, portal.now()).await;
    answer(begun.map(|begun| BeginAnswer {
        href: address::upload(&filing, &begun.id),
        offset: begun.offset,
        part: PART_BYTES,
    }))
}

/// `PUT /filings/{filing}/evidence/uploads/{upload}?offset=`.
pub async fn part(
    portal: Data<Portal>,
    posted: PostedPart,
    path: Path<(String, String)>,
    query: Query,
) -> Result<HttpResponse, WebError> {
    let PostedPart { user, bytes } = posted;
    let (filing, upload) = path.into_inner();
    let offset = query.number("offset").unwrap_or(0);
    let place = (filing.as_str(), upload.as_str());
    let (store, vault) = (&portal.store, &portal.vault);
    let taken = take_part(store, vault, &user.caller, place, (offset, bytes)).await;
    answer(taken.map(|offset| json!({ "offset": offset })))
}

/// `POST /filings/{filing}/evidence/uploads/{upload}`: the last part has been sent.
pub async fn finish(
    portal: Data<Portal>,
    posted: PostedJson<FinishRequest>,
    path: Path<(String, String)>,
) -> Result<HttpResponse, WebError> {
    let caller = &posted.user.caller;
    let (filing, upload) = path.into_inner();
    let place = (filing.as_str(), upload.as_str());
    let (store, vault) = (&portal.store, &portal.vault);
    let kept = finish_upload(store, vault, caller, place, portal.now()).await;
    answer(kept.map(|kept| json!({ "id": kept.id, "digest": kept.digest })))
}

/// What the script is told: what it asked for, where the file goes on, or what is wrong with it.
fn answer(outcome: Result<impl Serialize, EvidenceError>) -> Result<HttpResponse, WebError> {
    Ok(match outcome {
        Ok(answer) => told(StatusCode::OK, &answer),
        Err(EvidenceError::GoesOnAt(offset)) => {
            told(StatusCode::CONFLICT, &json!({ "offset": offset }))
        }
        Err(error @ EvidenceError::Busy) => told(
            StatusCode::CONFLICT,
            &json!({ "busy": true, "detail": error.to_string() }),
        ),
        Err(EvidenceError::Problem(problem)) => told(
            status_of(&problem),
            &json!({ "code": problem.code(), "detail": problem.to_string() }),
        ),
        Err(error) => return Err(error.into()),
    })
}

fn told(status: StatusCode, answer: &impl Serialize) -> HttpResponse {
    HttpResponseBuilder::new(status)
        .insert_header((CACHE_CONTROL, "no-store"))
        .json(answer)
}
