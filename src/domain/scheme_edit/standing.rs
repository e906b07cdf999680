//! How far a draft is from a release: what the lint says at which place, and whether the examples
//! still come to what they say.

use crate::domain::check::Severity;
use crate::domain::example::{Trial, try_all};
use crate::domain::lint::lint;
use crate::domain::scheme::{Problem, Scheme, source};

use super::place::places;

/// What can be said of a scheme file by itself.
#[derive(Debug, Default)]
pub struct Standing {
    /// What the lint says, from the top of the file, each with its place in keys and numbers.
    pub problems: Vec<(String, Problem)>,
    /// The examples, once the file compiles.
    pub trials: Vec<Trial>,
    /// The scheme, once the file compiles.
    pub scheme: Option<Scheme>,
}

impl Standing {
    /// Looks at a file.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let linted = lint(text);
        let scheme = Scheme::parse(text).ok();
        let examples = source::read(text).map(|source| source.examples);
        let trials = scheme.as_ref().zip(examples.ok());
        let places = places(text, &linted.problems);
        Self {
            trials: trials.map_or_else(Vec::new, |(scheme, examples)| try_all(scheme, &examples)),
            problems: places.into_iter().zip(linted.problems).collect(),
            scheme,
        }
    }

    /// How many errors the lint has told.
    #[must_use]
    pub fn errors(&self) -> usize {
        let problems = self.problems.iter();
        problems
            .filter(|(_, problem)| problem.severity == Severity::Error)
            .count()
    }

    /// How many examples come to something else than they say.
    #[must_use]
    pub fn failed(&self) -> usize {
        self.trials
            .iter()
            .filter(|trial| !trial.differences.is_empty())
            .count()
    }

    /// Whether filings may be made with this scheme: it compiles, has no error, and its examples
    /// come to what they say.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.scheme.is_some() && self.errors() == 0 && self.failed() == 0
    }
}
