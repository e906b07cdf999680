//! 粘贴: a block from a spreadsheet is laid over a form from one cell, shown, and what is picked of
//! it is kept as one batch. The script shows the same page in a window over the form.

mod page;
pub mod samples;

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};

pub use page::{PasteLine, PastePage, Preview};

use super::address;
use super::form::{LONGEST_CELL, read_bases, show_clashes};
use super::import::check_open;
use super::opened::Opened;
use super::paper::cell_id;
use crate::actions::save::{Save, TypedCell, save_cells};
use crate::domain::document::{self, Document};
use crate::domain::filing::{Entries, MoneyUnit, TextOrigin};
use crate::domain::paste::{Anchor, Block, Laying, PasteError};
use crate::domain::scheme::Scheme;
use crate::import;
use crate::web::error::WebError;
use crate::web::extract::{CurrentUser, PostedForm};
use crate::web::form::FormPairs;
use crate::web::page::{go_to, show, show_as};
use crate::web::query::Query;
use crate::web::state::Portal;

/// What was brought, and where it goes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Brought {
    /// The first cell.
    pub cell: String,
    /// 元 or 万元; empty where nobody said.
    pub unit: String,
    /// The code of the unit in which the page shows amounts.
    pub usual: String,
    /// Text with tabs.
    pub block: String,
    /// The table as a page, where the clipboard held one.
    pub html: String,
}

/// The page on which a block is brought.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    path: Path<(String, String)>,
    query: Query,
) -> Result<HttpResponse, WebError> {
    let (filing, form) = path.into_inner();
    let opened = Opened::load(&portal, &user.caller, &filing).await?;
    check_open(&user, &opened)?;
    let brought = Brought {
        cell: query.text("cell").to_owned(),
        ..Brought::default()
    };
    show(&PastePage::of(&opened, user.frame(), &form, brought)?)
}

/// Shows what a block comes to, or keeps what was picked of it.
pub async fn post(
    portal: Data<Portal>,
    posted: PostedForm,
    path: Path<(String, String)>,
) -> Result<HttpResponse, WebError> {
    let PostedForm { user, pairs } = posted;
    let (filing, form) = path.into_inner();
    let opened = Opened::load(&portal, &user.caller, &filing).await?;
    check_open(&user, &opened)?;
    let brought = Brought::of(&pairs);
    let page = PastePage::of(&opened, user.frame(), &form, brought.clone())?;
    let laying = {
        let (record, brought, form) = (opened.record.clone(), brought.clone(), form.clone());
        let lay = move || brought.laid(&form, &record.scheme, &record.entries);
        portal.apart(&user.caller, lay).await?
    };
    let laying = match laying {
        Ok(laying) => laying,
        Err(error) => {
            return show_as(
                StatusCode::UNPROCESSABLE_ENTITY,
                &page.saying(error.to_string()),
            );
        }
    };
    if pairs.text("do") != "paste" {
        return show(&page.with(&opened, &laying));
    }
    let cells = picked(&laying, &opened, &pairs);
    if let Some(problem) = problem(&cells) {
        let page = page.with(&opened, &laying).saying(problem);
        return show_as(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let base = read_bases(pairs.text("bases"));
    let save = Save::typed(&filing, &cells).on(&base).by(TextOrigin::Paste);
    let now = portal.now();
    let saved = save_cells(&portal.store, &portal.schemes, &user.caller, save, now).await?;
    let here = address::form(&filing, &form);
    if !saved.clashes.is_empty() {
        return show_clashes(&portal, &user, opened.record, here, saved).await;
    }
    Ok(go_to(&format!("{here}#{}", cell_id(&brought.cell))))
}

impl Brought {
    fn of(pairs: &FormPairs) -> Self {
        let text = |name| pairs.text(name).to_owned();
        Self {
            cell: text("cell"),
            unit: text("unit"),
            usual: text("usual"),
            block: text("block"),
            html: text("html"),
        }
    }

    /// The block over the form. Where neither a person nor the block says the unit, it is the one
    /// in which the page shows amounts.
    fn laid(&self, form: &str, scheme: &Scheme, entries: &Entries) -> Result<Laying, PasteError> {
        let block = self.read()?;
        let lay = |unit: &str| {
            let anchor = Anchor {
                form,
                cell: &self.cell,
                unit,
            };
            Laying::of(&block, scheme, entries, anchor)
        };
        let laying = lay(&self.unit)?;
        match MoneyUnit::from_code(&self.usual) {
            Some(usual) if self.unit.is_empty() && !laying.is_unit_stated => lay(usual.word()),
            _ => Ok(laying),
        }
    }

    /// The table of the page, else the text.
    fn read(&self) -> Result<Block, PasteError> {
        let page = import::read("粘贴.html", self.html.as_bytes());
        match page.ok().as_ref().and_then(largest) {
            Some(table) if !self.html.is_empty() => Block::of_table(table),
            _ => Block::of_text(&self.block),
        }
    }
}

fn largest(document: &Document) -> Option<&document::Table> {
    let tables = document.blocks.iter().filter_map(|block| match block {
        document::Block::Table(table) => Some(table),
        document::Block::Paragraph(_) => None,
    });
    tables.max_by_key(|table| table.rows.iter().map(Vec::len).sum::<usize>())
}

/// The texts of the pieces that were picked.
fn picked(laying: &Laying, opened: &Opened, pairs: &FormPairs) -> Vec<TypedCell> {
    let chosen: BTreeMap<String, usize> = pairs
        .iter()
        .filter(|(name, _)| *name == page::PICK)
        .map(|(_, key)| {
            let choice = pairs.text(&page::choice_name(key)).parse();
            (key.to_owned(), choice.unwrap_or(0))
        })
        .collect();
    let changes = laying.changes(&opened.record.entries, |at| {
        chosen.get(&page::key(at)).copied()
    });
    let cells = changes.into_iter();
    cells
        .map(|(code, typed)| TypedCell { code, typed })
        .collect()
}

fn problem(cells: &[TypedCell]) -> Option<String> {
    if cells.is_empty() {
        return Some("没有勾选任何内容。请勾选要粘贴的格，再点“粘贴”。".to_owned());
    }
    let mut long = cells.iter();
    long.any(|cell| cell.typed.chars().count() > LONGEST_CELL)
        .then(|| format!("有一格超过 {LONGEST_CELL} 字的上限，没有粘贴。请精简后再试。"))
}
