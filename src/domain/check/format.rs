//! K14 number format, K15 unit, K16 date.

use super::subject::{Report, Subject};
use super::{Finding, Severity};
use crate::domain::figure::{Reading, malformed_numbers};
use crate::domain::filing::{RowColumn, TreeRow};
use crate::domain::formula::Unknown;
use crate::domain::narrative::{impossible_days, years};
use crate::domain::scheme::SlotKind;

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = figures(subject);
    for (tree, row) in subject.rows() {
        for column in [RowColumn::Target, RowColumn::Actual] {
            findings.extend(row_numbers(subject, row, column));
            findings.extend(row_dates(subject, row, column));
        }
        findings.extend(row_units(subject, row));
        if tree.scored {
            for column in [RowColumn::Weight, RowColumn::Score] {
                findings.extend(row_points(subject, row, column));
            }
        }
    }
    findings
}

/// Cells of amounts, counts and percentages that hold something else.
fn figures(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (slot, definition) in subject.scheme.slots.iter().enumerate() {
        let SlotKind::Input(_) = definition.kind else {
            continue;
        };
        let Some(value) = subject.evaluation.values.get(slot) else {
            continue;
        };
        if !matches!(value.exact, Err(Unknown::Unreadable(_))) {
            continue;
        }
        let typed = subject.typed(slot).trim();
        let (check, message, cure) = match &value.reading {
            Reading::Malformed(why) => (
                "K14",
                format!("“{typed}”不是规范的数字：{}。", why.explain()),
                "请改为普通数字，例如 1234.56。".to_owned(),
            ),
            Reading::Number(quantity) if !quantity.unit.is_empty() => (
                "K15",
                format!(
                    "“{typed}”的单位“{}”与本栏单位“{}”不符。",
                    quantity.unit, definition.unit
                ),
                format!("请按{}填写，或只填数字。", definition.unit),
            ),
            _ => (
                "K14",
                format!("“{typed}”不是一个数。"),
                format!("本栏只填一个数{}。", unit_words(&definition.unit)),
            ),
        };
        findings.push(subject.finding(Report {
            check,
            severity: Severity::Error,
            cell: definition.code.clone(),
            message,
            cure,
            related: Vec::new(),
        }));
    }
    findings
}

fn impossible_day(subject: &Subject<'_>, cell: String, day: &str) -> Finding {
    subject.finding(Report {
        check: "K16",
        severity: Severity::Error,
        cell,
        message: format!("“{day}”这一天不存在。"),
        cure: "请核对日期。".to_owned(),
        related: Vec::new(),
    })
}

fn unit_words(unit: &str) -> String {
    if unit.is_empty() {
        String::new()
    } else {
        format!("（单位：{unit}）")
    }
}

fn row_numbers(subject: &Subject<'_>, row: &TreeRow, column: RowColumn) -> Option<Finding> {
    let cell = row.cell(column);
    let bad = malformed_numbers(subject.entries.typed(&cell));
    let first = bad.first()?;
    Some(subject.finding(Report {
        check: "K14",
        severity: Severity::Error,
        message: format!("“{first}”不是规范的数字。"),
        cure: format!("请补全数字，例如 {}。", repaired(first)),
        cell,
        related: Vec::new(),
    }))
}

/// An example of what may have been meant.
fn repaired(number: &str) -> String {
    let percent = if number.ends_with('%') { "%" } else { "" };
    let digits = number.trim_end_matches('%').replace("..", ".");
    let digits = digits.trim_end_matches('.');
    if digits.contains('.') {
        format!("{digits}{percent}")
    } else {
        format!("{digits}.00{percent} 或 {digits}{percent}")
    }
}

fn row_points(subject: &Subject<'_>, row: &TreeRow, column: RowColumn) -> Option<Finding> {
    let cell = row.cell(column);
    let typed = subject.entries.filled(&cell)?;
    if crate::domain::filing::points(typed).is_ok() {
        return None;
    }
    Some(subject.finding(Report {
        check: "K14",
        severity: Severity::Error,
        message: format!("{}“{typed}”不是一个数。", column.label()),
        cure: "请只填分数，例如 8 或 8.5。".to_owned(),
        cell,
        related: Vec::new(),
    }))
}

/// Target and result must speak of the same unit.
fn row_units(subject: &Subject<'_>, row: &TreeRow) -> Option<Finding> {
    let (Reading::Number(target), Reading::Number(actual)) = (&row.target, &row.actual) else {
        return None;
    };
    if target.unit == actual.unit {
        return None;
    }
    let (severity, message, cure) = if actual.unit.is_empty() {
        let unit = format!("{}{}", target.scale.word(), target.unit);
        (
            Severity::Notice,
            format!(
                "指标值的单位是“{unit}”，完成值“{}”没有写单位。",
                actual.number
            ),
            format!("请补写单位；现按“{unit}”理解。"),
        )
    } else if target.unit.is_empty() {
        (
            Severity::Notice,
            format!(
                "完成值的单位是“{}”，指标值“{}”没有写单位。",
                actual.unit, target.number
            ),
            "请给指标值补写单位。".to_owned(),
        )
    } else {
        (
            Severity::Warning,
            format!(
                "指标值的单位是“{}”，完成值的单位是“{}”，无法比较。",
                target.unit, actual.unit
            ),
            "请统一单位；确属不同口径的，请说明理由。".to_owned(),
        )
    };
    Some(subject.finding(Report {
        check: "K15",
        severity,
        cell: row.cell(RowColumn::Actual),
        message,
        cure,
        related: vec![row.cell(RowColumn::Target)],
    }))
}

/// Years other than the filing's, and days that do not exist.
fn row_dates(subject: &Subject<'_>, row: &TreeRow, column: RowColumn) -> Option<Finding> {
    let cell = row.cell(column);
    let typed = subject.entries.typed(&cell);
    if !typed.contains(['年', '月']) {
        return None;
    }
    if let Some(day) = impossible_days(typed).first() {
        return Some(impossible_day(subject, cell, day));
    }
    let year = subject.entries.year;
    let wrong = years(typed).into_iter().find(|found| *found != year)?;
    let message = format!("本表是{year}年度的，这里写的是{wrong}年。");
    let cure = format!("请核对年份；应为{year}年的，请改正。");
    Some(subject.finding(Report {
        check: "K16",
        severity: Severity::Error,
        cell,
        message,
        cure,
        related: Vec::new(),
    }))
}
