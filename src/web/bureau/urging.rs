//! 催报: who is to be urged is shown once more before anybody is.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use crate::actions::urge::{UrgingPreview, Whom, preview_urging, urge};
use crate::courier::Channels;
use crate::domain::message::Channel;
use crate::web::desk::Due;
use crate::web::error::WebError;
use crate::web::extract::PostedForm;
use crate::web::form::FormPairs;
use crate::web::frame::{Frame, Notice};
use crate::web::page::{go_to_saying, show_as};
use crate::web::routes;
use crate::web::state::Portal;

/// The name of the boxes that choose filings.
const FILING: &str = "filing";

/// Who is about to be urged.
#[derive(Debug, Template)]
#[template(path = "bureau/urging.html")]
pub struct UrgingPage {
    /// The surroundings.
    pub frame: Frame,
    /// The campaign's id.
    pub campaign_id: String,
    /// Its title.
    pub title: String,
    /// How many would be urged.
    pub count: usize,
    /// Whether it is everybody who owes.
    pub is_all: bool,
    /// The filings that were chosen.
    pub chosen: Vec<String>,
    /// By which way how many agencies are told.
    pub ways: Vec<(&'static str, i64)>,
    /// How many have neither an address nor a number; none where nothing is sent.
    pub none: i64,
    /// The first of them by name.
    pub unreached: Vec<String>,
}

impl UrgingPage {
    fn action(&self) -> String {
        routes::urging(&self.campaign_id)
    }

    fn back(&self) -> String {
        routes::progress_list(&self.campaign_id, "owed", "")
    }

    /// Whether more are not reached than are named.
    fn has_more(&self) -> bool {
        i64::try_from(self.unreached.len()).is_ok_and(|named| named < self.none)
    }

    fn whom(&self) -> &'static str {
        if self.is_all { "all" } else { "chosen" }
    }
}

/// `POST /campaigns/{campaign}/urging`: shows who would be urged, and urges when that was confirmed.
pub async fn post(
    portal: Data<Portal>,
    posted: PostedForm,
    campaign: Path<String>,
) -> Result<HttpResponse, WebError> {
    let PostedForm { user, pairs } = posted;
    let (store, caller) = (&portal.store, &user.caller);
    let whom = whom(&pairs);
    let found = preview_urging(store, caller, &campaign, &whom).await?;
    if pairs.text("do") == "urge" && found.count > 0 {
        let now = portal.now();
        let today = Due::new(found.campaign.due_on, now).today;
        urge(store, caller, &campaign, &whom, today, now).await?;
        return Ok(go_to_saying(&routes::campaign(&campaign), Notice::Urged));
    }
    let (is_all, chosen) = match whom {
        Whom::All => (true, Vec::new()),
        Whom::Chosen(ids) => (false, ids),
    };
    let ways = ways(&Channels::of(&portal.settings), &found);
    let is_sending = !ways.is_empty();
    let page = UrgingPage {
        frame: user.frame(),
        campaign_id: found.campaign.id,
        title: found.campaign.title,
        count: found.count,
        is_all,
        chosen,
        ways,
        none: if is_sending { found.reach.none } else { 0 },
        unreached: found.unreached,
    };
    show_as(StatusCode::OK, &page)
}

/// By which of the ways that the operator set how many agencies are told.
fn ways(channels: &Channels, found: &UrgingPreview) -> Vec<(&'static str, i64)> {
    let mut ways = Vec::new();
    if channels.has_mail {
        ways.push((Channel::Mail.label(), found.reach.mail));
    }
    if !channels.text.is_empty() {
        ways.push((Channel::Text.label(), found.reach.text));
    }
    ways
}

fn whom(pairs: &FormPairs) -> Whom {
    if pairs.text("whom") == "all" {
        return Whom::All;
    }
    let chosen = pairs.iter().filter(|(name, _)| *name == FILING);
    Whom::Chosen(chosen.map(|(_, id)| id.to_owned()).collect())
}
