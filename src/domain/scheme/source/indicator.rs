//! Scored indicators and their rules as written.

use rust_decimal::Decimal;
use serde::Deserialize;

/// A scored indicator of a score sheet, or a scored cell such as the execution rate.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndicatorSource {
    /// Permanent ASCII code; the code of the score's cell.
    pub code: String,
    /// 一级指标.
    #[serde(default)]
    pub level1: String,
    /// 二级指标.
    #[serde(default)]
    pub level2: String,
    /// 三级指标.
    pub name: String,
    /// 分值, points.
    pub weight: Decimal,
    /// 评价标准 as printed.
    #[serde(default)]
    pub rule_text: String,
    /// 指标说明 as printed.
    #[serde(default)]
    pub definition: String,
    /// How the score is found.
    pub rule: RuleSource,
    /// Full marks without looking further, when this choice item has this answer.
    #[serde(default)]
    pub full_marks_when: Option<AnswerSource>,
    /// What a zero denominator means; left out, the score is unknown and says so.
    #[serde(default)]
    pub zero_denominator: ZeroDenominator,
    /// Where the data are missing the score may be given by hand, with a reason (K11).
    #[serde(default)]
    pub by_hand: bool,
}

/// An answer of a choice or yes/no item.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerSource {
    /// The item's name.
    pub item: String,
    /// The answer.
    pub is: String,
}

/// What a zero denominator means for a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ZeroDenominator {
    /// The score cannot be computed.
    #[default]
    Unknown,
    /// Not applicable counts full.
    FullMarks,
}

/// Above or below the base.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Points are lost above the base.
    Above,
    /// Points are lost below the base.
    Below,
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

/// A scoring rule (kinds R1, R3, R4/R12, R8, R10, R15 of the field).
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum RuleSource {
    /// R1: points off per step away from a base, never below 0.
    PerUnit {
        /// The rate: a formula or a name.
        value: String,
        /// `100%` or `0`.
        base: String,
        /// Where points are lost.
        direction: Direction,
        /// `1%`, `5%`: percentage points for rates.
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
    /// R4, R12: weight × ratio, between 0 and the weight.
    Proportional {
        /// The ratio: a formula or a name.
        value: String,
    },
    /// R8: printed requirements, points off for each that is not met.
    Checklist {
        /// The requirements as printed.
        items: Vec<String>,
        /// Points per requirement not met.
        minus: Decimal,
    },
    /// R10: named grades with fixed scores.
    Graded {
        /// The grades.
        grades: Vec<GradedSource>,
    },
    /// R15: a person gives the score; below full marks wants a reason.
    Manual,
}

/// One band; ends left out are open to infinity.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BandSource {
    /// value > this.
    #[serde(default)]
    pub above: Option<String>,
    /// value ≥ this.
    #[serde(default)]
    pub at_least: Option<String>,
    /// value < this.
    #[serde(default)]
    pub below: Option<String>,
    /// value ≤ this.
    #[serde(default)]
    pub at_most: Option<String>,
    /// value = this.
    #[serde(default)]
    pub exactly: Option<String>,
    /// Points.
    pub score: Decimal,
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
