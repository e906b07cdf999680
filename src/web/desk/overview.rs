//! One filing at a glance: its forms, what is due, what has happened to it.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;

use super::filing::FilingView;
use super::history::{Step, history};
use super::opened::Opened;
use crate::web::error::WebError;
use crate::web::extract::CurrentUser;
use crate::web::frame::Frame;
use crate::web::page::show;
use crate::web::state::Portal;

/// One filing at a glance.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/overview.html")]
pub struct OverviewPage {
    /// The surroundings.
    pub frame: Frame,
    /// The filing.
    pub view: FilingView,
    /// What has happened to it.
    pub steps: Vec<Step>,
}

impl OverviewPage {
    /// A filing at a glance.
    #[must_use]
    pub fn of(opened: &Opened, frame: Frame) -> Self {
        Self {
            frame,
            view: opened.view(),
            steps: history(&opened.record.decisions),
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
    show(&OverviewPage::of(&opened, user.frame()))
}
