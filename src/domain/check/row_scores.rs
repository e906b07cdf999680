//! K09 on the rows of indicator trees: typed scores against what target and result allow.

use super::ranges::interval_words;
use super::subject::{Report, Subject};
use super::{Finding, Severity};
use crate::domain::figure::Exact;
use crate::domain::filing::{RowColumn, TreeRow, points};
use crate::domain::scheme::Tree;
use crate::domain::scheme::source::RowScoring;

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (tree, row) in subject.rows().filter(|(tree, _)| tree.scored) {
        let found = locked(subject, tree, row)
            .or_else(|| outside_grade(subject, tree, row))
            .or_else(|| above_completion(subject, row));
        findings.extend(found);
    }
    findings
}

fn expected(subject: &Subject<'_>, row: &TreeRow) -> Option<Exact> {
    Some(subject.scheme.rounded_score(&row.expected_score()?))
}

fn report(row: &TreeRow, severity: Severity, message: String, cure: String) -> Report {
    Report {
        check: "K09",
        severity,
        cell: row.cell(RowColumn::Score),
        message,
        cure,
        related: vec![row.cell(RowColumn::Target), row.cell(RowColumn::Actual)],
    }
}

/// A typed score where only the computed one counts.
fn locked(subject: &Subject<'_>, tree: &Tree, row: &TreeRow) -> Option<Finding> {
    let scoring = tree.rule.scoring(row.is_quantitative);
    if scoring != RowScoring::Locked || !row.is_computed {
        return None;
    }
    let typed = subject.entries.filled(&row.cell(RowColumn::Score))?;
    let right = row.score.as_ref().ok()?;
    if points(typed).as_ref() == Ok(right) {
        return None;
    }
    let right = subject.points(right);
    Some(subject.finding(report(
        row,
        Severity::Error,
        format!(
            "“{}”填报得分 {typed}，按完成情况应得 {right} 分。",
            row.name
        ),
        format!("本项得分由系统计算，请改为 {right} 或留空。"),
    )))
}

/// A score outside the grade that the result names.
fn outside_grade(subject: &Subject<'_>, tree: &Tree, row: &TreeRow) -> Option<Finding> {
    let grade = tree.rule.grades.get(row.grade?)?;
    let (score, weight) = (row.score.as_ref().ok()?, row.weight.as_ref().ok()?);
    if row.is_quantitative || grade.holds(score, weight) {
        return None;
    }
    let words = interval_words(subject, grade, weight);
    Some(subject.finding(report(
        row,
        Severity::Error,
        format!(
            "“{}”评定为“{}”，得分应在 {words}之间，自评 {} 分。",
            row.name,
            grade.name,
            subject.points(score)
        ),
        "请改正得分，或改正评定的档次。".to_owned(),
    )))
}

/// A score above what the completion gives.
fn above_completion(subject: &Subject<'_>, row: &TreeRow) -> Option<Finding> {
    let score = row.score.as_ref().ok()?;
    let allowed = expected(subject, row)?;
    if *score <= allowed {
        return None;
    }
    let (score, allowed) = (subject.points(score), subject.points(&allowed));
    Some(subject.finding(report(
        row,
        Severity::Warning,
        format!(
            "“{}”未达到指标值，按完成比例应得 {allowed} 分，自评 {score} 分。",
            row.name
        ),
        format!("请改为 {allowed} 分以内；另有评分依据的，请说明理由。"),
    )))
}
