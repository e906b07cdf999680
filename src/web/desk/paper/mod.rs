//! A sheet drawn as the paper form, for filling in or for reading.
//!
//! Every face of the portal (entry page, review page, public page) draws its
//! sheets here, so what is printed, typed and computed looks the same everywhere.

mod beside;
mod branch;
mod control;
mod grid;
mod links;
mod live;
mod look;
mod note;
mod prose;

use askama::Template;
use askama::filters::HtmlSafe;

use super::comment::{CommentMarks, ThreadView};
use super::evidence::{Clip, Clips};
use crate::domain::check::Finding;
use crate::domain::sheet::{Content, Control, Field, Part, ResultField, Sheet, Table};

pub use beside::LastYearNotes;
pub use branch::Branch;
pub use control::{
    cell_id, field_rows, help_id, is_one_line, is_other_choice, note_id, value_id, word_count,
};
pub use grid::{Grid, GridCell, GridRow, RowTools};
pub use links::Links;
pub use live::LiveCell;
pub use look::{LookMark, LookMarks};
pub use note::{Note, Remarks};
pub use prose::{Prose, draft_deed, recommended_length, writing_id};

/// Who a sheet is drawn for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// With inputs, for the accountant.
    Entry,
    /// To be read, with what the checks found.
    Review,
    /// To be read by anyone: figures and their explanations, nothing else.
    Public,
}

/// One sheet with the way it is drawn.
#[derive(Debug, Clone, Template)]
#[template(path = "component/paper.html")]
pub struct Paper<'a> {
    /// The form.
    pub sheet: &'a Sheet,
    /// Inputs or not.
    pub mode: Mode,
    /// Where the cells named in explanations and findings are found.
    pub links: Links<'a>,
    /// What last year's forms have to say at the cells.
    pub last_year: Option<&'a LastYearNotes>,
    clips: Option<&'a Clips>,
    comments: Option<&'a CommentMarks>,
    looks: Option<&'a LookMarks>,
}

impl HtmlSafe for Paper<'_> {}

impl<'a> Paper<'a> {
    /// A sheet with the way it is drawn.
    #[must_use]
    pub fn new(sheet: &'a Sheet, mode: Mode, links: Links<'a>) -> Self {
        Self {
            sheet,
            mode,
            links,
            last_year: None,
            clips: None,
            comments: None,
            looks: None,
        }
    }

    /// The same with what last year's forms have to say at the cells.
    #[must_use]
    pub fn beside(self, last_year: &'a LastYearNotes) -> Self {
        Self {
            last_year: Some(last_year).filter(|_| self.is_entry()),
            ..self
        }
    }

    /// The same with paper-clips at the cells that files prove.
    #[must_use]
    pub fn with_clips(mut self, clips: &'a Clips) -> Self {
        self.clips = Some(clips);
        self
    }

    /// The same with what reviewers said at the cells.
    #[must_use]
    pub fn with_comments(mut self, comments: &'a CommentMarks) -> Self {
        self.comments = Some(comments);
        self
    }

    /// The same with why a reviewer should look at the cells.
    #[must_use]
    pub fn with_looks(mut self, looks: &'a LookMarks) -> Self {
        self.looks = Some(looks);
        self
    }

    /// Why a reviewer should look at a cell.
    #[must_use]
    pub fn looks_at(&self, cell: &str) -> &'a [LookMark] {
        self.looks.map(|marks| marks.at(cell)).unwrap_or_default()
    }

    /// What reviewers said at a cell.
    #[must_use]
    pub fn comments_at(&self, cell: &str) -> &'a [ThreadView] {
        self.comments
            .map(|marks| marks.at(cell))
            .unwrap_or_default()
    }

    /// Where something is said at a cell, for those who may.
    #[must_use]
    pub fn write_comment(&self, cell: &str) -> Option<String> {
        self.comments?.write_href(cell)
    }

    /// The paper-clip at a cell.
    #[must_use]
    pub fn clip(&self, cell: &str) -> Option<&'a Clip> {
        self.clips?.at(cell)
    }

    /// Whether the cells take input.
    #[must_use]
    pub fn is_entry(&self) -> bool {
        self.mode == Mode::Entry
    }

    /// Whether the head line of the form prints anything.
    #[must_use]
    pub fn has_line(&self) -> bool {
        !(self.sheet.agency_line.is_empty() && self.sheet.unit_line.is_empty())
    }

    /// Whether it is printed with room for signatures and the seal.
    #[must_use]
    pub fn is_signed(&self) -> bool {
        self.mode != Mode::Public && !self.sheet.is_text()
    }

    /// The cells of a table in their places.
    #[must_use]
    pub fn grid<'t>(&self, table: &'t Table) -> Grid<'t> {
        Grid::of(table)
    }

    /// How many lines the box of a typed cell begins with.
    #[must_use]
    pub fn cell_rows(&self, field: &Field, cell: &GridCell<'_>) -> usize {
        field_rows(field, cell.cell.colspan)
    }

    /// How many lines the box of a report section begins with.
    #[must_use]
    pub fn section_rows(&self, field: &Field) -> usize {
        field_rows(field, Table::UNITS)
    }

    /// What is said at a typed cell of a grid.
    #[must_use]
    pub fn field_remarks<'f>(&self, field: &'f Field, cell: &GridCell<'_>) -> Remarks<'f>
    where
        'a: 'f,
    {
        Remarks {
            code: &field.code,
            label: &field.label,
            last_year: self.last_year,
            understood: field.understood.as_deref().filter(|_| self.is_entry()),
            notes: self.notes(&field.findings),
            links: self.links,
            is_open: cell.is_wide(),
            opens_left: cell.opens_left(),
            is_entry: self.is_entry(),
        }
    }

    /// What is said at a computed cell.
    #[must_use]
    pub fn result_remarks<'f>(&self, result: &'f ResultField, cell: &GridCell<'_>) -> Remarks<'f>
    where
        'a: 'f,
    {
        let by_hand = result.by_hand.as_ref().filter(|_| self.is_entry());
        Remarks {
            code: &result.code,
            label: &result.label,
            last_year: None,
            understood: by_hand.and_then(|field| field.understood.as_deref()),
            notes: self.notes(&result.findings),
            links: self.links,
            is_open: cell.is_wide(),
            opens_left: cell.opens_left(),
            is_entry: self.is_entry(),
        }
    }

    /// What is said under a section of a report.
    #[must_use]
    pub fn section_remarks<'f>(&self, field: &'f Field) -> Remarks<'f>
    where
        'a: 'f,
    {
        Remarks {
            code: &field.code,
            label: &field.label,
            last_year: self.last_year,
            understood: None,
            notes: self.notes(&field.findings),
            links: self.links,
            is_open: true,
            opens_left: false,
            is_entry: self.is_entry(),
        }
    }

    fn notes<'f>(&self, findings: &'f [Finding]) -> Vec<Note<'f>> {
        match self.mode {
            Mode::Public => Vec::new(),
            Mode::Entry | Mode::Review => Note::list(findings),
        }
    }
}
