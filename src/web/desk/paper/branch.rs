//! An explanation drawn in a card: a number with those it rests on folded below it.

use std::sync::Arc;

use askama::Template;
use askama::filters::HtmlSafe;

use super::Links;
use crate::domain::explanation::{Explanation, Kind, Step, StepKind};

/// One node of an explanation's tree.
#[derive(Debug, Clone, Copy, Template)]
#[template(path = "component/branch.html")]
pub struct Branch<'a> {
    /// The node.
    pub explanation: &'a Explanation,
    /// Where its cells are found.
    pub links: Links<'a>,
}

impl HtmlSafe for Branch<'_> {}

impl<'a> Branch<'a> {
    /// A node with the way to its cells.
    #[must_use]
    pub fn of(explanation: &'a Explanation, links: &Links<'a>) -> Self {
        Self {
            explanation,
            links: *links,
        }
    }

    fn child(&self, child: &'a Arc<Explanation>) -> Self {
        Self::of(child, &self.links)
    }

    /// The scheme stands once, under the whole card; what was found stands beside its own.
    fn steps(&self) -> Vec<&'a Step> {
        let steps = self.explanation.steps.iter();
        let told = steps.filter(|step| {
            !matches!(
                step.kind,
                StepKind::Scheme | StepKind::Found | StepKind::Cure | StepKind::Reason
            )
        });
        told.collect()
    }

    /// The rate of a score is what a reader looks for; the many scores of a total stay folded.
    fn is_open(&self) -> bool {
        self.explanation.kind == Kind::Score && self.explanation.children.len() == 1
    }
}
