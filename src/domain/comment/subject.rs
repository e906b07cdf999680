//! What a comment is about.

use crate::domain::check::place_label;
use crate::domain::filing::{CellCode, Entries};
use crate::domain::scheme::Scheme;

const FORM: &str = "form:";

/// What a comment is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// The filing as a whole.
    Whole,
    /// A form, by its id in the scheme.
    Form(String),
    /// A cell.
    Cell(CellCode),
}

impl Subject {
    /// The subject whose code this is: empty, `form:f1`, or a cell.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        match code.strip_prefix(FORM) {
            Some(form) => Self::Form(form.to_owned()),
            None if code.is_empty() => Self::Whole,
            None => Self::Cell(code.to_owned()),
        }
    }

    /// The permanent code.
    #[must_use]
    pub fn code(&self) -> String {
        match self {
            Self::Whole => String::new(),
            Self::Form(form) => format!("{FORM}{form}"),
            Self::Cell(cell) => cell.clone(),
        }
    }

    /// The cell, where it is one.
    #[must_use]
    pub fn cell(&self) -> Option<&str> {
        match self {
            Self::Cell(cell) => Some(cell),
            Self::Whole | Self::Form(_) => None,
        }
    }

    /// In the words of the form; `None` when the scheme has no such form or cell.
    #[must_use]
    pub fn label(&self, scheme: &Scheme, entries: &Entries) -> Option<String> {
        match self {
            Self::Whole => Some("整份填报".to_owned()),
            Self::Form(id) => {
                let form = scheme.forms.iter().find(|form| form.id == *id)?;
                let words = format!("{} {}", form.annex, form.name);
                Some(words.trim_start().to_owned())
            }
            Self::Cell(cell) => {
                scheme.place(cell)?;
                Some(place_label(scheme, entries, cell))
            }
        }
    }
}
