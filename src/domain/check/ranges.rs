//! K10: scores that a person gives stay within what the rule offers; K14: and on the scheme's steps.

use super::subject::{Report, Subject};
use super::{Finding, Severity};
use crate::domain::figure::Exact;
use crate::domain::filing::{RowColumn, points};
use crate::domain::formula::Unknown;
use crate::domain::scheme::{Indicator, Interval, Rule, grade_cell};
use crate::domain::scoring::Score;

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let scheme = subject.scheme;
    for (indicator, score) in scheme.indicators.iter().zip(&subject.evaluation.scores) {
        findings.extend(out_of_range(subject, indicator, score));
        if matches!(indicator.rule, Rule::Manual | Rule::Judged { .. }) {
            findings.extend(off_step(subject, indicator.code.clone()));
        }
    }
    for (tree, row) in subject.rows() {
        if tree.scored {
            findings.extend(off_step(subject, row.cell(RowColumn::Score)));
        }
    }
    findings
}

fn out_of_range(subject: &Subject<'_>, indicator: &Indicator, score: &Score) -> Option<Finding> {
    if score.points != Err(Unknown::OutOfRange) {
        return None;
    }
    let typed = subject.entries.filled(&indicator.code)?;
    let weight = subject.points(&indicator.weight);
    let whole = format!("0 至 {weight} 分");
    let (range, cure) = match picked(subject, indicator) {
        Some(grade) => (
            format!("“{}”的 {}", grade.name, words(subject, grade, indicator)),
            "请改正得分，或改选与得分相符的等次。".to_owned(),
        ),
        None => (whole, format!("请填 0 至 {weight} 之间的分数。")),
    };
    Some(subject.finding(Report {
        check: "K10",
        severity: Severity::Error,
        cell: indicator.code.clone(),
        message: format!("“{}”得分“{typed}”不在{range}之间。", indicator.name),
        cure,
        related: Vec::new(),
    }))
}

/// The grade that was picked, where the points are readable and inside the weight.
fn picked<'a>(subject: &Subject<'_>, indicator: &'a Indicator) -> Option<&'a Interval> {
    let Rule::Judged { grades } = &indicator.rule else {
        return None;
    };
    let given = points(subject.entries.typed(&indicator.code)).ok()?;
    if given.is_negative() || given > indicator.weight {
        return None;
    }
    let chosen = subject.entries.filled(&grade_cell(&indicator.code))?;
    grades.iter().find(|grade| grade.name == chosen)
}

fn words(subject: &Subject<'_>, grade: &Interval, indicator: &Indicator) -> String {
    interval_words(subject, grade, &indicator.weight)
}

/// `12（含）至 15 分`, and `9（含）至 12（不含）分` for all but the best grade.
pub(super) fn interval_words(subject: &Subject<'_>, grade: &Interval, weight: &Exact) -> String {
    let low = subject.points(&(weight * &grade.at_least));
    match &grade.below {
        Some(end) => format!(
            "{low}（含）至 {}（不含）分",
            subject.points(&(weight * end))
        ),
        None => format!("{low}（含）至 {} 分", subject.points(weight)),
    }
}

/// A typed score between two steps of the scheme.
fn off_step(subject: &Subject<'_>, cell: String) -> Option<Finding> {
    let typed = subject.entries.filled(&cell)?;
    let given = points(typed).ok()?;
    let step = &subject.scheme.score_step;
    let near = given.rounded_to(step);
    if near == given {
        return None;
    }
    Some(subject.finding(Report {
        check: "K14",
        severity: Severity::Error,
        message: format!(
            "得分 {typed} 太细，本方案的得分以 {} 分为最小单位。",
            step.in_full()
        ),
        cure: format!(
            "请改为 {}，或其他 {} 的整数倍。",
            near.in_full(),
            step.in_full()
        ),
        cell,
        related: Vec::new(),
    }))
}
