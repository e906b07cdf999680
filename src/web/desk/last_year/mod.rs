//! 上年数: last year's forms beside this year's, and what is carried over. An agency that did not
//! file them here brings them as a file.

mod carry;
mod page;

pub use carry::post as carry;
pub use page::{Kept, KeptLine, LastYearPage};

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};

use super::address;
use super::import::{check_open, chosen, read};
use super::opened::Opened;
use crate::actions::import::{keep_last_year, last_year};
use crate::actions::save::last_batch;
use crate::domain::filing::{Entries, TextOrigin};
use crate::web::error::WebError;
use crate::web::extract::{CurrentUser, PostedFile};
use crate::web::frame::Notice;
use crate::web::page::{go_to_saying, show, show_as};
use crate::web::state::Portal;

/// `GET /filings/{filing}/last-year`.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    filing: Path<String>,
) -> Result<HttpResponse, WebError> {
    let opened = Opened::load(&portal, &user.caller, &filing).await?;
    show(&page_of(&portal, &user, &opened).await?)
}

/// `POST /filings/{filing}/last-year`: what a file says is kept, in place of what was kept before.
pub async fn post(
    portal: Data<Portal>,
    posted: PostedFile,
    filing: Path<String>,
) -> Result<HttpResponse, WebError> {
    let PostedFile { user, pairs, file } = posted;
    let opened = Opened::load(&portal, &user.caller, &filing).await?;
    check_open(&user, &opened)?;
    let record = &opened.record;
    let before = Entries::new(record.entries.year - 1, record.entries.agency.clone());
    let text = pairs.text("text");
    let outcome = match chosen(file, text) {
        Ok(file) => read(file, &record.scheme, &before).await?,
        Err(problem) => Err(problem),
    };
    let read = match outcome {
        Ok(read) => read,
        Err(problem) => {
            let page = LastYearPage {
                problem: Some(problem),
                text: text.to_owned(),
                ..page_of(&portal, &user, &opened).await?
            };
            return show_as(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    let entries = read.import.whole(&before);
    let brought = (read.name.as_str(), &entries);
    keep_last_year(&portal.store, &user.caller, &filing, brought, portal.now()).await?;
    Ok(go_to_saying(
        &address::last_year(&filing),
        Notice::LastYearKept,
    ))
}

async fn page_of(
    portal: &Portal,
    user: &CurrentUser,
    opened: &Opened,
) -> Result<LastYearPage, WebError> {
    let kept = last_year(&portal.store, &opened.record.filing.id)
        .await
        .map_err(WebError::internal)?;
    let scheme = &opened.record.scheme;
    let kept = kept.map(|record| Kept::of(scheme, &record));
    let (store, filing) = (&portal.store, &opened.record.filing.id);
    let batch = last_batch(store, &user.caller, filing, opened.now)
        .await
        .map_err(WebError::internal)?
        .filter(|batch| batch.origin == TextOrigin::Carried);
    Ok(LastYearPage {
        batch,
        ..LastYearPage::of(opened, user.frame(), kept)
    })
}
