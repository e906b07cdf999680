//! The files that everybody may have of a published page.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};

use crate::actions::evidence::find_public_evidence;
use crate::web::desk::send_evidence;
use crate::web::error::WebError;
use crate::web::state::Portal;

/// `GET /publications/{year}/{agency_code}/evidence/{file}`.
pub async fn get(
    request: HttpRequest,
    portal: Data<Portal>,
    path: Path<(String, String, String)>,
) -> Result<HttpResponse, WebError> {
    let (year, agency_code, file) = path.into_inner();
    let year: i32 = year.parse().map_err(|_| WebError::NotFound)?;
    let found = find_public_evidence(&portal.store, (year, &agency_code), &file).await?;
    let evidence = found.ok_or(WebError::NotFound)?;
    send_evidence(&request, &portal, &evidence, "public, no-cache").await
}
