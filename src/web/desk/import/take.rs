//! `GET` and `POST /filings/{filing}/import/{draft}`: what was brought stands beside the filing, and
//! what was picked is taken over as one batch.

use std::collections::BTreeSet;
use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};

use super::page::ImportPage;
use super::{beside, check_open};
use crate::actions::import::load_document;
use crate::actions::save::{Save, TypedCell, last_batch, save_cells, undo_batch};
use crate::domain::filing::TextOrigin;
use crate::domain::proposal::Import;
use crate::store::batch::Batch;
use crate::web::desk::address;
use crate::web::desk::form::{ClashPage, LONGEST_CELL, read_bases};
use crate::web::desk::opened::{Opened, cell_label};
use crate::web::error::WebError;
use crate::web::extract::{CurrentUser, PostedForm};
use crate::web::form::FormPairs;
use crate::web::frame::Notice;
use crate::web::page::{go_to_saying, show, show_as};
use crate::web::state::Portal;

/// The name under which the page sends what was picked.
pub(in crate::web::desk) const PICK: &str = "take";

/// A document with the filing beside which it stands.
struct Beside {
    opened: Opened,
    file_name: String,
    import: Import,
    batch: Option<Batch>,
}

impl Beside {
    async fn load(
        portal: &Portal,
        user: &CurrentUser,
        filing: &str,
        draft: &str,
    ) -> Result<Self, WebError> {
        let opened = Opened::load(portal, &user.caller, filing).await?;
        check_open(user, &opened)?;
        let (store, now) = (&portal.store, portal.now());
        let brought = load_document(store, &user.caller, filing, draft, now).await?;
        let batch = last_batch(store, &user.caller, filing, now)
            .await
            .map_err(WebError::internal)?
            .filter(|batch| batch.origin == TextOrigin::Import);
        let file_name = brought.file_name.clone();
        let record = &opened.record;
        let read = beside(brought, Arc::clone(&record.scheme), record.entries.clone()).await?;
        let import = read.map_err(|error| WebError::BadRequest(error.to_string()))?;
        Ok(Self {
            opened,
            file_name,
            import,
            batch,
        })
    }

    fn page(&self, user: &CurrentUser, draft: &str) -> ImportPage {
        ImportPage {
            batch: self.batch.clone(),
            ..ImportPage::of(
                &self.opened,
                user.frame(),
                (draft, &self.file_name),
                &self.import,
            )
        }
    }
}

/// The page on which a person picks.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    path: Path<(String, String)>,
) -> Result<HttpResponse, WebError> {
    let (filing, draft) = path.into_inner();
    let beside = Beside::load(&portal, &user, &filing, &draft).await?;
    show(&beside.page(&user, &draft))
}

/// Takes over what was picked, or takes the last import back.
pub async fn post(
    portal: Data<Portal>,
    posted: PostedForm,
    path: Path<(String, String)>,
) -> Result<HttpResponse, WebError> {
    let PostedForm { user, pairs } = posted;
    let (filing, draft) = path.into_inner();
    let here = address::imported(&filing, &draft);
    if let Some(batch) = pairs.text("do").strip_prefix("undo:") {
        undo_batch(&portal.store, &user.caller, &filing, batch, portal.now()).await?;
        return Ok(go_to_saying(&here, Notice::ImportUndone));
    }
    let beside = Beside::load(&portal, &user, &filing, &draft).await?;
    let (cells, too_long) = picked(&beside, &pairs);
    if cells.is_empty() {
        let page = ImportPage {
            problems: not_taken(&beside.opened, &too_long, "导入所选"),
            ..beside.page(&user, &draft)
        };
        return show_as(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let opened = &beside.opened;
    let clash = take_over(&portal, &user, opened, &cells, &pairs, TextOrigin::Import).await?;
    if let Some(clash) = clash {
        return Ok(clash);
    }
    if !too_long.is_empty() {
        let beside = Beside::load(&portal, &user, &filing, &draft).await?;
        let page = ImportPage {
            problems: not_taken(&beside.opened, &too_long, "导入所选"),
            ..beside.page(&user, &draft)
        };
        return show_as(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    Ok(go_to_saying(&here, Notice::Imported))
}

/// The texts that were picked, and those among them that no cell takes.
fn picked(beside: &Beside, pairs: &FormPairs) -> (Vec<TypedCell>, Vec<TypedCell>) {
    let keys: BTreeSet<usize> = pairs
        .iter()
        .filter(|(name, _)| *name == PICK)
        .filter_map(|(_, key)| key.parse().ok())
        .collect();
    let changes = beside.import.changes(&keys, &beside.opened.record.entries);
    changes
        .into_iter()
        .map(|(code, typed)| TypedCell { code, typed })
        .partition(|cell| cell.typed.chars().count() <= LONGEST_CELL)
}

/// Keeps what was picked as one batch over what the page had seen; gives the page that asks where
/// somebody else typed meanwhile.
pub(in crate::web::desk) async fn take_over(
    portal: &Portal,
    user: &CurrentUser,
    opened: &Opened,
    cells: &[TypedCell],
    pairs: &FormPairs,
    origin: TextOrigin,
) -> Result<Option<HttpResponse>, WebError> {
    let (filing, scheme) = (&opened.record.filing.id, &opened.record.scheme);
    let base = read_bases(pairs.text("bases"));
    let save = Save::typed(filing, cells).on(&base).by(origin);
    let (store, schemes) = (&portal.store, &portal.schemes);
    let saved = save_cells(store, schemes, &user.caller, save, portal.now()).await?;
    let Some(clash) = saved.clashes.first() else {
        return Ok(None);
    };
    let form = address::form(filing, scheme.form_of(&clash.code));
    let opened = Opened::load(portal, &user.caller, filing).await?;
    let page = ClashPage::of(&opened, user.frame(), form, &saved);
    show_as(StatusCode::CONFLICT, &page).map(Some)
}

/// What to say where nothing, or not everything, was taken over; `button` would do it.
pub(in crate::web::desk) fn not_taken(
    opened: &Opened,
    too_long: &[TypedCell],
    button: &str,
) -> Vec<String> {
    if too_long.is_empty() {
        return vec![format!("没有勾选任何内容。请先勾选，再点“{button}”。")];
    }
    let sentence = |cell: &TypedCell| {
        format!(
            "“{}”超过每栏 {LONGEST_CELL} 字的上限，没有写入，请精简后粘贴到相应的栏目。",
            cell_label(&opened.record, &cell.code)
        )
    };
    too_long.iter().map(sentence).collect()
}
