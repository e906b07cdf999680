//! 公开页预览: the page that the public would see, from what stands in the filing now.

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use super::address;
use super::body::{PublicBody, PublicFileLine};
use super::opened::Opened;
use crate::actions::evidence::public_files;
use crate::config::SiteSettings;
use crate::domain::campaign::PageOf;
use crate::domain::filing::Counts;
use crate::domain::publication::{Fact, PublicRecord};
use crate::domain::sheet::Sheet;
use crate::domain::workflow::State;
use crate::web::error::WebError;
use crate::web::extract::CurrentUser;
use crate::web::frame::Frame;
use crate::web::page::{go_to, show_apart};
use crate::web::routes;
use crate::web::state::Portal;

/// The public page as it would be.
#[derive(Debug, Template)]
#[template(path = "desk/public_preview.html")]
pub struct PublicPreviewPage {
    /// The surroundings that the public has.
    pub frame: Frame,
    /// The title that the page would have.
    pub title: String,
    /// 信息来源.
    pub source: String,
    /// The lines over the page.
    pub facts: Vec<Fact>,
    /// The forms, to be read.
    pub sheets: Vec<Sheet>,
    /// The files that everybody will have.
    pub files: Vec<PublicFileLine>,
    /// What is still to be done before it can be submitted.
    pub counts: Counts,
    /// The way back to the filing.
    pub filing_href: String,
    /// The way to what is still to be done.
    pub check_href: String,
}

impl PublicPreviewPage {
    /// The page of a filing.
    #[must_use]
    pub fn of(opened: &Opened, site: Arc<SiteSettings>) -> Self {
        let record = &opened.record;
        let agency = &record.agency.name;
        let presentation = &record.campaign.settings.presentation;
        let page = PageOf {
            year: record.campaign.year,
            agency,
            code: &record.agency.code,
        };
        let face = presentation.face(&record.scheme.head.id, page);
        let sheets = opened.sheets().into_iter();
        Self {
            frame: Frame::visitor(site),
            title: PublicRecord::title_of(&record.scheme, record.campaign.year, agency),
            source: presentation.source(page),
            sheets: sheets
                .filter(|sheet| !face.is_internal(&sheet.form))
                .collect(),
            files: public_files(&record.scheme, &opened.evaluation, &record.evidence, &face)
                .iter()
                .map(|file| PublicFileLine::of(record.campaign.year, &record.agency.code, file))
                .collect(),
            facts: face.facts,
            counts: Counts::of(&opened.evaluation.findings),
            filing_href: address::filing(&record.filing.id),
            check_href: address::check(&record.filing.id),
        }
    }

    /// The body that would be frozen, byte by byte.
    fn body(&self) -> PublicBody<'_> {
        PublicBody::of(&self.sheets, &self.files)
    }
}

/// `GET /filings/{filing}/preview`. What is public already is seen where the public sees it.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    filing: Path<String>,
) -> Result<HttpResponse, WebError> {
    let opened = Opened::load(&portal, &user.caller, &filing).await?;
    if opened.record.filing.facts.state == State::Published {
        let record = &opened.record;
        let public = routes::publication(record.campaign.year, &record.agency.code);
        return Ok(go_to(&public));
    }
    let site = user.frame().site;
    show_apart(&portal, &user.caller, StatusCode::OK, move || {
        Ok(PublicPreviewPage::of(&opened, site))
    })
    .await
}
