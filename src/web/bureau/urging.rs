//! 催报: who is to be urged is shown once more before anybody is.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use crate::actions::urge::{Whom, preview_urging, urge};
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
}

impl UrgingPage {
    fn action(&self) -> String {
        routes::urging(&self.campaign_id)
    }

    fn back(&self) -> String {
        routes::progress_list(&self.campaign_id, "owed", "")
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
    let (found, count) = preview_urging(store, caller, &campaign, &whom).await?;
    if pairs.text("do") == "urge" && count > 0 {
        let now = portal.now();
        let today = Due::new(found.due_on, now).today;
        urge(store, caller, &campaign, &whom, today, now).await?;
        return Ok(go_to_saying(&routes::campaign(&campaign), Notice::Urged));
    }
    let (is_all, chosen) = match whom {
        Whom::All => (true, Vec::new()),
        Whom::Chosen(ids) => (false, ids),
    };
    let page = UrgingPage {
        frame: user.frame(),
        campaign_id: found.id,
        title: found.title,
        count,
        is_all,
        chosen,
    };
    show_as(StatusCode::OK, &page)
}

fn whom(pairs: &FormPairs) -> Whom {
    if pairs.text("whom") == "all" {
        return Whom::All;
    }
    let chosen = pairs.iter().filter(|(name, _)| *name == FILING);
    Whom::Chosen(chosen.map(|(_, id)| id.to_owned()).collect())
}
