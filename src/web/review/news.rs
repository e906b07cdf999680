//! What became of a filing after its reviewer opened a page of it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use crate::actions::filing::FilingRecord;
use crate::actions::review::Since;
use crate::domain::comment::Remark;
use crate::domain::evaluate::Evaluation;
use crate::domain::filing::CellCode;
use crate::domain::review::changes;
use crate::domain::workflow::Refusal;
use crate::store::cell::CellChange;
use crate::web::desk::paper::cell_id;
use crate::web::desk::{Timeline, address};
use crate::web::error::WebError;
use crate::web::extract::CurrentUser;
use crate::web::frame::Frame;
use crate::web::page::show_as;
use crate::web::routes;
use crate::web::time::to_the_minute;

/// What became of a filing after a page was drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct News {
    /// The page as it would be opened anew.
    pub href: String,
    /// The deeds, oldest first.
    pub deeds: Timeline,
    /// The cells.
    pub cells: Vec<NewsLine>,
    /// What was said: where, by whom and when, and the words.
    pub remarks: Vec<(String, String, String)>,
    /// Whether corrections of the bureau were made or withdrawn.
    pub is_rescored: bool,
}

/// One cell whose text is another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewsLine {
    /// The way to it.
    pub href: String,
    /// In the words of the form.
    pub place: String,
    /// As it stood on the page.
    pub before: String,
    /// As it stands now.
    pub now: String,
    /// Who typed it, and when.
    pub by: String,
}

impl News {
    /// What became of a filing.
    #[must_use]
    pub fn of(record: &FilingRecord, evaluation: &Evaluation, since: &Since) -> Self {
        let now = (&record.entries, evaluation);
        let changed = changes(&record.scheme, &since.before, now).cells;
        let lines = changed.into_iter().map(|change| NewsLine {
            href: format!("#{}", cell_id(&change.at)),
            by: typed_by(&since.typed, &change.cell),
            place: change.place,
            before: change.before,
            now: change.now,
        });
        let remark = |remark: &Remark| {
            let by = format!(
                "{} {}",
                remark.written_by_name,
                to_the_minute(remark.written_at)
            );
            (remark.place.clone(), by, remark.text.clone())
        };
        Self {
            href: address::review(&record.filing.id),
            deeds: Timeline {
                ahead: Vec::new(),
                ..Timeline::of(&record.filing.facts, &since.decisions)
            },
            cells: lines.collect(),
            remarks: since.remarks.iter().map(remark).collect(),
            is_rescored: since.is_rescored,
        }
    }
}

fn typed_by(all: &[CellChange], cell: &CellCode) -> String {
    let found = all.iter().find(|change| change.code == *cell);
    found.map_or_else(String::new, |change| {
        format!(
            "{} {}",
            change.changed_by_name,
            to_the_minute(change.changed_at)
        )
    })
}

/// What a reviewer typed for a filing that he does not get to see any more.
#[derive(Debug, Clone, Template)]
#[template(path = "review/gone.html")]
pub struct GonePage {
    /// The surroundings.
    pub frame: Frame,
    /// Why nothing was done.
    pub sentence: String,
    /// What he had typed.
    pub typed: String,
    /// The way on.
    pub back: &'static str,
}

/// The answer to a judgement on a filing that its reviewer does not get to see any more.
pub(super) fn gone(
    user: &CurrentUser,
    refusal: &Refusal,
    typed: &str,
) -> Result<HttpResponse, WebError> {
    let page = GonePage {
        frame: user.frame(),
        sentence: refusal.to_string(),
        typed: typed.to_owned(),
        back: routes::first_page(user.actor().role),
    };
    show_as(StatusCode::CONFLICT, &page)
}
