//! The headings of money tables, by the ends of their words: other places add their own beginnings.

use super::bare;

/// A column of a funding grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::domain::audit) enum Column {
    /// 年初预算数.
    Initial,
    /// 全年预算数, 调整后预算数.
    Annual,
    /// 全年执行数, 决算数.
    Executed,
    /// 分值.
    Weight,
    /// 执行率.
    Rate,
    /// 得分.
    Score,
    /// 预算调整率: what was added to the budget of the year's beginning.
    Adjustment,
}

/// The longest heading, characters.
const LONGEST: usize = 12;

/// Years of other columns: 上年决算数, 2021年预算数.
const OTHER_YEARS: [&str; 6] = ["上年", "上一年", "去年", "本年", "当年", "20"];

const RATES: [&str; 5] = ["执行率", "支出率", "使用率", "支付率", "预算完成率"];
const SCORES: [&str; 3] = ["得分", "自评分", "评分"];
const WEIGHTS: [&str; 5] = ["分值", "权重", "权数", "满分", "标准分"];
const EXECUTED: [&str; 10] = [
    "执行数",
    "执行金额",
    "执行额",
    "支出数",
    "支出金额",
    "支出额",
    "实际支出",
    "决算数",
    "决算金额",
    "实际执行",
];
const BUDGETS: [&str; 11] = [
    "预算数",
    "预算",
    "预算金额",
    "预算额",
    "预算安排数",
    "预算安排",
    "预算批复",
    "批复数",
    "预算总额",
    "预算调整后数",
    "全年预算调整数",
];

/// The column of a funding grid that a heading names; marks in brackets are left out.
pub(in crate::domain::audit) fn column(label: &str) -> Option<Column> {
    let bare = bare(label);
    let ends = |words: &[&str]| words.iter().any(|word| bare.ends_with(word));
    if bare.chars().count() > LONGEST || OTHER_YEARS.iter().any(|year| bare.starts_with(year)) {
        return None;
    }
    if ends(&["预算调整率"]) {
        Some(Column::Adjustment)
    } else if ends(&RATES) || bare.contains("执行率") {
        Some(Column::Rate)
    } else if ends(&SCORES) {
        Some(Column::Score)
    } else if ends(&WEIGHTS) {
        Some(Column::Weight)
    } else if ends(&EXECUTED) || ["预算执行", "执行", "决算"].contains(&bare) {
        Some(Column::Executed)
    } else if !ends(&BUDGETS) {
        None
    } else if bare.contains("年初") {
        Some(Column::Initial)
    } else {
        Some(Column::Annual)
    }
}
