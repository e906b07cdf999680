//! 可引用的数据: what the texts of a filing may name, with its present values.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use super::filing::FilingView;
use super::opened::Opened;
use crate::domain::prose::{Figures, Offers};
use crate::web::error::WebError;
use crate::web::extract::CurrentUser;
use crate::web::frame::Frame;
use crate::web::page::show_apart;
use crate::web::state::Portal;

/// Everything that a text may name, form by form.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/figures.html")]
pub struct FiguresPage {
    /// The surroundings.
    pub frame: Frame,
    /// The filing.
    pub view: FilingView,
    /// What can be named.
    pub groups: Vec<Offers>,
}

impl FiguresPage {
    /// The figures of a filing.
    #[must_use]
    pub fn of(opened: &Opened, frame: Frame) -> Self {
        let figures = Figures {
            scheme: &opened.record.scheme,
            entries: &opened.record.entries,
            evaluation: &opened.evaluation,
        };
        Self {
            frame,
            view: opened.view(),
            groups: figures.offers(),
        }
    }
}

/// `GET /filings/{filing}/figures`. The script of a text's tool line reads its menu from this page.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    filing: Path<String>,
) -> Result<HttpResponse, WebError> {
    let opened = Opened::load(&portal, &user.caller, &filing).await?;
    let frame = user.frame();
    show_apart(&portal, &user.caller, StatusCode::OK, move || {
        Ok(FiguresPage::of(&opened, frame))
    })
    .await
}
