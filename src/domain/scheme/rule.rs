//! Compiled scoring rules.

use super::source::{Counting, Direction};
use crate::domain::figure::Exact;
use crate::domain::formula::Expr;

/// How a score is found. The kinds are described at [`super::source::RuleSource`].
#[derive(Debug)]
pub enum Rule {
    /// Points off per step away from a base.
    PerUnit {
        /// The rate.
        value: Expr,
        /// The base.
        base: Exact,
        /// Where points are lost.
        direction: Direction,
        /// One step.
        step: Exact,
        /// Points per step.
        minus: Exact,
        /// How steps are counted.
        counting: Counting,
    },
    /// Bands; the first that holds the value decides.
    Bands {
        /// The rate.
        value: Expr,
        /// The bands.
        bands: Vec<Band>,
    },
    /// Weight × ratio within 0 and the weight.
    Proportional {
        /// The ratio.
        value: Expr,
    },
    /// Points off for each requirement that is not met.
    Checklist {
        /// The requirements as printed.
        items: Vec<String>,
        /// Points for each not met.
        minus: Exact,
    },
    /// Named grades with fixed scores.
    Graded {
        /// The grades.
        grades: Vec<Grade>,
    },
    /// Given by a person.
    Manual,
}

impl Rule {
    /// The rate on which the rule decides, when it has one.
    #[must_use]
    pub fn value(&self) -> Option<&Expr> {
        match self {
            Self::PerUnit { value, .. }
            | Self::Bands { value, .. }
            | Self::Proportional { value } => Some(value),
            Self::Checklist { .. } | Self::Graded { .. } | Self::Manual => None,
        }
    }
}

/// One band; ends left out are open to infinity.
#[derive(Debug)]
pub struct Band {
    /// value > this.
    pub above: Option<Exact>,
    /// value ≥ this.
    pub at_least: Option<Exact>,
    /// value < this.
    pub below: Option<Exact>,
    /// value ≤ this.
    pub at_most: Option<Exact>,
    /// value = this.
    pub exactly: Option<Exact>,
    /// The band in the words of the scheme: `大于0，至10%（含）`.
    pub words: String,
    /// Points.
    pub score: Exact,
}

impl Rule {
    /// Every formula on which the rule may decide.
    #[must_use]
    pub fn values(&self) -> Vec<&Expr> {
        self.value().into_iter().collect()
    }
}

impl Band {
    /// Whether the value lies in the band.
    #[must_use]
    pub fn holds(&self, value: &Exact) -> bool {
        self.above.as_ref().is_none_or(|end| value > end)
            && self.at_least.as_ref().is_none_or(|end| value >= end)
            && self.below.as_ref().is_none_or(|end| value < end)
            && self.at_most.as_ref().is_none_or(|end| value <= end)
            && self.exactly.as_ref().is_none_or(|end| value == end)
    }
}

/// One named grade.
#[derive(Debug)]
pub struct Grade {
    /// 较好, 一般, 无效果.
    pub name: String,
    /// Points.
    pub score: Exact,
}
