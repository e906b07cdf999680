//! One file of evidence, sent to be kept and never to be shown within our pages.

use actix_web::body::SizedStream;
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, ETAG, HeaderValue,
};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use futures_util::TryStreamExt as _;

use crate::actions::evidence::find_evidence;
use crate::domain::evidence::ending;
use crate::store::evidence::Evidence;
use crate::web::assets::names_etag;
use crate::web::download::named;
use crate::web::error::WebError;
use crate::web::extract::CurrentUser;
use crate::web::state::Portal;

/// Should a browser show it all the same, it may load and run nothing.
const NOTHING_ALLOWED: &str = "default-src 'none'; sandbox";

/// `GET /filings/{filing}/evidence/{file}`, for those who see the filing.
pub async fn get(
    request: HttpRequest,
    portal: Data<Portal>,
    user: CurrentUser,
    path: Path<(String, String)>,
) -> Result<HttpResponse, WebError> {
    let (filing, file) = path.into_inner();
    let evidence = find_evidence(&portal.store, &user.caller, &filing, &file).await?;
    send(&request, &portal, &evidence, "private, no-cache").await
}

/// A file as a download, under its own name and the kind that its content is.
pub async fn send(
    request: &HttpRequest,
    portal: &Portal,
    evidence: &Evidence,
    caching: &'static str,
) -> Result<HttpResponse, WebError> {
    let tag = format!("\"{}\"", evidence.digest);
    if names_etag(request.headers(), &tag) {
        let mut known = HttpResponse::NotModified();
        return Ok(known
            .insert_header((ETAG, tag))
            .insert_header((CACHE_CONTROL, caching))
            .finish());
    }
    let blob = portal.vault.blobs.get(&evidence.digest).await;
    let blob = blob.map_err(WebError::internal)?;
    let content = SizedStream::new(blob.bytes, blob.stream.map_err(std::io::Error::other));
    Ok(HttpResponse::Ok()
        .insert_header((ETAG, tag))
        .insert_header((CACHE_CONTROL, caching))
        // Most kinds are compressed already, and without a length no browser shows progress.
        .insert_header((CONTENT_ENCODING, "identity"))
        .insert_header((
            CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(NOTHING_ALLOWED),
        ))
        .insert_header(named(&evidence.file_name, &ending(&evidence.file_name)))
        .content_type(evidence.kind.media_type())
        .body(content))
}
