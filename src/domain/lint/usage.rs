//! L15, L28: what nothing uses, and words used as figures.

use std::collections::HashSet;

use super::denominators::divides;
use super::subject::{Subject, error, notice, warning};
use crate::domain::formula::{Expr, Slot};
use crate::domain::scheme::source::ItemKind;
use crate::domain::scheme::{Condition, Fault, SlotKind, Spot};

pub(super) fn lint(subject: &Subject<'_>) -> Vec<Fault> {
    let mut faults = settings(subject);
    faults.extend(words_as_figures(subject));
    if subject.is_whole {
        faults.extend(unused(subject));
    }
    faults
}

/// Settings that have no effect.
fn settings(subject: &Subject<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (at, item) in subject.source.items.iter().enumerate() {
        let is_figure = item.kind.is_figure();
        let idle = [
            (
                "choices",
                item.kind != ItemKind::Choice && !item.choices.is_empty(),
            ),
            (
                "unit",
                item.kind != ItemKind::Number && !item.unit.is_empty(),
            ),
            ("empty_is_zero", !is_figure && item.empty_is_zero),
        ];
        for (key, _) in idle.iter().filter(|(_, is_idle)| *is_idle) {
            let fault = notice("L15", Spot::Path(format!("item.{at}.{key}")));
            faults.push(
                fault
                    .place(&item.name)
                    .says(format!("这种数据项不看 {key}，写了不起作用。"))
                    .cure("请删去，或者核对 kind。"),
            );
        }
    }
    for both in subject.indicators() {
        let is_set = subject
            .positions
            .has(&format!("indicator.{}.zero_denominator", both.at));
        if is_set && !divides(subject.scheme, &both) {
            let fault = notice("L15", both.path("zero_denominator"));
            faults.push(
                fault
                    .place(&both.source.name)
                    .says("这种计分规则没有分母，zero_denominator 不起作用。")
                    .cure("请删去。"),
            );
        }
    }
    faults
}

/// Computed values that stand on no form and in no formula, rule or check.
fn unused(subject: &Subject<'_>) -> Vec<Fault> {
    let scheme = subject.scheme;
    let used: HashSet<Slot> = formulas(subject)
        .into_iter()
        .flat_map(|(_, _, formula)| formula.slots())
        .collect();
    let typed = subject.source.items.len();
    let definitions = scheme.slots.iter().enumerate().skip(typed);
    definitions
        .filter(|(slot, definition)| {
            !used.contains(slot) && scheme.form_of(&definition.code).is_empty()
        })
        .map(|(slot, definition)| {
            let at = slot.saturating_sub(typed);
            warning("L15", Spot::Path(format!("computed.{at}")))
                .place(&definition.name)
                .says("算出来以后没有用到：不在表上，也不在公式、计分规则和勾稽中。")
                .cure("请写进表的单元格或公式，或者删去。")
        })
        .collect()
}

/// Texts and choices have no figure; a formula that uses one can never be computed.
fn words_as_figures(subject: &Subject<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (spot, place, formula) in formulas(subject) {
        for slot in formula.slots() {
            let Some(definition) = subject.scheme.definition(slot) else {
                continue;
            };
            let SlotKind::Input(item) = &definition.kind else {
                continue;
            };
            if matches!(
                item.kind,
                ItemKind::Text | ItemKind::YesNo | ItemKind::Choice
            ) {
                let says = format!("“{}”填的不是数，不能计算。", definition.name);
                let fault = error("L28", spot.clone()).place(&place).says(says);
                faults.push(fault.cure("请改用金额、数字或百分数的数据项。"));
            }
        }
    }
    faults
}

/// Every formula of the scheme with its place.
fn formulas(subject: &Subject<'_>) -> Vec<(Spot, String, Expr)> {
    let mut found = Vec::new();
    let typed = subject.source.items.len();
    for (slot, definition) in subject.scheme.slots.iter().enumerate().skip(typed) {
        if let SlotKind::Computed { formula, .. } = &definition.kind {
            let path = format!("computed.{}.formula", slot.saturating_sub(typed));
            found.push((Spot::Path(path), definition.name.clone(), formula.clone()));
        }
    }
    for both in subject.indicators() {
        for value in both.compiled.rule.values() {
            let spot = both.path("rule.value");
            found.push((spot, both.source.name.clone(), value.clone()));
        }
    }
    for (at, limit) in subject.scheme.limits.iter().enumerate() {
        for value in limit.when.iter().filter_map(Condition::value) {
            let spot = Spot::Path(format!("limit.{at}"));
            found.push((spot, limit.because.clone(), value.clone()));
        }
    }
    for check in subject.scheme.checks.iter().enumerate() {
        let spot = Spot::Path(format!("check.{}", check.0));
        let formulas = check.1.values();
        found.extend(
            formulas
                .into_iter()
                .map(|f| (spot.clone(), "勾稽".to_owned(), f)),
        );
    }
    found
}
