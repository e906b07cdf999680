//! L31, L32: a change rate that is not said to be one, and names that stand twice.

use std::collections::HashSet;

use super::last_year::LAST_YEAR;
use super::subject::{Subject, notice, warning};
use crate::domain::formula::{Expr, Operator, Slot};
use crate::domain::scheme::source::{BlockSource, IndicatorSource, Level2Source};
use crate::domain::scheme::{Fault, Spot};

/// Words of a name that tells of a change against the year before.
const CHANGE: [&str; 5] = ["变动", "增长", "增减", "增幅", "降幅"];

pub(super) fn lint(subject: &Subject<'_>) -> Vec<Fault> {
    let mut faults = change_rates(subject);
    faults.extend(indicators(&subject.source.indicators));
    for (at, form) in subject.source.forms.iter().enumerate() {
        for (number, block) in form.blocks.iter().enumerate() {
            faults.extend(labels(&format!("form.{at}.block.{number}"), block));
        }
    }
    faults
}

/// L31: this year less last year, over last year, without `is_change_rate`.
fn change_rates(subject: &Subject<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    let typed = subject.source.items.len();
    for (at, value) in subject.source.computed.iter().enumerate() {
        let definition = subject.scheme.definition(typed + at);
        let formula = definition.and_then(|definition| definition.kind.formula());
        let Some(base) = formula.filter(|_| value.unit == "%").and_then(base_of) else {
            continue;
        };
        let base = subject.scheme.definition(base);
        let is_named = CHANGE.iter().any(|word| value.name.contains(word));
        let is_of_last_year =
            base.is_some_and(|base| LAST_YEAR.iter().any(|word| base.name.contains(word)));
        if !value.is_change_rate && (is_named || is_of_last_year) {
            faults.push(
                warning("L31", Spot::Path(format!("computed.{at}")))
                    .place(&value.name)
                    .says("是本年比上年的变动率，却没有写 is_change_rate，正负号填反时不会提醒。")
                    .cure("请加一行 is_change_rate = true；不是变动率的，用 [[allow]] 写明理由。"),
            );
        }
    }
    faults
}

/// The value that a rate `（a－b）÷b` is held against.
fn base_of(formula: &Expr) -> Option<Slot> {
    let Expr::Binary(Operator::Over, change, base) = formula else {
        return None;
    };
    match (change.as_ref(), base.as_ref()) {
        (Expr::Binary(Operator::Minus, _, less), Expr::Name(slot)) if *less == *base => Some(*slot),
        _ => None,
    }
}

/// L32: indicators that people could not tell apart.
fn indicators(indicators: &[IndicatorSource]) -> Vec<Fault> {
    let mut seen = HashSet::new();
    let double = indicators
        .iter()
        .enumerate()
        .filter(|(_, indicator)| !seen.insert(&indicator.name));
    double
        .map(|(at, indicator)| {
            warning("L32", Spot::Path(format!("indicator.{at}.name")))
                .place(&indicator.name)
                .says("前面已有同名的指标，失分说明和审核意见里分不清是哪一个。")
                .cure("请照纸质表写全名称；纸上确实同名的，用 [[allow]] 写明理由。")
        })
        .collect()
}

/// L32: labels that stand twice in one block.
fn labels(path: &str, block: &BlockSource) -> Vec<Fault> {
    match block {
        BlockSource::Grid { rows, .. } => {
            let labels = rows.iter().map(|row| row.label.as_deref().unwrap_or(""));
            doubles(labels.enumerate(), |row| format!("{path}.rows.{row}.label"))
        }
        BlockSource::SideBySide { lists, .. } => {
            let of_list = |(at, list): (usize, &crate::domain::scheme::source::ListSource)| {
                let labels = list.rows.iter().map(|(label, _)| label.as_str());
                doubles(labels.enumerate(), |row| {
                    format!("{path}.lists.{at}.rows.{row}")
                })
            };
            lists.iter().enumerate().flat_map(of_list).collect()
        }
        BlockSource::Record { rows } => {
            let labels = rows.iter().enumerate().flat_map(|(at, row)| {
                let labels = row.iter().map(|(label, _)| label.as_str());
                labels.map(move |label| (at, label))
            });
            doubles(labels, |row| format!("{path}.rows.{row}"))
        }
        BlockSource::Indicators { level2, .. } => headings(path, level2),
        _ => Vec::new(),
    }
}

fn doubles<'a>(
    labels: impl Iterator<Item = (usize, &'a str)>,
    path: impl Fn(usize) -> String,
) -> Vec<Fault> {
    let mut seen = HashSet::new();
    labels
        .filter(|(_, label)| !label.is_empty() && !seen.insert(*label))
        .map(|(at, label)| {
            notice("L32", Spot::Path(path(at)))
                .place(label)
                .says("这一块里前面已有同样的栏名。")
                .cure("请核对是否写重了；纸上确实相同的，不用改。")
        })
        .collect()
}

/// Second-level headings under one first-level heading.
fn headings(path: &str, headings: &[Level2Source]) -> Vec<Fault> {
    let mut seen = HashSet::new();
    let double = headings
        .iter()
        .enumerate()
        .filter(|(_, heading)| !seen.insert((&heading.under, &heading.name)));
    double
        .map(|(at, heading)| {
            warning("L32", Spot::Path(format!("{path}.level2.{at}.name")))
                .place(&heading.name)
                .says(format!("“{}”下面已有同名的二级指标。", heading.under))
                .cure("请改名，或者删去一个。")
        })
        .collect()
}
