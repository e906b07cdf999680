//! 待办: the filings that wait for the accountant, and those he has handed in.

use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;

use super::filing::FilingView;
use super::opened::Opened;
use crate::actions::filing::{TodoItem, list_others, list_todo};
use crate::domain::filing::Stage;
use crate::store::Page;
use crate::web::error::WebError;
use crate::web::extract::CurrentUser;
use crate::web::frame::Frame;
use crate::web::page::show;
use crate::web::state::Portal;

/// An agency has one filing a year; more than this nobody has open.
const LONGEST_LIST: u32 = 50;

/// The accountant's first page.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/todo.html")]
pub struct TodoPage {
    /// The surroundings.
    pub frame: Frame,
    /// What waits for him.
    pub waiting: Vec<FilingView>,
    /// What lies with others or is done.
    pub others: Vec<FilingView>,
}

impl TodoPage {
    /// Whether this is somebody's first filing: nothing is typed, nothing was ever handed in.
    #[must_use]
    pub fn is_first_time(&self) -> bool {
        let mut forms = self.waiting.iter().flat_map(|view| &view.forms);
        self.others.is_empty() && forms.all(|form| form.stage == Stage::NotStarted)
    }
}

/// `GET /filings`.
pub async fn get(portal: Data<Portal>, user: CurrentUser) -> Result<HttpResponse, WebError> {
    let page = Page::first(LONGEST_LIST);
    let waiting = list_todo(&portal.store, &user.caller, page).await?.items;
    let others = list_others(&portal.store, &user.caller, page).await?.items;
    show(&TodoPage {
        frame: user.frame(),
        waiting: open_all(&portal, &user, waiting).await?,
        others: open_all(&portal, &user, others).await?,
    })
}

async fn open_all(
    portal: &Portal,
    user: &CurrentUser,
    items: Vec<TodoItem>,
) -> Result<Vec<FilingView>, WebError> {
    let mut views = Vec::with_capacity(items.len());
    for item in items {
        views.push(
            Opened::load(portal, &user.caller, &item.listed.filing.id)
                .await?
                .view(),
        );
    }
    Ok(views)
}
