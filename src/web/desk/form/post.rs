//! `POST /filings/{filing}/forms/{form}`: 暂存. Keeps what it can, refuses nothing that was typed,
//! and says what it could not keep.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};

use super::batch::Undone;
use super::clash::ClashPage;
use super::deed::Deed;
use super::draft::draft;
use super::page::FormPage;
use super::refused::RefusedPage;
use super::removed::Removed;
use super::typed::{Problem, Typed, page_unit};
use crate::actions::Caller;
use crate::actions::filing::FilingRecord;
use crate::actions::save::{
    Save, SaveError, Saved, TypedCell, confirm_carried, save_cells, undo_batch,
};
use crate::domain::filing::{CellCode, RowChange, RowColumn, RowDeed, row_cell};
use crate::web::cookie::unit_cookie;
use crate::web::desk::address;
use crate::web::desk::opened::{Opened, cell_label, load_record};
use crate::web::desk::paper::cell_id;
use crate::web::error::WebError;
use crate::web::extract::{CurrentUser, PostedForm};
use crate::web::frame::Notice;
use crate::web::page::{go_to, go_to_saying, show_apart};
use crate::web::state::Portal;

/// How often a change of rows is tried again when somebody else changed them at the same moment.
const ROW_ATTEMPTS: usize = 3;

/// Saves a form and does what the button says.
pub async fn post(
    portal: Data<Portal>,
    posted: PostedForm,
    path: Path<(String, String)>,
) -> Result<HttpResponse, WebError> {
    let PostedForm { user, pairs } = posted;
    let (filing, form) = path.into_inner();
    let record = load_record(&portal, &user.caller, &filing).await?;
    if record.scheme.form(&form).is_none() {
        return Err(WebError::NotFound);
    }
    let typed = Typed::of(&pairs, &record.scheme, &record.entries);
    let deed = Deed::parse(&typed.deed);
    let saved = match save_typed(&portal, &user.caller, &filing, &typed).await {
        Ok(saved) => saved,
        Err(SaveError::Refused(refusal)) => {
            return show_refused(&portal, &user, record, refusal.to_string(), typed).await;
        }
        Err(error) => return Err(error.into()),
    };
    let record = load_record(&portal, &user.caller, &filing).await?;
    go_on(&portal, &user, record, &form, &typed, saved, deed).await
}

async fn go_on(
    portal: &Portal,
    user: &CurrentUser,
    record: FilingRecord,
    form: &str,
    typed: &Typed,
    saved: Saved,
    deed: Deed<'_>,
) -> Result<HttpResponse, WebError> {
    let filing = record.filing.id.clone();
    let rows = match deed {
        Deed::Rows(deed) => change_rows(portal, &user.caller, &filing, deed).await?,
        _ => None,
    };
    if !saved.clashes.is_empty() {
        let back = address::form(&filing, form);
        return show_clashes(portal, user, record, back, saved).await;
    }
    if let Deed::Undo(batch) = deed {
        undo_batch(&portal.store, &user.caller, &filing, batch, portal.now()).await?;
    }
    confirm(portal, &user.caller, &record, form, deed).await?;
    if let Deed::Repair(cell) = deed {
        repair(portal, &user.caller, &record, cell).await?;
    }
    if let Deed::Draft(code) = deed {
        draft(portal, &user.caller, &record, code).await?;
    }
    let mut problems = typed.problems(|code| cell_label(&record, code));
    if let Deed::Rows(deed) = deed
        && deed.is_too_many(&record.entries)
    {
        problems.push(Problem::too_many_rows());
    }
    if !problems.is_empty() {
        return show_again(portal, user, record, form, typed, problems).await;
    }
    let here = address::form(&filing, form);
    Ok(match (deed, rows) {
        (Deed::Unit(unit), _) => {
            let mut response = go_to(&here);
            response
                .add_cookie(&unit_cookie(unit))
                .map_err(WebError::internal)?;
            response
        }
        (Deed::Check, _) => go_to(&address::check(&filing)),
        (Deed::Next, _) => match record.scheme.form_after(form) {
            Some(next) => go_to(&address::form(&filing, &next.id)),
            None => go_to(&address::check(&filing)),
        },
        (Deed::Undo(batch), _) => go_to(&format!("{here}?{}", Undone::query(batch))),
        (Deed::Confirm(cell) | Deed::Repair(cell) | Deed::Draft(cell), _) => {
            go_to(&format!("{here}#{}", cell_id(cell)))
        }
        (Deed::Rows(deed), Some(change)) => go_to(&after_rows(&here, deed, &change)),
        _ => go_to_saying(&here, Notice::Saved),
    })
}

/// 确认 of what was carried over from last year: of one cell, or of all cells of a form.
async fn confirm(
    portal: &Portal,
    caller: &Caller,
    record: &FilingRecord,
    form: &str,
    deed: Deed<'_>,
) -> Result<(), WebError> {
    let carried = record.carried.iter();
    let codes: Vec<CellCode> = match deed {
        Deed::Confirm(cell) => vec![cell.to_owned()],
        Deed::ConfirmAll => carried
            .filter(|code| record.scheme.form_of(code) == form)
            .cloned()
            .collect(),
        _ => return Ok(()),
    };
    let filing = &record.filing.id;
    confirm_carried(&portal.store, caller, filing, &codes, portal.now()).await?;
    Ok(())
}

/// The form as it was typed, with what could not be kept.
async fn show_again(
    portal: &Portal,
    user: &CurrentUser,
    mut record: FilingRecord,
    form: &str,
    typed: &Typed,
    problems: Vec<Problem>,
) -> Result<HttpResponse, WebError> {
    record.entries = typed.over(&record.entries);
    let (now, frame, form) = (portal.now(), user.frame(), form.to_owned());
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    let unit = page_unit(&typed.unit, &record.scheme);
    show_apart(portal, &user.caller, status, move || {
        Ok(FormPage {
            problems,
            ..FormPage::of(&Opened::new(record, now).shown_in(unit), frame, &form)?
        })
    })
    .await
}

/// What could not be kept because the filing is closed.
pub async fn show_refused(
    portal: &Portal,
    user: &CurrentUser,
    record: FilingRecord,
    sentence: String,
    typed: Typed,
) -> Result<HttpResponse, WebError> {
    let (now, frame) = (portal.now(), user.frame());
    show_apart(portal, &user.caller, StatusCode::CONFLICT, move || {
        let opened = Opened::new(record, now);
        Ok(RefusedPage::of(&opened, frame, sentence, &typed))
    })
    .await
}

/// The cells that somebody else changed at the same time, and the way back to the page.
pub async fn show_clashes(
    portal: &Portal,
    user: &CurrentUser,
    record: FilingRecord,
    back: String,
    saved: Saved,
) -> Result<HttpResponse, WebError> {
    let (now, frame) = (portal.now(), user.frame());
    show_apart(portal, &user.caller, StatusCode::CONFLICT, move || {
        let opened = Opened::new(record, now);
        Ok(ClashPage::of(&opened, frame, back, &saved))
    })
    .await
}

/// Keeps the texts that can be kept.
pub async fn save_typed(
    portal: &Portal,
    caller: &Caller,
    filing: &str,
    typed: &Typed,
) -> Result<Saved, SaveError> {
    let save = Save::typed(filing, &typed.cells).on(&typed.base);
    save_cells(&portal.store, &portal.schemes, caller, save, portal.now()).await
}

/// Puts the text that a check offers into its cell, on what is stored now.
async fn repair(
    portal: &Portal,
    caller: &Caller,
    record: &FilingRecord,
    cell: &str,
) -> Result<(), WebError> {
    let opened = Opened::evaluated(portal, caller, record.clone()).await?;
    let mut offered = opened.evaluation.findings_at(cell);
    let Some(typed) = offered.find_map(|finding| finding.repair.clone()) else {
        return Ok(());
    };
    let repaired = [TypedCell {
        code: cell.to_owned(),
        typed,
    }];
    let save = Save::typed(&record.filing.id, &repaired).on(&record.change_ids);
    save_cells(&portal.store, &portal.schemes, caller, save, portal.now()).await?;
    Ok(())
}

/// Changes the rows of an indicator tree on what is stored now; `None` when there is nothing to change.
async fn change_rows(
    portal: &Portal,
    caller: &Caller,
    filing: &str,
    deed: RowDeed<'_>,
) -> Result<Option<RowChange>, WebError> {
    for _ in 0..ROW_ATTEMPTS {
        let record = load_record(portal, caller, filing).await?;
        let Some(change) = deed.change(&record.scheme, &record.entries) else {
            return Ok(None);
        };
        let cell = [TypedCell {
            code: change.cell.clone(),
            typed: change.typed.clone(),
        }];
        let save = Save::typed(filing, &cell).on(&record.change_ids);
        let saved = save_cells(&portal.store, &portal.schemes, caller, save, portal.now()).await?;
        if saved.clashes.is_empty() {
            return Ok(Some(change));
        }
    }
    Ok(None)
}

/// The row to look at next, or the way to bring a removed one back.
fn after_rows(here: &str, deed: RowDeed<'_>, change: &RowChange) -> String {
    match (deed, &change.row) {
        (RowDeed::Remove { block, row }, _) => {
            format!("{here}?{}", Removed::query(block, &change.heading, row))
        }
        (deed, Some(row)) => format!(
            "{here}#{}",
            cell_id(&row_cell(deed.block(), row, RowColumn::Name))
        ),
        (_, None) => here.to_owned(),
    }
}
