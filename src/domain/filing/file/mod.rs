//! A filing as a file: what programs and people without a browser hand to `ziping evaluate`.
//!
//! The format is described in docs/filing-format.md. Reading it is a pure function that survives
//! any text; what does not fit is told with line and column, all of it at once.

mod fit;
mod read;
mod schema;

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use super::CellCode;
use crate::domain::scheme::Position;

/// The name and version of the format, written in every file.
pub const FORMAT: &str = "ziping-filing/1";

/// A file has at most this many bytes; the largest published filing has a hundredth of it.
pub const MOST_BYTES: usize = 8 * 1024 * 1024;

/// A filing has at most this many cells; the largest form family has a tenth of it.
pub const MOST_CELLS: usize = 5_000;

/// A cell takes at most this many bytes; the longest report of the field has a tenth of it.
pub const LONGEST_CELL_BYTES: usize = 200_000;

/// A filing as written in a file, before its scheme has been looked up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FilingFile {
    /// The id of its scheme.
    pub scheme: String,
    /// The version of the scheme; the newest when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    /// The budget year.
    pub year: i32,
    /// The agency's full name.
    pub agency: String,
    /// Cell code to text, exactly as typed.
    pub cells: BTreeMap<CellCode, String>,
}

/// What does not fit in a filing file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FilingProblem {
    /// Where in the file, as far as it can be told.
    pub position: Option<Position>,
    /// What does not fit, a whole sentence.
    pub message: String,
    /// What to do about it, a whole sentence.
    pub cure: String,
}

impl fmt::Display for FilingProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(position) = self.position {
            write!(f, "{position}：")?;
        }
        write!(f, "{}{}", self.message, self.cure)
    }
}

impl FilingProblem {
    fn new(message: impl Into<String>, cure: impl Into<String>) -> Self {
        Self {
            position: None,
            message: message.into(),
            cure: cure.into(),
        }
    }

    fn at(self, position: Option<Position>) -> Self {
        Self { position, ..self }
    }
}

pub use schema::json_schema;

/// So many problems are told one by one; a person mends the first ones and looks again.
const MOST_PROBLEMS: usize = 50;

/// Problems as they are found.
#[derive(Debug, Default)]
struct Problems {
    told: Vec<FilingProblem>,
    more: usize,
}

impl Problems {
    /// Adds a problem at the member of this name.
    fn push(&mut self, text: &str, member: &str, problem: FilingProblem) {
        if self.told.len() < MOST_PROBLEMS {
            self.told.push(problem.at(position_of(text, member)));
        } else {
            self.more += 1;
        }
    }

    /// All of them in the order of the file.
    fn all(mut self) -> Vec<FilingProblem> {
        self.told.sort_by_key(|problem| problem.position);
        if self.more > 0 {
            let message = format!("另有 {} 处不符合。", self.more);
            let cure = "请改正以上各处后再看。";
            self.told.push(FilingProblem::new(message, cure));
        }
        self.told
    }
}

/// The line and column of the first `"name":` in a text.
fn position_of(text: &str, name: &str) -> Option<Position> {
    let quoted = serde_json::to_string(name).ok()?;
    let (start, _) = text.match_indices(&quoted).find(|(start, found)| {
        let rest = text.get(start + found.len()..).unwrap_or_default();
        rest.trim_start().starts_with(':')
    })?;
    let before = text.get(..start)?;
    let line = before.rsplit('\n').next().unwrap_or_default();
    Some(Position {
        line: before.matches('\n').count() + 1,
        column: line.chars().count() + 1,
    })
}
