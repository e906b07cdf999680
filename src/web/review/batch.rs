//! 审核通过 of several filings at once: what would become of each, and what became of it.

use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;

use crate::actions::queue::{Approval, MOST_AT_ONCE, approve_all, preview_approvals};
use crate::web::desk::address;
use crate::web::error::WebError;
use crate::web::extract::{CurrentUser, PostedForm};
use crate::web::frame::Frame;
use crate::web::page::show;
use crate::web::query::Query;
use crate::web::routes;
use crate::web::state::Portal;

/// The name of the boxes that choose filings, and of the fields that carry them on.
const CHOSEN: &str = "filing";

/// Between a filing's id and the version that was seen.
const SEEN: char = '@';

/// What becomes of the filings that were chosen.
#[derive(Debug, Clone, Template)]
#[template(path = "review/batch.html")]
pub struct BatchPage {
    /// The surroundings.
    pub frame: Frame,
    /// Whether it is done; else it is what would be done.
    pub is_done: bool,
    /// Each of them.
    pub lines: Vec<BatchLine>,
}

/// One filing that was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchLine {
    /// The filing's page for its reviewer.
    pub href: String,
    /// The agency; empty where there is no such filing.
    pub agency: String,
    /// What the form carries on: the filing and the version seen.
    pub value: String,
    /// The state afterwards, in words; or why not.
    pub outcome: Result<&'static str, String>,
}

impl BatchLine {
    fn of(approval: Approval) -> Self {
        Self {
            href: address::review(&approval.filing_id),
            agency: approval.agency,
            value: format!("{}{SEEN}{}", approval.filing_id, approval.version),
            outcome: approval.outcome.map(crate::domain::workflow::State::label),
        }
    }

    fn is_possible(&self) -> bool {
        self.outcome.is_ok()
    }
}

impl BatchPage {
    fn of(frame: Frame, is_done: bool, approvals: Vec<Approval>) -> Self {
        Self {
            frame,
            is_done,
            lines: approvals.into_iter().map(BatchLine::of).collect(),
        }
    }

    fn possible(&self) -> usize {
        self.lines.iter().filter(|line| line.is_possible()).count()
    }

    fn impossible(&self) -> usize {
        self.lines.len() - self.possible()
    }

    fn most(&self) -> usize {
        MOST_AT_ONCE
    }

    fn address(&self) -> &'static str {
        routes::REVIEWS_CHOSEN
    }

    fn back(&self) -> &'static str {
        routes::REVIEWS
    }
}

/// `GET /reviews/chosen`.
pub async fn get(
    user: CurrentUser,
    portal: Data<Portal>,
    query: Query,
) -> Result<HttpResponse, WebError> {
    let chosen: Vec<&str> = query.all(CHOSEN).collect();
    let approvals = preview_approvals(&portal.store, &user.caller, &chosen).await?;
    show(&BatchPage::of(user.frame(), false, approvals))
}

/// `POST /reviews/chosen`.
pub async fn post(posted: PostedForm, portal: Data<Portal>) -> Result<HttpResponse, WebError> {
    let user = &posted.user;
    let chosen = posted.pairs.all(CHOSEN).map(|value| {
        let (id, seen) = value.split_once(SEEN).unwrap_or((value, ""));
        (id, seen.parse::<i64>().ok())
    });
    let chosen: Vec<(&str, Option<i64>)> = chosen.collect();
    let approvals = approve_all(&portal.store, &user.caller, &chosen, portal.now()).await?;
    show(&BatchPage::of(user.frame(), true, approvals))
}
