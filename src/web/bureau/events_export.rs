//! 操作记录 as a file: sent as it is read, however long it is.

use actix_web::HttpResponse;
use actix_web::web::{Bytes, Data, Path};
use futures_util::stream;

use crate::actions::event_record::note_export;
use crate::export::events::EventFormat;
use crate::store::Store;
use crate::store::event_chain::list_links;
use crate::web::download::named;
use crate::web::error::WebError;
use crate::web::extract::CurrentUser;
use crate::web::state::Portal;
use crate::web::time::to_the_day;

/// `GET /events/export/{format}`.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    format: Path<String>,
) -> Result<HttpResponse, WebError> {
    let format = EventFormat::from_ending(&format).ok_or(WebError::NotFound)?;
    let now = portal.now();
    note_export(&portal.store, &user.caller, format.ending(), now).await?;
    let name = format!("操作记录{}.{}", to_the_day(now), format.ending());
    let begun = Reading {
        store: portal.store.clone(),
        format,
        behind: None,
    };
    let parts = stream::try_unfold(begun, Reading::next);
    Ok(HttpResponse::Ok()
        .insert_header(("cache-control", "private, no-store"))
        .insert_header(named(&name, format.ending()))
        .content_type(format.media_type())
        .streaming(Box::pin(parts)))
}

/// How far the record was sent.
struct Reading {
    store: Store,
    format: EventFormat,
    /// The last record sent; `None` before the headings.
    behind: Option<i64>,
}

impl Reading {
    /// The next part, and where it goes on; `None` at the end.
    async fn next(self) -> Result<Option<(Bytes, Self)>, WebError> {
        let Some(behind) = self.behind else {
            let bytes = self.format.beginning().map_err(WebError::internal)?;
            return Ok(Some((Bytes::from(bytes), self.at(0))));
        };
        let mut tx = self.store.read().await?;
        let links = list_links(&mut tx, behind).await?;
        tx.commit().await?;
        let Some(last) = links.last().and_then(|link| link.position) else {
            return Ok(None);
        };
        let bytes = self.format.write(&links).map_err(WebError::internal)?;
        Ok(Some((Bytes::from(bytes), self.at(last))))
    }

    fn at(self, place: i64) -> Self {
        Self {
            behind: Some(place),
            ..self
        }
    }
}
