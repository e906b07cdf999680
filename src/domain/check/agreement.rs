//! K04: the same figure in two places must agree.

use super::subject::{Report, Subject};
use super::{Finding, Severity};
use crate::domain::figure::{Exact, Reading, fixed, percent};
use crate::domain::filing::{RowColumn, TreeRow};
use crate::domain::formula::{Expr, Slot};
use crate::domain::scheme::{Check, SlotKind};

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for check in &subject.scheme.checks {
        match check {
            Check::Equal {
                left,
                right,
                severity,
                because,
            } => findings.extend(equal(subject, *left, right, *severity, because)),
            Check::IndicatorEqual {
                block,
                words,
                column,
                right,
                severity,
                because,
            } => {
                let rows = subject.rows().filter(|(tree, row)| {
                    tree.id == *block && words.iter().all(|word| row.name.contains(word))
                });
                findings.extend(rows.filter_map(|(_, row)| {
                    row_equal(subject, row, *column, right, (*severity, because))
                }));
            }
            Check::IndicatorSum {
                block,
                parts,
                column,
                right,
                severity,
                because,
            } => {
                let rows = parts.iter().map(|word| only_row(subject, block, word));
                let sum = rows
                    .collect::<Option<Vec<_>>>()
                    .and_then(|rows| row_sum(subject, &rows, *column, right, (*severity, because)));
                findings.extend(sum);
            }
            _ => {}
        }
    }
    findings
}

/// The one row whose name holds a word.
fn only_row<'a>(subject: &Subject<'a>, block: &str, word: &str) -> Option<&'a TreeRow> {
    let mut rows = subject
        .rows()
        .filter(|(tree, row)| tree.id == block && row.name.contains(word));
    let (_, row) = rows.next()?;
    rows.next().is_none().then_some(row)
}

fn equal(
    subject: &Subject<'_>,
    left: Slot,
    right: &Expr,
    severity: Severity,
    because: &str,
) -> Option<Finding> {
    let stated = subject.value(left).ok()?;
    let other = right.evaluate(&subject.values()).ok()?;
    let definition = subject.definition(left)?;
    let is_empty =
        matches!(definition.kind, SlotKind::Input(_)) && subject.typed(left).trim().is_empty();
    let is_rate = definition.unit == "%";
    // Half a unit of the second decimal, of percent for rates.
    let tolerance = if is_rate { 20_000 } else { 200 };
    if is_empty || agrees(&stated, &other, tolerance) {
        return None;
    }
    let gap = (&stated - &other).abs();
    let (other, gap) = if is_rate {
        let points = fixed(&(&gap * &Exact::whole(100)), 2);
        (percent(&other, 2), format!("{points}个百分点"))
    } else {
        (fixed(&other, 2), fixed(&gap, 2))
    };
    let message = format!(
        "{because}，“{}”是 {}，“{}”是 {other}，相差 {gap}。",
        subject.name(left),
        subject.shown(left),
        right.in_names(&subject.values()),
    );
    let sure = ("K04", severity);
    Some(subject.finding_at(sure, left, &right.slots(), message, cure(severity)))
}

fn row_equal(
    subject: &Subject<'_>,
    row: &TreeRow,
    column: RowColumn,
    right: &Expr,
    (severity, because): (Severity, &str),
) -> Option<Finding> {
    let other = right.evaluate(&subject.values()).ok()?;
    let stated = row_figure(subject, row_reading(row, column))?;
    if agrees(&stated, &other, 200) {
        return None;
    }
    Some(subject.finding(Report {
        check: "K04",
        severity,
        cell: row.cell(column),
        message: format!(
            "{because}，指标“{}”的{}是 {}，“{}”是 {}。",
            row.name,
            column.label(),
            stated.in_full(),
            right.in_names(&subject.values()),
            other.in_full(),
        ),
        cure: cure(severity),
        related: subject.codes(&right.slots()),
    }))
}

/// Rows together against one figure; nothing is said unless every row is an amount.
fn row_sum(
    subject: &Subject<'_>,
    rows: &[&TreeRow],
    column: RowColumn,
    right: &Expr,
    (severity, because): (Severity, &str),
) -> Option<Finding> {
    let first = rows.first()?;
    let other = right.evaluate(&subject.values()).ok()?;
    let amounts: Vec<Exact> = rows
        .iter()
        .map(|row| row_money(subject, row_reading(row, column)))
        .collect::<Option<_>>()?;
    let added = amounts
        .iter()
        .fold(Exact::zero(), |sum, amount| &sum + amount);
    if agrees(&added, &other, 200) {
        return None;
    }
    let addends: Vec<String> = amounts.iter().map(Exact::in_full).collect();
    Some(
        subject.finding(Report {
            check: "K04",
            severity,
            cell: first.cell(column),
            message: format!(
                "{because}，各指标的{} {} 合计为 {}，“{}”是 {}，相差 {}。",
                column.label(),
                addends.join("＋"),
                fixed(&added, 2),
                right.in_names(&subject.values()),
                fixed(&other, 2),
                fixed(&(&added - &other).abs(), 2),
            ),
            cure: cure(severity),
            related: rows
                .iter()
                .skip(1)
                .map(|row| row.cell(column))
                .chain(subject.codes(&right.slots()))
                .collect(),
        }),
    )
}

fn cure(severity: Severity) -> String {
    match severity {
        Severity::Error => "请核对两处数据，改为一致。".to_owned(),
        _ => "请核对两处数据；口径确有不同的，请说明理由。".to_owned(),
    }
}

/// Whether two figures differ by no more than one part in so many.
fn agrees(stated: &Exact, other: &Exact, parts: i64) -> bool {
    let tolerance = Exact::whole(1).divided_by(&Exact::whole(parts));
    (stated - other).abs() <= tolerance.unwrap_or_else(Exact::zero)
}

fn row_reading(row: &TreeRow, column: RowColumn) -> &Reading {
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

/// The row's amount of money in the scheme's unit, which one without a unit is taken to be in.
fn row_money(subject: &Subject<'_>, reading: &Reading) -> Option<Exact> {
    match reading {
        Reading::Number(quantity) => subject.scheme.amount(quantity),
        _ => None,
    }
}
