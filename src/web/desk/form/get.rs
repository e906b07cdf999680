//! `GET /filings/{filing}/forms/{form}`.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};

use super::batch::{BatchBar, Undone};
use super::page::FormPage;
use super::removed::Removed;
use super::typed::UNIT;
use crate::domain::filing::MoneyUnit;
use crate::web::cookie::wanted_unit;
use crate::web::desk::opened::Opened;
use crate::web::error::WebError;
use crate::web::extract::CurrentUser;
use crate::web::page::show_apart;
use crate::web::query::Query;
use crate::web::state::Portal;

/// One form, to fill or to read.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    path: Path<(String, String)>,
    query: Query,
    request: HttpRequest,
) -> Result<HttpResponse, WebError> {
    let (filing, form) = path.into_inner();
    let opened = Opened::load(&portal, &user.caller, &filing).await?;
    let asked = MoneyUnit::from_code(query.text(UNIT));
    let unit = asked
        .or_else(|| wanted_unit(&request))
        .unwrap_or(opened.unit);
    let opened = opened.shown_in(unit);
    let removed = Removed::in_query(&query, &opened.record);
    let undone = Undone::in_query(&portal, &user.caller, &opened, &query).await?;
    let batch = BatchBar::load(&portal, &user.caller, &opened.record).await?;
    let frame = user.frame();
    show_apart(&portal, &user.caller, StatusCode::OK, move || {
        Ok(FormPage {
            removed,
            batch,
            undone,
            ..FormPage::of(&opened, frame, &form)?
        })
    })
    .await
}
