//! One form as its page shows it.

use askama::Template;

use crate::actions::filing::FilingRecord;
use crate::domain::check::Finding;
use crate::domain::filing::{MoneyUnit, takes_text};
use crate::domain::scheme::Scheme;
use crate::domain::sheet::Sheet;
use crate::web::desk::address;
use crate::web::desk::comment::CommentMarks;
use crate::web::desk::evidence::Clips;
use crate::web::desk::filing::{FilingView, FindingLine};
use crate::web::desk::opened::Opened;
use crate::web::desk::paper::{LastYearNotes, Links, Mode, Paper};
use crate::web::error::WebError;
use crate::web::frame::Frame;

use super::batch::{BatchBar, Undone};
use super::removed::Removed;
use super::typed::{Problem, UNIT, write_bases};

/// One form, to fill or to read.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/form.html")]
pub struct FormPage {
    /// The surroundings.
    pub frame: Frame,
    /// The filing.
    pub view: FilingView,
    /// The form.
    pub sheet: Sheet,
    /// What last year's forms have to say at its cells.
    pub last_year: LastYearNotes,
    /// The unit in which it shows amounts.
    pub unit: MoneyUnit,
    /// The form's own unit, where it has amounts.
    pub own_unit: Option<MoneyUnit>,
    /// The findings of the filing.
    pub findings: Vec<Finding>,
    /// The changes that the texts on this page are based on, as one hidden text.
    pub bases: String,
    /// What files prove which cell.
    pub clips: Clips,
    /// What reviewers said at which cell.
    pub comments: CommentMarks,
    /// Texts that could not be kept.
    pub problems: Vec<Problem>,
    /// The indicator row that has just been removed.
    pub removed: Option<Removed>,
    /// The last paste or import, which can be undone.
    pub batch: Option<BatchBar>,
    /// What 撤销 has just done.
    pub undone: Option<Undone>,
}

impl FormPage {
    /// A form of a filing.
    pub fn of(opened: &Opened, frame: Frame, form: &str) -> Result<Self, WebError> {
        Ok(Self {
            frame,
            view: opened.view(),
            sheet: opened.sheet(form)?,
            last_year: opened.last_year.clone(),
            unit: opened.unit,
            own_unit: has_amounts(&opened.record.scheme, form)
                .then(|| MoneyUnit::of(&opened.record.scheme)),
            findings: opened.evaluation.findings.clone(),
            bases: bases_of(&opened.record, form),
            clips: Clips::of(opened),
            comments: CommentMarks::of(&opened.record),
            problems: Vec::new(),
            removed: None,
            batch: None,
            undone: None,
        })
    }

    fn paper(&self) -> Paper<'_> {
        let mode = if self.view.is_open() {
            Mode::Entry
        } else {
            Mode::Review
        };
        let links = Links::Pages {
            filing: &self.view.id,
            form: &self.sheet.form,
        };
        Paper::new(&self.sheet, mode, links)
            .beside(&self.last_year)
            .with_clips(&self.clips)
            .with_comments(&self.comments)
    }

    fn name(&self) -> String {
        self.view.form_name(&self.sheet.form)
    }

    fn lines(&self) -> Vec<FindingLine<'_>> {
        FindingLine::on_form(&self.findings, &self.sheet.form)
    }

    /// Whether amounts stand in another unit than on paper.
    fn is_foreign(&self) -> bool {
        self.own_unit.is_some_and(|own| own != self.unit)
    }

    /// The same page with its amounts in the other unit, for who only reads.
    fn other_unit_href(&self) -> String {
        let form = address::form(&self.view.id, &self.sheet.form);
        format!("{form}?{UNIT}={}", self.unit.other().code())
    }

    /// Whether a block of cells can be laid over it: it has a table, and takes input.
    fn takes_blocks(&self) -> bool {
        self.view.is_open() && !self.sheet.is_text()
    }

    fn paste_href(&self) -> String {
        address::paste(&self.view.id, &self.sheet.form)
    }

    fn preview_href(&self) -> String {
        address::preview(&self.view.id, &self.sheet.form)
    }
}

/// Whether amounts of money stand on a form.
fn has_amounts(scheme: &Scheme, form: &str) -> bool {
    let mut slots = scheme.slots.iter();
    slots.any(|slot| slot.unit == scheme.head.amount_unit && scheme.form_of(&slot.code) == form)
}

/// The changes that the texts of one form are based on.
pub(super) fn bases_of(record: &FilingRecord, form: &str) -> String {
    write_bases(
        record
            .change_ids
            .iter()
            .filter(|(code, _)| record.scheme.form_of(code) == form)
            .filter(|(code, _)| takes_text(&record.scheme, &record.entries, code)),
    )
}
