//! K04: the same figure in two places must agree.

use super::Finding;
use super::subject::{Report, Subject};
use crate::domain::figure::{Exact, Reading, fixed};
use crate::domain::filing::RowColumn;
use crate::domain::formula::Expr;
use crate::domain::scheme::Check;

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for check in &subject.scheme.checks {
        match check {
            Check::Sum { .. } => {}
            Check::Equal {
                left,
                right,
                severity,
                because,
            } => {
                let (Ok(stated), Ok(other)) =
                    (subject.value(*left), right.evaluate(&subject.values()))
                else {
                    continue;
                };
                if agrees(&stated, &other) || subject.typed(*left).trim().is_empty() {
                    continue;
                }
                findings.push(subject.finding(Report {
                    check: "K04",
                    severity: *severity,
                    cell: subject.code(*left).to_owned(),
                    message: format!(
                        "{because}，“{}”填 {}，“{}”是 {}，相差 {}。",
                        subject.name(*left),
                        subject.shown(*left),
                        right.in_names(&subject.values()),
                        fixed(&other, 2),
                        fixed(&(&stated - &other).abs(), 2),
                    ),
                    cure: cure(*severity),
                    related: related(subject, right),
                }));
            }
            Check::IndicatorEqual {
                block,
                words,
                column,
                right,
                severity,
                because,
            } => {
                let Ok(other) = right.evaluate(&subject.values()) else {
                    continue;
                };
                for (tree, row) in subject.rows() {
                    let is_meant =
                        tree.id == *block && words.iter().all(|word| row.name.contains(word));
                    let Some(stated) =
                        row_figure(subject, row_reading(row, *column)).filter(|_| is_meant)
                    else {
                        continue;
                    };
                    if agrees(&stated, &other) {
                        continue;
                    }
                    findings.push(subject.finding(Report {
                        check: "K04",
                        severity: *severity,
                        cell: row.cell(*column),
                        message: format!(
                            "{because}，指标“{}”的{}是 {}，“{}”是 {}。",
                            row.name,
                            column.label(),
                            stated.in_full(),
                            right.in_names(&subject.values()),
                            other.in_full(),
                        ),
                        cure: cure(*severity),
                        related: related(subject, right),
                    }));
                }
            }
        }
    }
    findings
}

fn cure(severity: super::Severity) -> String {
    match severity {
        super::Severity::Error => "请核对两处数据，改为一致。".to_owned(),
        _ => "请核对两处数据；口径确有不同的，请说明理由。".to_owned(),
    }
}

fn agrees(stated: &Exact, other: &Exact) -> bool {
    let tolerance = Exact::whole(1)
        .divided_by(&Exact::whole(200))
        .unwrap_or_else(Exact::zero);
    (stated - other).abs() <= tolerance
}

fn related(subject: &Subject<'_>, right: &Expr) -> Vec<String> {
    right
        .slots()
        .into_iter()
        .map(|slot| subject.code(slot).to_owned())
        .collect()
}

fn row_reading(row: &crate::domain::filing::TreeRow, column: RowColumn) -> &Reading {
    if column == RowColumn::Target {
        &row.target
    } else {
        &row.actual
    }
}

/// The row's figure: money in the scheme's unit, anything else in its own.
fn row_figure(subject: &Subject<'_>, reading: &Reading) -> Option<Exact> {
    let Reading::Number(quantity) = reading else {
        return None;
    };
    if quantity.unit == "元" {
        return subject.scheme.amount(quantity);
    }
    Some(quantity.value())
}
