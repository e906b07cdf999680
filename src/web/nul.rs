//! No address of ours holds a NUL, and PostgreSQL takes none in a text: nothing further in sees one.

use actix_web::Error;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;

use super::error::WebError;

/// Answers 404 when the path, decoded, holds a NUL. A path is decoded once, so `%00` is its only spelling.
pub async fn refuse(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if request.path().contains("%00") {
        return Ok(request.error_response(WebError::NotFound));
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}
