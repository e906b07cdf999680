//! A draft's parts as a page draws them, each with what is wrong in it.

use super::draft::ProblemLine;
use crate::domain::scheme_edit::{Branch, Control, Group, Leaf, Row};
use crate::web::routes;

/// A part of the draft in the tree at the left, or an element of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartLine {
    /// Where it is in the file.
    pub at: String,
    /// Its page.
    pub href: String,
    /// What people call it.
    pub label: String,
    /// Whether its page is shown.
    pub is_here: bool,
    /// Whether it or a part below it is shown.
    pub is_open: bool,
    /// How many problems stand in it.
    pub problems: usize,
    /// The parts below it.
    pub parts: Vec<PartLine>,
}

impl PartLine {
    /// A part of a draft, seen from the page of the part `here`.
    pub(super) fn of(draft: &str, branch: &Branch, here: &str, problems: &[ProblemLine]) -> Self {
        let inner = branch.branches.iter();
        Self {
            href: routes::scheme_part(draft, &branch.path),
            label: branch.label.clone(),
            is_here: branch.path == here,
            is_open: lies_in(here, &branch.path),
            problems: problems
                .iter()
                .filter(|it| lies_in(&it.at, &branch.path))
                .count(),
            parts: inner
                .map(|inner| Self::of(draft, inner, here, problems))
                .collect(),
            at: branch.path.clone(),
        }
    }
}

/// A table of the part that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupView {
    /// Where it is in the file.
    pub at: String,
    /// What people call it.
    pub label: String,
    /// Whether it is the part itself.
    pub is_whole: bool,
    /// Whether it can be taken out and moved.
    pub is_row: bool,
    /// Its fields.
    pub leaves: Vec<LeafView>,
    /// What can be added to it.
    pub rows: Vec<Row>,
}

/// A field with what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeafView {
    /// The field.
    pub leaf: Leaf,
    /// What is wrong with it.
    pub problems: Vec<ProblemLine>,
}

impl LeafView {
    /// Whether it is a text of several lines.
    #[must_use]
    pub fn is_text(&self) -> bool {
        matches!(self.leaf.control, Control::Text | Control::Lines)
    }

    /// Whether it is a box to tick.
    #[must_use]
    pub fn is_tick(&self) -> bool {
        self.leaf.control == Control::Tick
    }

    /// The words to choose from, the one that stands there among them even if it is none of them.
    #[must_use]
    pub fn choices(&self) -> Option<Vec<(&str, &str)>> {
        let Control::Choice(words) = self.leaf.control else {
            return None;
        };
        let typed = self.leaf.typed.as_str();
        let mut choices: Vec<(&str, &str)> = words.to_vec();
        if !self.leaf.must || typed.is_empty() {
            choices.insert(0, ("", "—"));
        }
        if !choices.iter().any(|(word, _)| *word == typed) {
            choices.push((typed, typed));
        }
        Some(choices)
    }

    /// How many lines the box for a text begins with.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.leaf.typed.lines().count().clamp(2, 12)
    }

    /// The text for an input of one line.
    #[must_use]
    pub fn one_line(&self) -> String {
        crate::web::form::one_line(&self.leaf.typed)
    }
}

/// The tables of a part, each problem at its field; and the problems that belong to none of them.
pub(super) fn views(
    groups: Vec<Group>,
    here: &str,
    problems: &[ProblemLine],
) -> (Vec<GroupView>, Vec<ProblemLine>) {
    let mut rest: Vec<ProblemLine> = problems
        .iter()
        .filter(|it| lies_in(&it.at, here))
        .cloned()
        .collect();
    let views = groups
        .into_iter()
        .map(|group| GroupView {
            is_whole: group.path == here,
            at: group.path,
            label: group.label,
            is_row: group.is_row,
            rows: group.rows,
            leaves: group
                .leaves
                .into_iter()
                .map(|leaf| {
                    let is_own = |it: &mut ProblemLine| lies_in(&it.at, &leaf.path);
                    let own = rest.extract_if(.., is_own).collect();
                    LeafView {
                        leaf,
                        problems: own,
                    }
                })
                .collect(),
        })
        .collect();
    (views, rest)
}

/// Whether a place is another one or lies in it.
fn lies_in(place: &str, outer: &str) -> bool {
    let rest = place.strip_prefix(outer);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
