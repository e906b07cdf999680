//! 修改记录 of a filing: what was changed last, whoever changed it.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;

use crate::actions::filing::list_recent_changes;
use crate::store::cell::CellChange;
use crate::web::desk::address;
use crate::web::desk::filing::FilingView;
use crate::web::desk::opened::{Opened, cell_label};
use crate::web::error::WebError;
use crate::web::extract::CurrentUser;
use crate::web::frame::Frame;
use crate::web::page::show;
use crate::web::pager::Pager;
use crate::web::query::Query;
use crate::web::state::Portal;
use crate::web::time::to_the_second;

const LINES: u32 = 50;

/// So much of a text is shown in the list; the history of its cell shows all of it.
const SHOWN_CHARACTERS: usize = 60;

/// The last changes of a filing.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/recent.html")]
pub struct RecentPage {
    /// The surroundings.
    pub frame: Frame,
    /// The filing.
    pub view: FilingView,
    /// The changes, newest first.
    lines: Vec<RecentLine>,
    /// Where the list stands.
    pub pager: Pager,
}

#[derive(Debug, Clone)]
struct RecentLine {
    at: String,
    by: String,
    place: String,
    href: String,
    origin: &'static str,
    typed: String,
}

impl RecentPage {
    /// The changes of a filing; there may be one more than the page shows.
    #[must_use]
    pub fn of(opened: &Opened, frame: Frame, changes: Vec<CellChange>, pager: Pager) -> Self {
        let view = opened.view();
        let has_more = changes.len() > pager.lines();
        let line = |change: CellChange| RecentLine {
            at: to_the_second(change.changed_at),
            place: cell_label(&opened.record, &change.code),
            href: address::cell_history(&view.id, &change.code),
            by: change.changed_by_name,
            origin: change.origin.label(),
            typed: beginning(&change.typed),
        };
        let lines = changes.into_iter().take(pager.lines()).map(line).collect();
        Self {
            frame,
            lines,
            pager: pager.of_unknown_total(has_more),
            view,
        }
    }
}

fn beginning(text: &str) -> String {
    let mut beginning: String = text.chars().take(SHOWN_CHARACTERS).collect();
    if beginning.len() < text.len() {
        beginning.push('…');
    }
    beginning
}

/// `GET /filings/{filing}/history`.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    filing: Path<String>,
    query: Query,
) -> Result<HttpResponse, WebError> {
    let opened = Opened::load(&portal, &user.caller, &filing).await?;
    let pager = Pager::new(&address::history(&filing), &[], query.number("page"), LINES);
    let mut part = pager.part();
    part.limit += 1;
    let (store, now) = (&portal.store, portal.now());
    let changes = list_recent_changes(store, &user.caller, &filing, part, now).await?;
    show(&RecentPage::of(&opened, user.frame(), changes, pager))
}
