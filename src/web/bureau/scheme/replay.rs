//! 复算: what a draft changes for whom, on filings of this portal.

use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use super::draft::DraftHead;
use crate::actions::scheme_draft::{
    Readiness, SchemeDraftError, read_readiness, replay_draft, replayable_campaigns,
};
use crate::domain::replay::{Pair, ReplayLine, ReplayRecord};
use crate::store::campaign::Campaign;
use crate::web::error::WebError;
use crate::web::extract::{CurrentUser, PostedForm};
use crate::web::form::Choice;
use crate::web::frame::{Frame, Notice};
use crate::web::page::{go_to, go_to_saying, show_as};
use crate::web::pager::Pager;
use crate::web::query::Query;
use crate::web::routes;
use crate::web::state::Portal;
use crate::web::time::to_the_minute;

/// A page shows so many filings.
const LINES: u32 = 50;

/// The browser waits so long for a replay; a longer one goes on without it.
const PATIENCE: Duration = Duration::from_secs(20);

/// What a draft changes for whom.
#[derive(Debug, Template)]
#[template(path = "bureau/scheme_replay.html")]
pub struct ReplayPage {
    /// The surroundings.
    pub frame: Frame,
    /// The draft.
    pub head: DraftHead,
    /// The campaigns whose filings can be taken, the newest first.
    pub campaigns: Vec<Choice>,
    /// Why a replay cannot be run.
    pub problem: Option<String>,
    /// Whether one was begun that has not come to its end.
    pub is_running: bool,
    /// The last replay.
    pub record: Option<ReplayRecord>,
    /// When it was run.
    pub run_at: String,
    /// Whether it was run with the text as it is now.
    pub is_of_text: bool,
    /// Where the list of filings stands.
    pub pager: Pager,
}

impl ReplayPage {
    /// The filings on this page of the list.
    fn lines(&self) -> Vec<&ReplayLine> {
        let lines = self.record.iter().flat_map(|record| &record.lines);
        let part = self.pager.part();
        lines
            .skip(part.offset as usize)
            .take(part.limit as usize)
            .collect()
    }

    /// The agencies that cannot answer the draft with what they filed.
    fn unanswered(&self) -> Vec<&ReplayLine> {
        let lines = self.record.iter().flat_map(|record| &record.lines);
        lines.filter(|line| line.cannot_answer()).collect()
    }

    fn shown<'a>(&self, side: Option<&'a str>) -> &'a str {
        side.unwrap_or("（无）")
    }

    /// What else changes in a filing, in words.
    fn more(&self, line: &ReplayLine) -> Vec<String> {
        let told = |pair: &Pair| {
            format!(
                "{} → {}",
                self.shown(pair.before.as_deref()),
                self.shown(pair.after.as_deref())
            )
        };
        let changes = line.scores.iter().chain(&line.values);
        let mut more: Vec<String> = changes
            .map(|change| format!("{}：{}", change.name, told(&change.pair)))
            .collect();
        more.extend(line.unanswered.iter().cloned());
        if line.findings > 0 {
            more.push(format!("另有 {} 条审核结果增减", line.findings));
        }
        if !line.unknown_cells.is_empty() {
            more.push(format!(
                "已填的 {} 格在新方案里没有",
                line.unknown_cells.len()
            ));
        }
        more
    }
}

/// `GET /schemes/drafts/{draft}/replay`.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    draft: Path<String>,
    query: Query,
) -> Result<HttpResponse, WebError> {
    let place = (query.number("page"), query.get("running").is_some());
    draw(&portal, &user, &draft, place, None).await
}

async fn draw(
    portal: &Portal,
    user: &CurrentUser,
    draft: &str,
    (page, is_begun): (Option<u32>, bool),
    problem: Option<String>,
) -> Result<HttpResponse, WebError> {
    let place = (&portal.schemes, &portal.workshop);
    let ready = read_readiness(&portal.store, place, &user.caller, draft).await?;
    let campaigns = replayable_campaigns(&portal.store, &user.caller, &ready.draft).await?;
    let status = if problem.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let page = page_of(user.frame(), ready, campaigns, page);
    let is_running = is_begun && !page.is_of_text;
    let page = ReplayPage {
        problem,
        is_running,
        ..page
    };
    show_as(status, &page)
}

fn page_of(
    frame: Frame,
    ready: Readiness,
    campaigns: Vec<Campaign>,
    page: Option<u32>,
) -> ReplayPage {
    let head = DraftHead::of(&ready.draft, routes::SCHEME_REPLAY);
    let (record, run_at, is_of_text) = match ready.replay {
        Some((record, at, is_of_text)) => (Some(record), to_the_minute(at), is_of_text),
        None => (None, String::new(), false),
    };
    let total = record.as_ref().map_or(0, |record| record.lines.len());
    let pager = Pager::new(&head.action(), &[], page, LINES);
    ReplayPage {
        frame,
        campaigns: campaigns
            .into_iter()
            .map(|campaign| Choice::new(campaign.id, campaign.title))
            .collect(),
        problem: None,
        is_running: false,
        record,
        run_at,
        is_of_text,
        pager: pager.of_total(i64::try_from(total).unwrap_or(i64::MAX)),
        head,
    }
}

/// `POST /schemes/drafts/{draft}/replay`. Whoever goes away while it runs finds the result later.
pub async fn post(
    portal: Data<Portal>,
    posted: PostedForm,
    draft: Path<String>,
) -> Result<HttpResponse, WebError> {
    let PostedForm { user, pairs } = posted;
    let (id, campaign) = (draft.into_inner(), pairs.text("campaign").to_owned());
    let running = {
        let (portal, caller, id) = (portal.clone(), user.caller.clone(), id.clone());
        actix_web::rt::spawn(async move {
            let place = (&portal.schemes, &portal.workshop);
            replay_draft(
                &portal.store,
                place,
                &caller,
                (&id, &campaign),
                portal.now(),
            )
            .await
        })
    };
    let here = routes::of_draft(routes::SCHEME_REPLAY, &id);
    match tokio::time::timeout(PATIENCE, running).await {
        Err(_) => Ok(go_to(&format!("{here}?running=1"))),
        Ok(Err(error)) => Err(WebError::internal(error)),
        Ok(Ok(Ok(()))) => Ok(go_to_saying(&here, Notice::SchemeReplayed)),
        Ok(Ok(Err(error @ SchemeDraftError::NotReady(_)))) => {
            draw(&portal, &user, &id, (None, false), Some(error.to_string())).await
        }
        Ok(Ok(Err(error))) => Err(error.into()),
    }
}
