//! K10: weights and scores add up.

use super::subject::{Report, Subject};
use super::{Finding, Severity};
use crate::domain::figure::Exact;
use crate::domain::filing::{RowColumn, TreeRow, points};
use crate::domain::formula::Unknown;
use crate::domain::scheme::source::Level1Source;
use crate::domain::scheme::{TOTAL_CELL, Tree};

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (tree, rows) in subject.scheme.trees.iter().zip(&subject.evaluation.trees) {
        if tree.scored {
            findings.extend(
                tree.level1
                    .iter()
                    .filter_map(|level1| level(subject, tree, rows, level1)),
            );
            findings.extend(rows.iter().filter_map(|row| above_weight(subject, row)));
        }
    }
    findings.extend(printed_total(subject));
    findings
}

/// The third-level weights under a first-level heading add up to its points.
fn level(
    subject: &Subject<'_>,
    tree: &Tree,
    rows: &[TreeRow],
    level1: &Level1Source,
) -> Option<Finding> {
    let wanted = Exact::from(level1.weight?);
    let under: Vec<&TreeRow> = rows
        .iter()
        .filter(|row| {
            tree.level2
                .get(row.heading)
                .is_some_and(|h| h.under == level1.name)
        })
        .collect();
    let first = under.first()?;
    let known: Vec<&Exact> = under
        .iter()
        .filter_map(|row| row.weight.as_ref().ok())
        .collect();
    let sum = known
        .iter()
        .fold(Exact::zero(), |sum, weight| &sum + weight);
    if sum == wanted {
        return None;
    }
    let addends: Vec<String> = known.iter().map(|weight| subject.points(weight)).collect();
    let gap = subject.points(&(&wanted - &sum).abs());
    let direction = if sum < wanted { "少" } else { "多" };
    Some(
        subject.finding(Report {
            check: "K10",
            severity: Severity::Error,
            cell: first.cell(RowColumn::Weight),
            message: format!(
                "“{}”下各指标分值 {} 合计为 {} 分，应为 {} 分，{direction}{gap} 分。",
                level1.name,
                if addends.is_empty() {
                    "0".to_owned()
                } else {
                    addends.join("＋")
                },
                subject.points(&sum),
                subject.points(&wanted),
            ),
            cure: "请调整各指标分值。".to_owned(),
            related: under
                .iter()
                .map(|row| row.cell(RowColumn::Weight))
                .collect(),
        }),
    )
}

fn above_weight(subject: &Subject<'_>, row: &TreeRow) -> Option<Finding> {
    if row.score != Err(Unknown::OutOfRange) {
        return None;
    }
    let typed = subject.entries.filled(&row.cell(RowColumn::Score))?;
    points(typed).ok()?;
    let weight = row.weight.as_ref().ok()?;
    Some(subject.finding(Report {
        check: "K10",
        severity: Severity::Error,
        cell: row.cell(RowColumn::Score),
        message: format!(
            "“{}”得分 {typed} 不在 0 至分值 {} 之间。",
            row.name,
            subject.points(weight)
        ),
        cure: "得分不能超过分值，也不能为负数。".to_owned(),
        related: vec![row.cell(RowColumn::Weight)],
    }))
}

/// A total as a paper printed it.
fn printed_total(subject: &Subject<'_>) -> Option<Finding> {
    let printed = subject.entries.filled(TOTAL_CELL)?;
    let right = subject.evaluation.total.as_ref().ok()?;
    if points(printed).as_ref() == Ok(right) {
        return None;
    }
    let right = subject.points(right);
    Some(subject.finding(Report {
        check: "K10",
        severity: Severity::Error,
        cell: TOTAL_CELL.to_owned(),
        message: format!("填报总分 {printed}，各项得分合计为 {right}。"),
        cure: format!("请改为 {right}。"),
        related: Vec::new(),
    }))
}
