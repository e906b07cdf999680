//! Compiled scoring rules.

use super::source::{Choose, Counting, Direction, NotApplicable, Otherwise};
use crate::domain::figure::Exact;
use crate::domain::formula::{Expr, Slot};

/// How a score is found. The kinds are described at [`super::source::RuleSource`].
#[derive(Debug, Clone)]
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
    /// Weight × value ÷ target within 0 and the cap.
    Proportional {
        /// The value.
        value: Expr,
        /// What earns full marks.
        target: Expr,
        /// Below this nothing is earned.
        at_least: Option<Exact>,
        /// The most points.
        cap: Option<Exact>,
    },
    /// Weight × target ÷ value above the target.
    Inverse {
        /// The value.
        value: Expr,
        /// What earns full marks.
        target: Expr,
    },
    /// A straight line from full marks at the target to nothing at `zero_at`.
    Linear {
        /// The value.
        value: Expr,
        /// What earns full marks.
        target: Expr,
        /// Where nothing is left; twice the target when `None`.
        zero_at: Option<Expr>,
    },
    /// Full marks when the value is the target.
    Equal {
        /// The value.
        value: Expr,
        /// The target.
        target: Expr,
        /// What a miss earns.
        otherwise: Otherwise,
    },
    /// Points off for each requirement that is not met.
    Checklist {
        /// The requirements as printed.
        items: Vec<String>,
        /// Points for each not met.
        minus: Exact,
        /// What a requirement that does not apply means.
        not_applicable: NotApplicable,
    },
    /// Points for each requirement that is met.
    Award {
        /// The requirements.
        items: Vec<AwardItem>,
        /// What a requirement that does not apply means.
        not_applicable: NotApplicable,
    },
    /// Named grades with fixed scores.
    Graded {
        /// The grades.
        grades: Vec<Grade>,
    },
    /// Named grades with score intervals.
    Judged {
        /// The grades from the best down.
        grades: Vec<Interval>,
    },
    /// An outside score ÷ its maximum × the weight.
    Converted {
        /// The outside score.
        value: Expr,
        /// Its maximum.
        of: Expr,
    },
    /// One of several rules.
    OneOf {
        /// How it is chosen.
        choose: Choose,
        /// The alternatives.
        options: Vec<Alternative>,
    },
    /// Given by a person.
    Manual,
}

impl Rule {
    /// The value on which the rule decides, when it has one alone.
    #[must_use]
    pub fn value(&self) -> Option<&Expr> {
        match self {
            Self::PerUnit { value, .. }
            | Self::Bands { value, .. }
            | Self::Proportional { value, .. }
            | Self::Inverse { value, .. }
            | Self::Linear { value, .. }
            | Self::Equal { value, .. }
            | Self::Converted { value, .. } => Some(value),
            Self::Checklist { .. }
            | Self::Award { .. }
            | Self::Graded { .. }
            | Self::Judged { .. }
            | Self::OneOf { .. }
            | Self::Manual => None,
        }
    }

    /// Every formula the rule reads: its value, its target, those of its alternatives.
    #[must_use]
    pub fn values(&self) -> Vec<&Expr> {
        let mut all: Vec<&Expr> = self.value().into_iter().collect();
        match self {
            Self::Proportional { target, .. }
            | Self::Inverse { target, .. }
            | Self::Equal { target, .. } => all.push(target),
            Self::Linear {
                target, zero_at, ..
            } => {
                all.push(target);
                all.extend(zero_at);
            }
            Self::Converted { of, .. } => all.push(of),
            Self::OneOf { options, .. } => {
                all.extend(options.iter().flat_map(|option| option.rule.values()));
            }
            _ => {}
        }
        all
    }

    /// Every slot the rule reads directly, each once: those of its formulas, and the items whose
    /// answers choose among its alternatives.
    #[must_use]
    pub fn slots(&self) -> Vec<Slot> {
        let mut found = Vec::new();
        let formulas = self.values().into_iter().flat_map(Expr::slots);
        for slot in formulas.chain(self.choosing_slots()) {
            if !found.contains(&slot) {
                found.push(slot);
            }
        }
        found
    }

    fn choosing_slots(&self) -> Vec<Slot> {
        match self {
            Self::OneOf { options, .. } => options
                .iter()
                .filter_map(|option| option.when.as_ref().map(|(slot, _)| *slot))
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The printed requirements of a checklist of either kind.
    #[must_use]
    pub fn requirements(&self) -> Vec<&str> {
        match self {
            Self::Checklist { items, .. } => items.iter().map(String::as_str).collect(),
            Self::Award { items, .. } => items.iter().map(|item| item.text.as_str()).collect(),
            _ => Vec::new(),
        }
    }

    /// What a requirement that does not apply means.
    #[must_use]
    pub fn not_applicable(&self) -> NotApplicable {
        match self {
            Self::Checklist { not_applicable, .. } | Self::Award { not_applicable, .. } => {
                *not_applicable
            }
            _ => NotApplicable::NotOffered,
        }
    }

    /// Whether a person gives the score in the score's own cell (points or the name of a grade).
    #[must_use]
    pub fn is_given(&self) -> bool {
        matches!(
            self,
            Self::Manual | Self::Graded { .. } | Self::Judged { .. }
        )
    }
}

/// One band; ends left out are open to infinity.
#[derive(Debug, Clone)]
pub struct Band {
    /// Its ends.
    pub ends: Ends,
    /// Points.
    pub score: Exact,
}

impl Band {
    /// Whether the value lies in the band.
    #[must_use]
    pub fn holds(&self, value: &Exact) -> bool {
        self.ends.hold(value)
    }
}

/// Open and closed ends; those left out are open to infinity.
#[derive(Debug, Clone)]
pub struct Ends {
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
    /// The ends in the words of the scheme: `大于0，至10%（含）`.
    pub words: String,
}

impl Ends {
    /// Whether the value lies between the ends.
    #[must_use]
    pub fn hold(&self, value: &Exact) -> bool {
        self.above.as_ref().is_none_or(|end| value > end)
            && self.at_least.as_ref().is_none_or(|end| value >= end)
            && self.below.as_ref().is_none_or(|end| value < end)
            && self.at_most.as_ref().is_none_or(|end| value <= end)
            && self.exactly.as_ref().is_none_or(|end| value == end)
    }
}

/// One named grade.
#[derive(Debug, Clone)]
pub struct Grade {
    /// 较好, 一般, 无效果.
    pub name: String,
    /// Points.
    pub score: Exact,
}

/// One grade with an interval of scores, as shares of the weight.
#[derive(Debug, Clone)]
pub struct Interval {
    /// 达成年度指标.
    pub name: String,
    /// The lowest share, itself included.
    pub at_least: Exact,
    /// Where the better grade begins, not included; `None` for the best, which includes the weight.
    pub below: Option<Exact>,
}

impl Interval {
    /// Whether so many points of a weight lie in the grade.
    #[must_use]
    pub fn holds(&self, points: &Exact, weight: &Exact) -> bool {
        *points >= weight * &self.at_least
            && self
                .below
                .as_ref()
                .map_or(points <= weight, |end| *points < weight * end)
    }
}

/// One requirement with its own points.
#[derive(Debug, Clone)]
pub struct AwardItem {
    /// The requirement as printed.
    pub text: String,
    /// Points when it is met.
    pub points: Exact,
    /// Not met, the whole indicator earns nothing.
    pub is_veto: bool,
}

/// One alternative.
#[derive(Debug, Clone)]
pub struct Alternative {
    /// 结转结余率.
    pub name: String,
    /// The slot and the answer that choose it.
    pub when: Option<(Slot, String)>,
    /// Its rule: one that looks at a value.
    pub rule: Rule,
}
