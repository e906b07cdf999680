//! 下载: a published page as a file, made of what was frozen at 公开.

use actix_web::http::header::{CACHE_CONTROL, ETAG};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};

use crate::actions::frozen::{FrozenError, read_frozen};
use crate::actions::publish::find_publication;
use crate::export::Snapshot;
use crate::web::assets::names_etag;
use crate::web::download::{disposition, kind_of};
use crate::web::error::{Link, WebError};
use crate::web::routes;
use crate::web::state::Portal;

/// `GET /publications/{year}/{agency_code}/download/{kind}`. Kept by caches as long as the
/// publication and the program are the same.
pub async fn get(
    request: HttpRequest,
    portal: Data<Portal>,
    path: Path<(String, String, String)>,
) -> Result<HttpResponse, WebError> {
    let (year, agency_code, kind) = path.into_inner();
    let kind = kind_of(&kind)?;
    let year: i32 = year.parse().map_err(|_| WebError::NotFound)?;
    let publication = find_publication(&portal.store, year, &agency_code)
        .await?
        .ok_or(WebError::NotFound)?;
    let tag = format!(
        "\"{}-{}-{}\"",
        publication.digest,
        kind.ending(),
        env!("CARGO_PKG_VERSION")
    );
    let is_known = names_etag(request.headers(), &tag);
    let mut response = if is_known {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    response
        .insert_header((ETAG, format!("W/{tag}")))
        .insert_header((CACHE_CONTROL, "public, no-cache"));
    if is_known {
        return Ok(response.finish());
    }
    let app = Data::clone(&portal);
    let open = move || {
        let read = read_frozen(&app.schemes, &publication);
        let (scheme, entries) = read.map_err(|error| refused(error, year, &agency_code))?;
        let whole = Snapshot::of(scheme, entries, publication.head.published_at);
        Ok::<_, WebError>(whole.for_everybody(&publication.face))
    };
    let made = portal.exporter.make(kind, open).await?;
    Ok(response
        .insert_header(disposition(&made))
        .content_type(made.kind.media_type())
        .body(made.bytes))
}

fn refused(error: FrozenError, year: i32, agency_code: &str) -> WebError {
    match error {
        FrozenError::Differs => WebError::Conflict {
            sentence: error.to_string(),
            way_out: Link::new("返回公开的页面", routes::publication(year, agency_code)),
        },
        FrozenError::Scheme(_) | FrozenError::Json(_) => WebError::internal(error),
    }
}
