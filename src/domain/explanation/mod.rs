//! Where each number comes from, as a tree in the words of the form.
//!
//! One tree a number, made from the evaluation by [`Explanations`]; text ([`Explanation::text`]),
//! JSON (its `Serialize`, described in docs/filing-format.md) and the cards of the pages are
//! three ways of writing the same tree.

mod book;
mod figure;
mod finding;
mod readings;
mod rescored;
mod score;
mod text;
mod tier;
mod total;
mod tree;
mod what_if;
mod words;

pub use book::Explanations;
pub use tree::{DEEPEST, Explanation, Input, Kind, LARGEST, RuleReading, Step, StepKind};
pub use what_if::{Loss, NeededInput, Way};
pub use words::unknown_words;
