//! What a form comes to, sent to the script that asked: only what the page puts in place of its own.

use actix_web::HttpResponse;
use actix_web::http::header::CACHE_CONTROL;
use askama::Template;

use super::batch::BatchBar;
use super::typed::page_unit;
use crate::actions::Caller;
use crate::actions::filing::FilingRecord;
use crate::domain::check::Finding;
use crate::domain::sheet::Sheet;
use crate::web::desk::filing::{FilingView, FindingLine};
use crate::web::desk::opened::Opened;
use crate::web::desk::paper::{LastYearNotes, Links, Mode, Paper};
use crate::web::error::WebError;
use crate::web::state::Portal;

/// Numbers, findings and counts of a form, each under the name by which the page knows it.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/live.html")]
pub struct LivePart {
    /// The filing.
    pub view: FilingView,
    /// The form.
    pub sheet: Sheet,
    /// What last year's forms have to say at its cells.
    pub last_year: LastYearNotes,
    /// The findings of the filing.
    pub findings: Vec<Finding>,
    /// Of what is stored: the last paste or import, if one can be undone.
    pub batch: Option<Option<BatchBar>>,
}

impl LivePart {
    /// What a form comes to with texts that are not stored.
    pub fn preview(opened: &Opened, form: &str) -> Result<Self, WebError> {
        Ok(Self {
            view: opened.view(),
            sheet: opened.sheet(form)?,
            last_year: opened.last_year.clone(),
            findings: opened.evaluation.findings.clone(),
            batch: None,
        })
    }

    /// The pieces of a form as it is stored, evaluated and drawn in one go apart from the threads
    /// that serve requests; nothing for a page that shows no form.
    pub async fn stored(
        portal: &Portal,
        caller: &Caller,
        record: FilingRecord,
        (form, unit): (&str, &str),
    ) -> Result<String, WebError> {
        if record.scheme.form(form).is_none() {
            return Ok(String::new());
        }
        let unit = page_unit(unit, &record.scheme);
        let batch = Some(BatchBar::load(portal, caller, &record).await?);
        let (form, now, memory) = (form.to_owned(), portal.now(), portal.texts.clone());
        let draw = move || {
            let opened = Opened::remembering(record, now, &memory).shown_in(unit);
            let part = Self::preview(&opened, &form)?;
            Self { batch, ..part }.draw()
        };
        portal.apart(caller, draw).await?
    }

    fn draw(&self) -> Result<String, WebError> {
        self.render().map_err(WebError::internal)
    }

    /// The pieces as an answer of their own, made apart from the threads that serve requests.
    pub async fn respond(
        portal: &Portal,
        caller: &Caller,
        make: impl FnOnce() -> Result<Self, WebError> + Send + 'static,
    ) -> Result<HttpResponse, WebError> {
        let html = portal.apart(caller, move || make()?.draw()).await??;
        Ok(HttpResponse::Ok()
            .insert_header((CACHE_CONTROL, "no-store"))
            .content_type("text/html; charset=utf-8")
            .body(html))
    }

    fn paper(&self) -> Paper<'_> {
        Paper::new(
            &self.sheet,
            Mode::Entry,
            Links::Pages {
                filing: &self.view.id,
                form: &self.sheet.form,
            },
        )
        .beside(&self.last_year)
    }

    fn lines(&self) -> Vec<FindingLine<'_>> {
        FindingLine::on_form(&self.findings, &self.sheet.form)
    }
}
