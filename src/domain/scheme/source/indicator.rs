//! Scored indicators as written.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::RuleSource;

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
    /// R13: full marks without looking further, when this choice item has this answer.
    #[serde(default)]
    pub full_marks_when: Option<AnswerSource>,
    /// R13: dropped, the rest counting for the full marks, when this choice item has this answer.
    #[serde(default)]
    pub dropped_when: Option<AnswerSource>,
    /// What a zero denominator means; left out, the score is unknown and says so.
    #[serde(default)]
    pub zero_denominator: ZeroDenominator,
    /// What inputs that are not filled mean; left out, the score is unknown and says so.
    #[serde(default)]
    pub missing: Missing,
    /// What a value below zero means to the rule (a budget that was cut, a change that is a fall).
    #[serde(default)]
    pub negative: Negative,
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
    /// No points.
    NoPoints,
    /// The indicator is dropped; the rest counts for the full marks.
    Dropped,
}

/// What an input that is not filled means for a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// The score cannot be computed.
    #[default]
    Unknown,
    /// Nothing to judge counts full.
    FullMarks,
    /// What is not shown earns nothing.
    NoPoints,
    /// The indicator is dropped; the rest counts for the full marks.
    Dropped,
}

/// What a value below zero means for a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Negative {
    /// It stands as it is.
    #[default]
    AsIs,
    /// Its distance from zero is judged (调整率取绝对值).
    Absolute,
    /// It counts as 0.
    Zero,
    /// It earns full marks.
    FullMarks,
}
