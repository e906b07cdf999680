//! 上年资料 as its page shows it.

use askama::Template;

use crate::domain::check::place_label;
use crate::domain::scheme::{PlaceKind, Scheme};
use crate::store::last_year::LastYearRecord;
use crate::web::desk::address;
use crate::web::desk::filing::FilingView;
use crate::web::desk::opened::Opened;
use crate::web::extract::MOST_FILE_BYTES;
use crate::web::frame::Frame;
use crate::web::time::to_the_minute;

/// What an agency brought of the year before, and where it brings it.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/last_year.html")]
pub struct LastYearPage {
    /// The surroundings.
    pub frame: Frame,
    /// The filing.
    pub view: FilingView,
    /// What is kept.
    pub kept: Option<Kept>,
    /// Why the last file was not taken.
    pub problem: Option<String>,
    /// The text that was pasted.
    pub text: String,
}

/// 上年资料.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The file's name.
    pub source: String,
    /// Who brought it.
    pub by: String,
    /// When.
    pub at: String,
    /// What it says.
    pub lines: Vec<KeptLine>,
}

/// A cell of last year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptLine {
    /// The cell in the words of the form.
    pub label: String,
    /// What stood in it.
    pub text: String,
}

impl Kept {
    /// A record in the cells of this scheme.
    #[must_use]
    pub fn of(scheme: &Scheme, record: &LastYearRecord) -> Self {
        let is_shown = |code: &str| {
            let kind = scheme.place(code).map(|place| place.kind);
            !matches!(kind, None | Some(PlaceKind::RowList { .. }))
        };
        let cells = record.entries.cells.iter();
        Self {
            source: record.source.clone(),
            by: record.imported_by_name.clone(),
            at: to_the_minute(record.imported_at),
            lines: cells
                .filter(|(code, _)| is_shown(code))
                .map(|(code, text)| KeptLine {
                    label: place_label(scheme, &record.entries, code),
                    text: text.clone(),
                })
                .collect(),
        }
    }
}

impl LastYearPage {
    /// The page for a filing.
    #[must_use]
    pub fn of(opened: &Opened, frame: Frame, kept: Option<Kept>) -> Self {
        Self {
            frame,
            view: opened.view(),
            kept,
            problem: None,
            text: String::new(),
        }
    }

    fn address(&self) -> String {
        address::last_year(&self.view.id)
    }

    fn year(&self) -> i32 {
        self.view.year - 1
    }

    fn megabytes(&self) -> usize {
        MOST_FILE_BYTES / 1024 / 1024
    }
}
