//! 修改记录: every text a cell had, and 恢复.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;

use crate::actions::filing::{FilingRecord, list_changes};
use crate::actions::save::{Older, restore_text};
use crate::domain::filing::takes_text;
use crate::store::cell::CellChange;
use crate::web::desk::address;
use crate::web::desk::filing::FilingView;
use crate::web::desk::form::show_clashes;
use crate::web::desk::opened::{Opened, cell_label, load_record};
use crate::web::desk::paper::cell_id;
use crate::web::error::WebError;
use crate::web::extract::{CurrentUser, PostedForm};
use crate::web::frame::{Frame, Notice};
use crate::web::page::{go_to_saying, show};
use crate::web::pager::Pager;
use crate::web::query::Query;
use crate::web::state::Portal;
use crate::web::time::to_the_second;

const LINES: u32 = 50;

/// Every text a cell had.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/cell_history.html")]
pub struct CellHistoryPage {
    /// The surroundings.
    pub frame: Frame,
    /// The filing.
    pub view: FilingView,
    /// The cell in the words of the form.
    pub place: String,
    /// Where the cell is.
    pub back: String,
    /// Where 恢复 is sent.
    pub address: String,
    /// The texts, newest first.
    pub lines: Vec<HistoryLine>,
    /// The change that stands, when the cell takes input now.
    pub seen: Option<String>,
    /// Where the list stands.
    pub pager: Pager,
}

/// One text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryLine {
    /// The change.
    pub change_id: String,
    /// The text.
    pub typed: String,
    /// Who typed it.
    pub by: String,
    /// When.
    pub at: String,
    /// 填写, 粘贴, 恢复 and so on.
    pub origin: &'static str,
    /// Whether it is the text that stands.
    pub stands: bool,
}

impl CellHistoryPage {
    /// The history of a cell. `changes` may hold one more than the page shows.
    #[must_use]
    pub fn of(
        opened: &Opened,
        frame: Frame,
        code: &str,
        changes: Vec<CellChange>,
        pager: Pager,
    ) -> Self {
        let record = &opened.record;
        let (view, seen) = (opened.view(), record.change_ids.get(code));
        let has_more = changes.len() > pager.lines();
        let pager = pager.of_unknown_total(has_more);
        let line = |change: CellChange| HistoryLine {
            stands: seen == Some(&change.id),
            change_id: change.id,
            typed: change.typed,
            by: change.changed_by_name,
            at: to_the_second(change.changed_at),
            origin: change.origin.label(),
        };
        let takes_input = view.is_open() && takes_text(&record.scheme, &record.entries, code);
        Self {
            place: cell_label(&opened.record, code),
            back: place_of(&opened.record, code),
            address: address::cell_history(&view.id, code),
            lines: changes.into_iter().take(pager.lines()).map(line).collect(),
            seen: seen.filter(|_| takes_input).cloned(),
            frame,
            view,
            pager,
        }
    }
}

/// Where a cell is: on its form, a reason on 全审.
fn place_of(record: &FilingRecord, code: &str) -> String {
    let id = &record.filing.id;
    let page = if code.starts_with("reason.") {
        address::check(id)
    } else {
        address::form(id, record.scheme.form_of(code))
    };
    format!("{page}#{}", cell_id(code))
}

/// `GET /filings/{filing}/cells/{code}/history`.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    path: Path<(String, String)>,
    query: Query,
) -> Result<HttpResponse, WebError> {
    let (filing, code) = path.into_inner();
    let opened = Opened::load(&portal, &user.caller, &filing).await?;
    if !opened.record.scheme.accepts(&code) {
        return Err(WebError::NotFound);
    }
    let address = address::cell_history(&filing, &code);
    let pager = Pager::new(&address, &[], query.number("page"), LINES);
    let mut part = pager.part();
    part.limit += 1;
    let (store, now) = (&portal.store, portal.now());
    let changes = list_changes(store, &user.caller, &filing, &code, part, now).await?;
    let page = CellHistoryPage::of(&opened, user.frame(), &code, changes, pager);
    show(&page)
}

/// `POST /filings/{filing}/cells/{code}/history`: 恢复. A new change; nothing is deleted.
pub async fn post(
    portal: Data<Portal>,
    posted: PostedForm,
    path: Path<(String, String)>,
) -> Result<HttpResponse, WebError> {
    let PostedForm { user, pairs } = posted;
    let (filing, code) = path.into_inner();
    let older = Older {
        filing: &filing,
        code: &code,
        change_id: pairs.text("change"),
        seen: pairs.text("seen"),
    };
    let record = load_record(&portal, &user.caller, &filing).await?;
    if !takes_text(&record.scheme, &record.entries, &code) {
        return Err(WebError::NotFound);
    }
    let (store, schemes) = (&portal.store, &portal.schemes);
    let saved = restore_text(store, schemes, &user.caller, older, portal.now()).await?;
    let back = place_of(&record, &code);
    if saved.clashes.is_empty() {
        return Ok(go_to_saying(&back, Notice::Restored));
    }
    let form = address::form(&filing, record.scheme.form_of(&code));
    show_clashes(&portal, &user, record, form, saved).await
}
