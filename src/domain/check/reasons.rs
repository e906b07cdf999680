//! K12: below full marks, or short of a target, wants a reason.

use super::subject::{Report, Subject};
use super::{Finding, Severity};
use crate::domain::filing::{Attainment, RowColumn, TreeRow};
use crate::domain::scheme::checklist_cell;
use crate::domain::scoring::Basis;

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (tree, row) in subject.rows() {
        if subject
            .entries
            .filled(&row.cell(RowColumn::Reason))
            .is_some()
        {
            continue;
        }
        findings.extend(if tree.scored {
            lost_points(subject, row)
        } else {
            missed_target(subject, row)
        });
    }
    findings.extend(judged_below_full(subject));
    findings
}

fn lost_points(subject: &Subject<'_>, row: &TreeRow) -> Option<Finding> {
    let (Ok(weight), Ok(score)) = (&row.weight, &row.score) else {
        return None;
    };
    // What was computed from target and result explains itself.
    if score >= weight || row.is_computed {
        return None;
    }
    let (full, given) = (subject.points(weight), subject.points(score));
    let lost = subject.points(&(weight - score));
    let message = match row.attainment {
        Attainment::Met => format!(
            "“{}”已达到指标值，按定量指标规则应得 {full} 分，自评 {given} 分，少 {lost} 分，须说明原因。",
            row.name
        ),
        _ => format!(
            "“{}”分值 {full} 分，自评 {given} 分，扣 {lost} 分，须说明原因。",
            row.name
        ),
    };
    Some(subject.finding(Report {
        check: "K12",
        severity: Severity::Warning,
        cell: row.cell(RowColumn::Score),
        message,
        cure: "请在“偏差原因分析及改进措施”栏或说明栏写明原因，或改正得分。".to_owned(),
        related: vec![row.cell(RowColumn::Reason), row.cell(RowColumn::Weight)],
    }))
}

fn missed_target(subject: &Subject<'_>, row: &TreeRow) -> Option<Finding> {
    if !matches!(row.attainment, Attainment::Missed(_)) {
        return None;
    }
    let target = subject.entries.typed(&row.cell(RowColumn::Target)).trim();
    let actual = subject.entries.typed(&row.cell(RowColumn::Actual)).trim();
    Some(subject.finding(Report {
        check: "K12",
        severity: Severity::Warning,
        cell: row.cell(RowColumn::Actual),
        message: format!(
            "“{}”指标值 {target}，实际完成 {actual}，未达到，须说明原因。",
            row.name
        ),
        cure: "请在“偏差原因分析及改进措施”栏或说明栏写明原因，或核对数据。".to_owned(),
        related: vec![row.cell(RowColumn::Reason), row.cell(RowColumn::Target)],
    }))
}

/// Scores that a person judged below full marks; those that a rule computed explain themselves.
fn judged_below_full(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (indicator, score) in subject
        .scheme
        .indicators
        .iter()
        .zip(&subject.evaluation.scores)
    {
        let is_judged = matches!(
            score.basis,
            Basis::Judged
                | Basis::Grade(_)
                | Basis::Interval(_)
                | Basis::Checklist(_)
                | Basis::Award(_)
                | Basis::Veto(_)
        );
        let Ok(points) = &score.points else { continue };
        if !is_judged || *points >= indicator.weight {
            continue;
        }
        let (full, given) = (subject.points(&indicator.weight), subject.points(points));
        let cell = if indicator.rule.requirements().is_empty() {
            indicator.code.clone()
        } else {
            checklist_cell(&indicator.code, 0)
        };
        findings.push(subject.finding(Report {
            check: "K12",
            severity: Severity::Warning,
            cell,
            message: format!(
                "“{}”分值 {full} 分，自评 {given} 分，须说明原因。",
                indicator.name
            ),
            cure: "请说明扣分原因。".to_owned(),
            related: vec![indicator.code.clone()],
        }));
    }
    findings
}
