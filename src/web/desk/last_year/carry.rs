//! `POST /filings/{filing}/last-year/carried`: what was picked of last year's forms is taken over
//! as one batch, or the last taking over is undone.

use std::collections::BTreeSet;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};

use super::{LastYearPage, page_of};
use crate::actions::save::{TypedCell, undo_batch};
use crate::domain::filing::TextOrigin;
use crate::web::desk::address;
use crate::web::desk::form::LONGEST_CELL;
use crate::web::desk::import::{PICK, check_open, not_taken, take_over};
use crate::web::desk::opened::Opened;
use crate::web::error::WebError;
use crate::web::extract::PostedForm;
use crate::web::form::FormPairs;
use crate::web::frame::Notice;
use crate::web::page::{go_to_saying, show_as};
use crate::web::state::Portal;

/// Takes over what was picked, or takes it back.
pub async fn post(
    portal: Data<Portal>,
    posted: PostedForm,
    filing: Path<String>,
) -> Result<HttpResponse, WebError> {
    let PostedForm { user, pairs } = posted;
    let here = address::last_year(&filing);
    if let Some(batch) = pairs.text("do").strip_prefix("undo:") {
        undo_batch(&portal.store, &user.caller, &filing, batch, portal.now()).await?;
        return Ok(go_to_saying(&here, Notice::CarriedUndone));
    }
    let opened = Opened::load(&portal, &user.caller, &filing).await?;
    check_open(&user, &opened)?;
    let (cells, too_long) = picked(&opened, &pairs);
    if !cells.is_empty() {
        let clash = take_over(&portal, &user, &opened, &cells, &pairs, TextOrigin::Carried).await?;
        if let Some(clash) = clash {
            return Ok(clash);
        }
    }
    if cells.is_empty() || !too_long.is_empty() {
        let opened = Opened::load(&portal, &user.caller, &filing).await?;
        let page = LastYearPage {
            problems: not_taken(&opened, &too_long, "带入所选"),
            ..page_of(&portal, &user, &opened).await?
        };
        return show_as(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    Ok(go_to_saying(&here, Notice::CarriedOver))
}

/// The texts that were picked, and those among them that no cell takes.
fn picked(opened: &Opened, pairs: &FormPairs) -> (Vec<TypedCell>, Vec<TypedCell>) {
    let record = &opened.record;
    let Some(older) = &record.older else {
        return (Vec::new(), Vec::new());
    };
    let keys: BTreeSet<&str> = pairs
        .iter()
        .filter(|(name, _)| *name == PICK)
        .map(|(_, key)| key)
        .collect();
    let found = older.beside(&record.scheme).carried_over(&record.entries);
    let changes = found.changes(&keys, &record.scheme, &record.entries);
    changes
        .into_iter()
        .map(|(code, typed)| TypedCell { code, typed })
        .partition(|cell| cell.typed.chars().count() <= LONGEST_CELL)
}
