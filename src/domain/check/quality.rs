//! K20: indicators that measure badly: one thing counted twice, money among quantities, a ceiling
//! set after the money was spent.

use std::collections::BTreeMap;

use super::results::is_ceiling;
use super::subject::{Report, Subject};
use super::{Finding, Severity};
use crate::domain::figure::{Exact, Reading, fixed, fold};
use crate::domain::filing::{RowColumn, TreeRow};
use crate::domain::formula::Slot;
use crate::domain::scheme::{Check, Tree};

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (tree, rows) in subject.scheme.trees.iter().zip(&subject.evaluation.trees) {
        findings.extend(counted_twice(subject, tree, rows));
        for row in rows {
            findings.extend(money_as_quantity(subject, tree, row));
        }
    }
    for check in &subject.scheme.checks {
        if let Check::Ceiling {
            block,
            initial,
            spent,
            severity,
        } = check
        {
            let rows = subject.rows().filter(|(tree, _)| tree.id == *block);
            findings.extend(rows.filter_map(|(tree, row)| {
                set_afterwards(subject, tree, row, (*initial, *spent), *severity)
            }));
        }
    }
    findings
}

/// Rows that measure the same thing against the same target, by the parts of their names.
fn counted_twice(subject: &Subject<'_>, tree: &Tree, rows: &[TreeRow]) -> Vec<Finding> {
    let mut by_measure: BTreeMap<(String, String), Vec<&TreeRow>> = BTreeMap::new();
    for row in rows {
        let target = fold(subject.entries.typed(&row.cell(RowColumn::Target)));
        for measure in measures(&row.name) {
            let known = by_measure.entry((measure, target.clone())).or_default();
            if known.iter().all(|other| other.id != row.id) {
                known.push(row);
            }
        }
    }
    let doubles = by_measure
        .into_iter()
        .filter(|((_, target), rows)| rows.len() > 1 && !target.is_empty());
    doubles
        .filter_map(|((measure, _), rows)| twice(subject, tree, &measure, &rows))
        .collect()
}

fn twice(subject: &Subject<'_>, tree: &Tree, measure: &str, rows: &[&TreeRow]) -> Option<Finding> {
    let first = rows.first()?;
    let names: Vec<String> = rows.iter().map(|row| format!("“{}”", row.name)).collect();
    let weights: Option<Vec<&Exact>> = rows.iter().map(|row| row.weight.as_ref().ok()).collect();
    let points = weights.filter(|_| tree.scored).map(|weights| {
        let sum = weights
            .into_iter()
            .fold(Exact::zero(), |sum, weight| &sum + weight);
        format!("，分值合计 {} 分", subject.points(&sum))
    });
    Some(
        subject.finding(Report {
            check: "K20",
            severity: Severity::Warning,
            cell: first.cell(RowColumn::Name),
            message: format!(
                "“{measure}”在{}中重复设置{}。",
                names.join(""),
                points.unwrap_or_default()
            ),
            cure: "同一内容只设一个指标；确有不同内容的，请改名区分或说明理由。".to_owned(),
            related: rows
                .iter()
                .skip(1)
                .map(|row| row.cell(RowColumn::Name))
                .collect(),
        }),
    )
}

/// What a row's name says it measures: the name as a whole, or its parts where it joins several.
/// Short words (质量, 满意度) say too little to be the same thing twice.
fn measures(name: &str) -> Vec<String> {
    let folded = fold(name);
    let plain: String = folded
        .chars()
        .filter(|c| !"“”\"（）()《》".contains(*c))
        .collect();
    let plain = plain.trim_end_matches("指标");
    let parts: Vec<&str> = plain.split(['和', '与', '及', '、', '，', ',']).collect();
    let is_one = parts.len() == 1;
    parts
        .into_iter()
        .filter(|part| is_one || part.chars().count() >= 4)
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A sum of money under 数量指标.
fn money_as_quantity(subject: &Subject<'_>, tree: &Tree, row: &TreeRow) -> Option<Finding> {
    let heading = tree.level2.get(row.heading)?;
    let Reading::Number(target) = &row.target else {
        return None;
    };
    if target.unit != "元" || !heading.name.contains("数量") {
        return None;
    }
    Some(subject.finding(Report {
        check: "K20",
        severity: Severity::Notice,
        cell: row.cell(RowColumn::Name),
        message: format!(
            "“{}”的指标值“{}”是金额，放在“{}”下。",
            row.name,
            subject.entries.typed(&row.cell(RowColumn::Target)).trim(),
            heading.name
        ),
        cure: "数量指标写做了多少事；金额请放到成本指标或效益指标。".to_owned(),
        related: vec![row.cell(RowColumn::Target)],
    }))
}

/// A ceiling that equals what was spent in the end, while another budget was set at the beginning.
fn set_afterwards(
    subject: &Subject<'_>,
    tree: &Tree,
    row: &TreeRow,
    (initial, spent): (Slot, Slot),
    severity: Severity,
) -> Option<Finding> {
    let Reading::Number(target) = &row.target else {
        return None;
    };
    let ceiling = subject
        .scheme
        .amount(target)
        .filter(|_| target.unit == "元")?;
    let (planned, used) = (subject.value(initial).ok()?, subject.value(spent).ok()?);
    if !is_ceiling(tree, row) || ceiling != used || planned == used || used.is_zero() {
        return None;
    }
    Some(
        subject.finding(Report {
            check: "K20",
            severity,
            cell: row.cell(RowColumn::Target),
            message: format!(
                "“{}”的指标值 {} 等于“{}”，而“{}”是 {}，像是事后按实际支出填的。",
                row.name,
                subject.entries.typed(&row.cell(RowColumn::Target)).trim(),
                subject.name(spent),
                subject.name(initial),
                fixed(&planned, 2),
            ),
            cure: "成本指标的指标值应在年初按预算确定；预算有调整的，请说明理由。".to_owned(),
            related: [initial, spent]
                .map(|slot| subject.code(slot).to_owned())
                .to_vec(),
        }),
    )
}
