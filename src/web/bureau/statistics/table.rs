//! A table of the statistics as a file.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};

use super::page::named;
use crate::actions::statistics::{Wanted, load_statistics};
use crate::export::{Exported, Kind, table_as_comma, tables_as_workbook};
use crate::web::download::{kind_of, send};
use crate::web::error::WebError;
use crate::web::extract::CurrentUser;
use crate::web::query::Query;
use crate::web::state::Portal;

/// `GET /statistics/{campaign}/{table}.{kind}`.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    path: Path<(String, String, String)>,
    query: Query,
) -> Result<HttpResponse, WebError> {
    let (campaign, table, kind) = path.into_inner();
    let kind = kind_of(&kind)?;
    let wanted = Wanted {
        campaign_id: Some(&campaign),
        department_id: named(&query, "department"),
        departments: None,
    };
    let found = load_statistics(&portal.store, &portal.schemes, &user.caller, wanted).await?;
    let found = found.ok_or(WebError::NotFound)?;
    let sections = found.statistics.sections();
    let section = sections.into_iter().find(|section| section.id == table);
    let section = section.ok_or(WebError::NotFound)?;
    let bytes = portal.apart(&user.caller, move || match kind {
        Kind::Comma => Some(table_as_comma(&section.table)),
        Kind::Workbook => {
            let sheet = (section.title, &section.table);
            Some(tables_as_workbook(section.title, &[sheet]))
        }
        _ => None,
    });
    let bytes = bytes.await?.ok_or(WebError::NotFound)?;
    let department = found.department.map(|it| it.name).unwrap_or_default();
    Ok(send(Exported {
        name: format!(
            "{}年度统计{department}-{table}.{}",
            found.campaign.year,
            kind.ending()
        ),
        kind,
        bytes: bytes.map_err(WebError::internal)?,
    }))
}
