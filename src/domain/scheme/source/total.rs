//! What stands above single indicators, as written: limits across rows (R16), parts of the total
//! (R18), and how the rows of an indicator tree are scored.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::IntervalSource;
use super::ends::with_ends;

/// R16: a row, a group or the total may not exceed so many points when all conditions hold.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LimitSource {
    /// The code of the indicator it limits.
    #[serde(default)]
    pub indicator: Option<String>,
    /// The first-level name of the group it limits; neither, and it limits the total.
    #[serde(default)]
    pub level1: Option<String>,
    /// The conditions; all must hold. One whose value is not known does not hold.
    pub when: Vec<ConditionSource>,
    /// The most points; 0 is a veto.
    pub at_most: Decimal,
    /// The rule in a clause: 提供虚假数据的，总分不超过59分.
    pub because: String,
}

with_ends! {
    /// A condition: an item's answer, or a value within ends.
    #[derive(Debug, Clone, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub struct ConditionSource {
        /// The item's name, with `is`.
        #[serde(default)]
        pub item: Option<String>,
        /// The answer.
        #[serde(default)]
        pub is: Option<String>,
        /// A formula or a name, with ends.
        #[serde(default)]
        pub value: Option<String>,
    }
}

/// R18: a part of the total whose scores are scaled: a tree of 100 points that counts for 90.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartSource {
    /// 绩效指标.
    pub name: String,
    /// Codes of the indicators in it.
    #[serde(default)]
    pub indicators: Vec<String>,
    /// First-level names of the indicators in it.
    #[serde(default)]
    pub level1: Vec<String>,
    /// Ids of the indicator trees in it.
    #[serde(default)]
    pub trees: Vec<String>,
    /// What its scores can come to.
    pub of: Decimal,
    /// What that counts for in the total.
    pub counts: Decimal,
}

/// How the rows of an indicator tree are scored. Everything left out is as in 财预〔2020〕10号.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RowRuleSource {
    /// The tree's block id.
    pub block: String,
    /// The scores of rows with figures.
    pub quantitative: RowScoring,
    /// The scores of rows with words.
    pub qualitative: RowScoring,
    /// What a target to be reached (≥, >, or a plain number) earns when it is missed.
    pub floor: RowMiss,
    /// What a ceiling (≤, <, or a plain number where lower is better) earns when it is exceeded.
    pub ceiling: RowMiss,
    /// Where a ceiling earns nothing more, as a multiple of the target; 2 when left out.
    pub zero_at: Option<Decimal>,
    /// Grades for rows with words, from the best down; the 实际完成值 names one.
    pub grades: Vec<IntervalSource>,
    /// From this completion on a result is far above its target (K23): `120%`; 130 % when left out.
    pub over_achievement: Option<String>,
}

/// How the score of a row comes about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowScoring {
    /// A person types it; it is checked.
    #[default]
    Checked,
    /// It is computed; a person may type another, which is checked.
    Suggested,
    /// It is computed; nothing else counts.
    Locked,
}

/// What a missed target earns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowMiss {
    /// The usual: in proportion for a floor, in a straight line to zero for a ceiling.
    #[default]
    InProportion,
    /// Weight × the smaller ÷ the greater.
    Inverse,
    /// Nothing.
    NoPoints,
}
