//! What waits for its publication, and what is already public.

use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;

use crate::actions::filing::{TodoItem, list_part};
use crate::domain::workflow::{State, Verb};
use crate::web::desk::address;
use crate::web::error::WebError;
use crate::web::extract::CurrentUser;
use crate::web::frame::Frame;
use crate::web::page::show;
use crate::web::pager::Pager;
use crate::web::query::Query;
use crate::web::routes;
use crate::web::state::Portal;
use crate::web::time::to_the_minute;

const LINES: u32 = 20;

/// The publisher's queue.
#[derive(Debug, Template)]
#[template(path = "bureau/queue.html")]
pub struct QueuePage {
    /// The surroundings.
    pub frame: Frame,
    /// Whether the list shows those that do not wait for the publisher.
    pub is_others: bool,
    /// The lines.
    pub items: Vec<TodoItem>,
    /// Where the list stands.
    pub pager: Pager,
}

impl QueuePage {
    fn filing(&self, item: &TodoItem) -> String {
        address::filing(&item.listed.filing.id)
    }

    fn publication(&self, item: &TodoItem) -> String {
        routes::filing_publication(&item.listed.filing.id)
    }

    fn public_page(&self, item: &TodoItem) -> Option<String> {
        let is_public = item.listed.filing.facts.state == State::Published;
        is_public.then(|| routes::publication(item.listed.year, &item.listed.agency_code))
    }

    fn may_publish(&self, item: &TodoItem) -> bool {
        item.verbs.contains(&Verb::Publish)
    }

    fn updated_at(&self, item: &TodoItem) -> String {
        to_the_minute(item.listed.filing.updated_at)
    }
}

/// `GET /publishing`.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    query: Query,
) -> Result<HttpResponse, WebError> {
    let is_others = query.text("list") == "others";
    let pager = Pager::new(
        routes::PUBLISHING,
        &[("list", query.text("list"))],
        query.number("page"),
        LINES,
    );
    let (items, has_more) =
        list_part(&portal.store, &user.caller, !is_others, pager.part()).await?;
    let pager = pager.of_unknown_total(has_more);
    show(&QueuePage {
        frame: user.frame(),
        is_others,
        items,
        pager,
    })
}
