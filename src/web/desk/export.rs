//! 导出: a filing as it stands, for whoever may see it.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};

use crate::actions::filing::load_filing;
use crate::export::Snapshot;
use crate::web::download::{kind_of, send};
use crate::web::error::WebError;
use crate::web::extract::CurrentUser;
use crate::web::state::Portal;

/// `GET /filings/{filing}/export/{kind}`.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    path: Path<(String, String)>,
) -> Result<HttpResponse, WebError> {
    let (filing, kind) = path.into_inner();
    let now = portal.now();
    let record = load_filing(&portal.store, &portal.schemes, &user.caller, &filing, now).await?;
    let kind = kind_of(&kind)?;
    let open = move || Ok::<_, WebError>(Snapshot::of(record.scheme, record.entries, now));
    let made = portal.exporter.make(kind, open).await?;
    Ok(send(made))
}
