//! What stands above single indicators, in words.

use super::ends_words;
use crate::domain::scheme::source::{
    ConditionSource, LimitSource, PartSource, RowMiss, RowRuleSource, RowScoring,
};

/// A limit with its conditions: 总分最多 59 分：“提供虚假数据”为“是”（…）.
#[must_use]
pub fn limit_words(limit: &LimitSource) -> String {
    let on = match (&limit.indicator, &limit.level1) {
        (Some(indicator), _) => format!("指标 {indicator} "),
        (None, Some(level1)) => format!("“{level1}”合计"),
        (None, None) => "总分".to_owned(),
    };
    let when: Vec<String> = limit.when.iter().map(condition_words).collect();
    format!(
        "{on}最多 {} 分：{}（{}）",
        limit.at_most.normalize(),
        when.join("，并且 "),
        limit.because
    )
}

fn condition_words(condition: &ConditionSource) -> String {
    if let (Some(item), Some(answer)) = (&condition.item, &condition.is) {
        return format!("“{item}”为“{answer}”");
    }
    let value = condition.value.as_deref().unwrap_or_default();
    format!("{value} {}", ends_words(condition.ends()))
}

/// A part of the total with what is in it.
#[must_use]
pub fn part_words(part: &PartSource) -> String {
    let inside: Vec<&str> = [&part.indicators, &part.level1, &part.trees]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    format!(
        "{}：满分 {} 分，折算为 {} 分计入总分；包括 {}",
        part.name,
        part.of.normalize(),
        part.counts.normalize(),
        inside.join("、")
    )
}

/// How the rows of an indicator tree are scored, a clause each.
#[must_use]
pub fn row_rule_words(rule: &RowRuleSource) -> Vec<String> {
    let mut clauses = vec![
        format!("填数的行{}", scoring_words(rule.quantitative)),
        format!("填文字的行{}", scoring_words(rule.qualitative)),
        format!("没有达到目标的{}", floor_words(rule.floor)),
        format!("超过上限的{}", ceiling_words(rule)),
    ];
    if !rule.grades.is_empty() {
        let grades: Vec<String> = rule
            .grades
            .iter()
            .map(|grade| format!("{}（{}起）", grade.name, grade.at_least))
            .collect();
        clauses.push(format!("文字分档：{}", grades.join("、")));
    }
    let over = rule.over_achievement.as_deref().unwrap_or("130%");
    clauses.push(format!("完成到目标的 {over} 起须说明原因"));
    clauses
}

fn scoring_words(scoring: RowScoring) -> &'static str {
    match scoring {
        RowScoring::Checked => "手工打分，系统核对",
        RowScoring::Suggested => "系统算出得分，可以改",
        RowScoring::Locked => "由系统打分，不能改",
    }
}

fn floor_words(miss: RowMiss) -> &'static str {
    match miss {
        RowMiss::InProportion | RowMiss::Inverse => "按完成比例得分",
        RowMiss::NoPoints => "不得分",
    }
}

fn ceiling_words(rule: &RowRuleSource) -> String {
    match rule.ceiling {
        RowMiss::InProportion => {
            let zero = rule.zero_at.map(|times| times.normalize().to_string());
            let zero = zero.as_deref().unwrap_or("2");
            format!("按直线扣分，达到目标的 {zero} 倍得 0 分")
        }
        RowMiss::Inverse => "按 目标÷实际 得分".to_owned(),
        RowMiss::NoPoints => "不得分".to_owned(),
    }
}
