//! What a form comes to, sent to the script that asked: only what the page puts in place of its own.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::CACHE_CONTROL;
use askama::Template;

use super::page::bases_of;
use super::typed::Typed;
use crate::actions::save::Saved;
use crate::domain::check::Finding;
use crate::domain::sheet::Sheet;
use crate::web::desk::filing::{FilingView, FindingLine};
use crate::web::desk::opened::{Opened, cell_label};
use crate::web::desk::paper::{Links, Mode, Paper};
use crate::web::error::WebError;

/// Numbers, findings and counts of a form, each under the name by which the page knows it.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/live.html")]
pub struct LivePart {
    /// The filing.
    pub view: FilingView,
    /// The form.
    pub sheet: Sheet,
    /// The findings of the filing.
    pub findings: Vec<Finding>,
    /// After a save: the changes that the texts on the page are now based on.
    pub bases: Option<String>,
    /// What could not be kept.
    pub problem: Option<String>,
}

impl LivePart {
    /// What a form comes to with texts that are not stored.
    pub fn preview(opened: &Opened, form: &str) -> Result<Self, WebError> {
        Ok(Self {
            view: opened.view(),
            sheet: opened.sheet(form)?,
            findings: opened.evaluation.findings.clone(),
            bases: None,
            problem: None,
        })
    }

    /// What a form comes to after a save, and what could not be saved.
    pub fn saved(
        opened: &Opened,
        form: &str,
        typed: &Typed,
        saved: &Saved,
    ) -> Result<Self, WebError> {
        let clashes = match saved.clashes.len() {
            0 => None,
            number => Some(format!(
                "有 {number} 处与他人同时修改，请点“暂存”选择保留哪一个。"
            )),
        };
        let unkept = typed
            .problems(|code| cell_label(opened, code))
            .into_iter()
            .map(|problem| problem.sentence)
            .next();
        let bases = if saved.clashes.is_empty() {
            Some(bases_of(&opened.record, form))
        } else {
            None
        };
        Ok(Self {
            bases,
            problem: clashes.or(unkept),
            ..Self::preview(opened, form)?
        })
    }

    /// The answer to the script.
    pub fn respond(&self) -> Result<HttpResponse, WebError> {
        let status = if self.problem.is_some() {
            StatusCode::CONFLICT
        } else {
            StatusCode::OK
        };
        let html = self.render().map_err(WebError::internal)?;
        Ok(HttpResponse::build(status)
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
    }

    fn lines(&self) -> Vec<FindingLine<'_>> {
        FindingLine::on_form(&self.findings, &self.sheet.form)
    }
}
