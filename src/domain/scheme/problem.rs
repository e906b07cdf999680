//! What does not fit in a scheme file, with its place in the file and a cure.

use std::fmt;

use serde::Serialize;

use super::position::{Position, Positions};
use crate::domain::check::Severity;

/// What does not fit in a scheme file. The numbers are permanent; `domain::lint` lists them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
pub struct Problem {
    /// The permanent number, for example `L03`.
    pub lint: &'static str,
    /// An error refuses the scheme; a warning wants a cure or a written reason (`[[allow]]`).
    pub severity: Severity,
    /// Where in the file.
    #[serde(flatten)]
    pub position: Option<Position>,
    /// Where: an item, indicator or form in its own words.
    pub place: String,
    /// What does not fit.
    pub message: String,
    /// What to do about it.
    pub cure: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(position) = self.position {
            write!(f, "{position}")?;
        }
        let sign = if self.place.is_empty() { "" } else { "：" };
        write!(
            f,
            "〔{}〕{}{sign}{}{}",
            self.lint, self.place, self.message, self.cure
        )
    }
}

/// A place in the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Spot {
    /// The file as a whole.
    #[default]
    File,
    /// The byte with this number.
    Byte(usize),
    /// Keys and indices from the root: `indicator.3.rule.bands.0`.
    Path(String),
    /// The first such key at a path or below it.
    Key(String, String),
    /// A text written at a path or below it, so many characters into it.
    Text(String, String, usize),
}

/// A problem whose line is not looked up yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where in the file.
    pub spot: Spot,
    /// What.
    pub problem: Problem,
}

impl Fault {
    /// A problem at a place of the file.
    #[must_use]
    pub fn new(lint: &'static str, severity: Severity, spot: Spot) -> Self {
        let problem = Problem {
            lint,
            severity,
            position: None,
            place: String::new(),
            message: String::new(),
            cure: String::new(),
        };
        Self { spot, problem }
    }

    /// In whose words the place is told.
    #[must_use]
    pub fn place(mut self, place: impl Into<String>) -> Self {
        self.problem.place = place.into();
        self
    }

    /// What does not fit, a whole sentence.
    #[must_use]
    pub fn says(mut self, message: impl Into<String>) -> Self {
        self.problem.message = message.into();
        self
    }

    /// What to do, a whole sentence.
    #[must_use]
    pub fn cure(mut self, cure: impl Into<String>) -> Self {
        self.problem.cure = cure.into();
        self
    }

    /// The problem with its line and column.
    #[must_use]
    pub fn located(self, positions: &Positions<'_>) -> Problem {
        let mut problem = self.problem;
        problem.position = positions.of(&self.spot);
        problem
    }
}

/// Problems with line and column, from the top of the file to its end.
#[must_use]
pub fn locate(faults: Vec<Fault>, text: &str) -> Vec<Problem> {
    let positions = Positions::read(text);
    let mut problems: Vec<Problem> = faults
        .into_iter()
        .map(|fault| fault.located(&positions))
        .collect();
    problems.sort_by_key(|problem| problem.position);
    problems.dedup();
    problems
}
