//! One filing at a glance: its forms, what is due, what has happened to it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use super::filing::FilingView;
use super::history::Timeline;
use super::opened::Opened;
use super::paper::Links;
use super::remaining::Remaining;
use crate::domain::explanation::{Explanations, Loss};
use crate::web::error::WebError;
use crate::web::extract::CurrentUser;
use crate::web::frame::Frame;
use crate::web::page::show_apart;
use crate::web::state::Portal;

/// One filing at a glance.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/overview.html")]
pub struct OverviewPage {
    /// The surroundings.
    pub frame: Frame,
    /// The filing.
    pub view: FilingView,
    /// What is still to be done, by form.
    pub remaining: Vec<Remaining>,
    /// Where points were lost.
    pub losses: Vec<Loss>,
    /// What has happened to it and what is to come.
    pub timeline: Timeline,
}

impl OverviewPage {
    /// A filing at a glance.
    #[must_use]
    pub fn of(opened: &Opened, frame: Frame) -> Self {
        let record = &opened.record;
        let view = opened.view();
        let explained = Explanations::new(&record.scheme, &record.entries, &opened.evaluation);
        Self {
            frame,
            remaining: Remaining::list(&view, &opened.evaluation.findings),
            losses: explained.losses(),
            view,
            timeline: Timeline::of(&record.filing.facts, &record.decisions),
        }
    }

    /// The ways from here to the cells of the forms.
    fn links(&self) -> Links<'_> {
        Links::Pages {
            filing: &self.view.id,
            form: "",
        }
    }
}

/// `GET /filings/{filing}`.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    filing: Path<String>,
) -> Result<HttpResponse, WebError> {
    let opened = Opened::load(&portal, &user.caller, &filing).await?;
    let frame = user.frame();
    show_apart(&portal, &user.caller, StatusCode::OK, move || {
        Ok(OverviewPage::of(&opened, frame))
    })
    .await
}
