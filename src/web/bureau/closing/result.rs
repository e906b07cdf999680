//! The result of a job, sent from where files are kept.

use actix_web::HttpResponse;
use actix_web::body::SizedStream;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_ENCODING};
use actix_web::web::{Data, Path};
use futures_util::TryStreamExt as _;

use crate::actions::job::take_result;
use crate::export::Kind;
use crate::web::download::named;
use crate::web::error::WebError;
use crate::web::extract::CurrentUser;
use crate::web::state::Portal;

/// `GET /jobs/{job}/result`.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    job: Path<String>,
) -> Result<HttpResponse, WebError> {
    let taken = take_result(&portal.store, &user.caller, &job, portal.now()).await;
    let (job, campaign) = taken?;
    let blob = portal.vault.blobs.get(&job.digest).await;
    let blob = blob.map_err(WebError::internal)?;
    let content = SizedStream::new(blob.bytes, blob.stream.map_err(std::io::Error::other));
    let name = format!("{}年度结账资料包.zip", campaign.year);
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "private, no-store"))
        // Without a length no browser shows progress, and it is compressed already.
        .insert_header((CONTENT_ENCODING, "identity"))
        .insert_header(named(&name, Kind::Bundle.ending()))
        .content_type(Kind::Bundle.media_type())
        .body(content))
}
