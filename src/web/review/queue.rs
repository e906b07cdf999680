//! The reviewer's lists: 待办, and 已办 for what waits for others.

use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;
use chrono::{DateTime, Utc};

use crate::actions::filing::{TodoItem, TodoList, list_others, list_todo};
use crate::domain::workflow::State;
use crate::store::Page;
use crate::web::desk::{Due, address};
use crate::web::error::WebError;
use crate::web::extract::CurrentUser;
use crate::web::frame::Frame;
use crate::web::page::show;
use crate::web::pager::Pager;
use crate::web::query::Query;
use crate::web::routes;
use crate::web::state::Portal;
use crate::web::time::to_the_minute;

/// Lines on one page of a list.
const PAGE_SIZE: u32 = 20;

/// Which list is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// 待办.
    Todo,
    /// 已办.
    Others,
}

/// The list of filings for a reviewer.
#[derive(Debug, Clone, Template)]
#[template(path = "review/queue.html")]
pub struct QueuePage {
    /// The surroundings.
    pub frame: Frame,
    /// Which list is shown.
    pub tab: Tab,
    /// How many filings wait for this person.
    pub waiting: i64,
    /// The lines of this page.
    pub lines: Vec<QueueLine>,
    /// Where the list stands.
    pub pager: Pager,
}

/// One filing in the list.
#[derive(Debug, Clone)]
pub struct QueueLine {
    /// The filing's page for its reviewer.
    pub href: String,
    /// The agency.
    pub agency: String,
    /// The budget year.
    pub year: i32,
    /// The campaign's title.
    pub campaign: String,
    /// Where it stands.
    pub state: State,
    /// The deadline of the campaign.
    pub due: Due,
    /// When it was submitted; empty before.
    pub submitted_at: String,
}

impl QueueLine {
    fn of(item: TodoItem, now: DateTime<Utc>) -> Self {
        let listed = item.listed;
        Self {
            href: address::review(&listed.filing.id),
            agency: listed.agency_name,
            year: listed.year,
            campaign: listed.campaign_title,
            state: listed.filing.facts.state,
            due: Due::new(listed.due_on, now),
            submitted_at: listed
                .filing
                .submitted_at
                .map(to_the_minute)
                .unwrap_or_default(),
        }
    }
}

impl QueuePage {
    fn is_todo(&self) -> bool {
        self.tab == Tab::Todo
    }

    fn todo_href(&self) -> &'static str {
        routes::REVIEWS
    }

    fn others_href(&self) -> String {
        format!("{}?list=others", routes::REVIEWS)
    }
}

/// `GET /reviews`.
pub async fn get(
    user: CurrentUser,
    portal: Data<Portal>,
    query: Query,
) -> Result<HttpResponse, WebError> {
    let pager = Pager::new(
        routes::REVIEWS,
        &[("list", query.text("list"))],
        query.number("page"),
        PAGE_SIZE,
    );
    let page = pager.part();
    let tab = if query.text("list") == "others" {
        Tab::Others
    } else {
        Tab::Todo
    };
    let TodoList { items, total } = match tab {
        Tab::Todo => list_todo(&portal.store, &user.caller, page).await?,
        Tab::Others => list_others(&portal.store, &user.caller, page).await?,
    };
    let waiting = match tab {
        Tab::Todo => total,
        Tab::Others => {
            list_todo(&portal.store, &user.caller, Page::first(1))
                .await?
                .total
        }
    };
    let now = portal.now();
    show(&QueuePage {
        frame: user.frame(),
        tab,
        waiting,
        lines: items
            .into_iter()
            .map(|item| QueueLine::of(item, now))
            .collect(),
        pager: pager.of_total(total),
    })
}
