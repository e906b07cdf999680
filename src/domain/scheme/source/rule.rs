//! Scoring rules as written (kinds R1 to R15 of the field).

use rust_decimal::Decimal;
use serde::Deserialize;

use super::AnswerSource;
use super::ends::with_ends;

/// On which side of the base points are lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Points are lost above the base.
    Above,
    /// Points are lost below the base.
    Below,
    /// Points are lost on both sides (R2).
    Both,
}

/// How steps away from the base are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counting {
    /// Only completed steps count.
    Whole,
    /// A step begun counts.
    Started,
    /// In proportion.
    ProRata,
}

/// What a missed equality earns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Otherwise {
    /// Nothing.
    NoPoints,
    /// Weight × the smaller ÷ the greater of value and target.
    Proportional,
    /// As `proportional` below the target; above it the target counts as reached.
    ProportionalBelow,
}

/// What an item of a checklist that does not apply means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotApplicable {
    /// The answer 不涉及 is not offered.
    #[default]
    NotOffered,
    /// It counts as met.
    Met,
    /// It is left out, and the others count for the whole.
    Rescaled,
}

/// Which of several alternatives counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choose {
    /// The one with the most points, once all are known.
    Better,
    /// The one with the most points among those that are known.
    BetterKnown,
    /// The first whose `when` holds.
    Answer,
}

/// A scoring rule.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum RuleSource {
    /// R1, R2: points off per step away from a base, never below 0.
    PerUnit {
        /// The rate: a formula or a name.
        value: String,
        /// `100%` or `0`.
        base: String,
        /// Where points are lost.
        direction: Direction,
        /// `1%`, `5%`, `0.1%`: percentage points for rates.
        step: String,
        /// Points per step.
        minus: Decimal,
        /// How steps are counted.
        counting: Counting,
    },
    /// R3: bands with open and closed ends; the first that holds the value decides.
    Bands {
        /// The rate: a formula or a name.
        value: String,
        /// The bands.
        bands: Vec<BandSource>,
    },
    /// R4: weight × value ÷ target, between 0 and the weight.
    Proportional {
        /// The value: a formula or a name.
        value: String,
        /// What earns full marks; 100 % when left out.
        #[serde(default = "whole")]
        target: String,
        /// Below this value nothing is earned.
        #[serde(default)]
        at_least: Option<String>,
        /// The most points; the weight when left out.
        #[serde(default)]
        cap: Option<Decimal>,
    },
    /// R5: full marks up to the target, above it weight × target ÷ value.
    Inverse {
        /// The value: a formula or a name.
        value: String,
        /// What earns full marks; 100 % when left out.
        #[serde(default = "whole")]
        target: String,
    },
    /// R6: full marks at the target, nothing at `zero_at`, a straight line between them.
    Linear {
        /// The value: a formula or a name.
        value: String,
        /// What earns full marks; 100 % when left out.
        #[serde(default = "whole")]
        target: String,
        /// Where nothing is left; twice the target when left out. Below the target, the line rises.
        #[serde(default)]
        zero_at: Option<String>,
    },
    /// R7: full marks when the value is the target.
    Equal {
        /// The value: a formula or a name.
        value: String,
        /// The target: a formula or a name.
        target: String,
        /// What a miss earns.
        otherwise: Otherwise,
    },
    /// R8: printed requirements, points off for each that is not met.
    Checklist {
        /// The requirements as printed.
        items: Vec<String>,
        /// Points per requirement not met.
        minus: Decimal,
        /// What a requirement that does not apply means.
        #[serde(default)]
        not_applicable: NotApplicable,
    },
    /// R9: printed requirements, each with points of its own.
    Award {
        /// The requirements; their points add up to the weight.
        items: Vec<AwardSource>,
        /// What a requirement that does not apply means.
        #[serde(default)]
        not_applicable: NotApplicable,
    },
    /// R10: named grades with fixed scores.
    Graded {
        /// The grades.
        grades: Vec<GradedSource>,
    },
    /// R11: named grades with score intervals; a person picks the grade, then points inside.
    Judged {
        /// The grades from the best down; each reaches up to the one before it.
        grades: Vec<IntervalSource>,
    },
    /// R12: an outside score ÷ its maximum × the weight.
    Converted {
        /// The score given elsewhere: a formula or a name.
        value: String,
        /// Its maximum: a number, a formula or a name.
        of: String,
    },
    /// R14: one of several rules.
    OneOf {
        /// How it is chosen.
        choose: Choose,
        /// The alternatives.
        options: Vec<OptionSource>,
    },
    /// R15: a person gives the score; below full marks wants a reason.
    Manual,
}

fn whole() -> String {
    "100%".to_owned()
}

with_ends! {
    /// One band; ends left out are open to infinity.
    #[derive(Debug, Clone, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub struct BandSource {
        /// Points.
        pub score: Decimal,
    }
}

/// One named grade of a graded rule.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GradedSource {
    /// 较好, 一般, 无效果.
    pub name: String,
    /// Points.
    pub score: Decimal,
}

/// One grade with an interval of scores.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IntervalSource {
    /// 达成年度指标.
    pub name: String,
    /// The lowest score of the grade, itself included: a share of the weight.
    pub at_least: String,
}

/// One requirement with its own points.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AwardSource {
    /// The requirement as printed.
    pub text: String,
    /// Points when it is met.
    #[serde(default)]
    pub points: Decimal,
    /// Not met, the whole indicator earns nothing.
    #[serde(default)]
    pub veto: bool,
}

/// One alternative of a choice.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OptionSource {
    /// 结转结余率.
    pub name: String,
    /// The answer that chooses it.
    #[serde(default)]
    pub when: Option<AnswerSource>,
    /// Its rule: one that looks at a value.
    pub rule: Box<RuleSource>,
}
