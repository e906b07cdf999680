//! K15 amounts about 10 000 times off what stands beside them: 元 where 万元 is meant, or the other
//! way round.

use super::subject::{Report, Subject};
use super::{Finding, Severity};
use crate::domain::figure::{Exact, Quantity, Reading};
use crate::domain::formula::{Expr, Slot};
use crate::domain::scheme::Check;
use crate::domain::scheme::SlotKind;
use crate::domain::scheme::source::{BlockSource, ItemKind};

/// What 万 stands for.
const TEN_THOUSAND: i64 = 10_000;
/// Within this factor of ten thousand the two figures may be one in two units.
const ABOUT: i64 = 3;

/// An amount as it was typed.
struct Amount<'a> {
    slot: Slot,
    quantity: &'a Quantity,
    /// In the scheme's unit.
    value: Exact,
}

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for (one, other) in pairs(subject) {
        let (Some(one), Some(other)) = (amount(subject, one), amount(subject, other)) else {
            continue;
        };
        let Some(finding) = far(subject, &one, &other) else {
            continue;
        };
        // One question a cell, however many neighbours ask it.
        if !findings.iter().any(|known| known.cell == finding.cell) {
            findings.push(finding);
        }
    }
    findings
}

/// Amounts that are much alike in every filing: columns of one row, this year and last year.
fn pairs(subject: &Subject<'_>) -> Vec<(Slot, Slot)> {
    let mut pairs = Vec::new();
    for block in subject.scheme.forms.iter().flat_map(|form| &form.blocks) {
        let BlockSource::Grid { rows, .. } = block else {
            continue;
        };
        // A row without a label sets different things side by side.
        for row in rows.iter().filter(|row| row.label.is_some()) {
            let slots: Vec<Slot> = row
                .cells
                .iter()
                .filter_map(|code| subject.scheme.slot(code))
                .collect();
            pairs.extend(
                slots
                    .iter()
                    .zip(slots.iter().skip(1))
                    .map(|(a, b)| (*a, *b)),
            );
        }
    }
    let checks = subject.scheme.checks.iter().filter(|check| {
        matches!(
            check,
            Check::Change { .. } | Check::Moved { .. } | Check::Equal { .. }
        )
    });
    for (one, other) in checks.flat_map(Check::compared) {
        if let (Expr::Name(one), Expr::Name(other)) = (one, other) {
            pairs.push((one, other));
        }
    }
    pairs
}

fn amount<'a>(subject: &Subject<'a>, slot: Slot) -> Option<Amount<'a>> {
    let SlotKind::Input(item) = &subject.definition(slot)?.kind else {
        return None;
    };
    let value = subject.evaluation.values.get(slot)?;
    let Reading::Number(quantity) = &value.reading else {
        return None;
    };
    let exact = value.exact.as_ref().ok()?;
    (item.kind == ItemKind::Amount && !exact.is_zero()).then(|| Amount {
        slot,
        quantity,
        value: exact.abs(),
    })
}

fn far(subject: &Subject<'_>, one: &Amount<'_>, other: &Amount<'_>) -> Option<Finding> {
    let (large, small) = if one.value < other.value {
        (other, one)
    } else {
        (one, other)
    };
    let times = large.value.divided_by(&small.value)?;
    let least = Exact::whole(TEN_THOUSAND / ABOUT);
    let most = Exact::whole(TEN_THOUSAND * ABOUT);
    if times < least || times > most {
        return None;
    }
    let unit = subject.scheme.head.amount_unit.as_str();
    // In a form of 万元 the figure in 元 is the large one, in a form of 元 that in 万元 the small one.
    let (suspect, beside, meant) = if unit == "元" {
        (small, large, "万元")
    } else {
        (large, small, "元")
    };
    if !suspect.quantity.is_bare() {
        return None;
    }
    let typed = subject.typed(suspect.slot).trim();
    let repair = format!("{typed}{meant}");
    let message = format!(
        "{}“{typed}”{unit}与{}“{}”相差约一万倍，可能是按{meant}填的。",
        subject.name(suspect.slot),
        subject.name(beside.slot),
        subject.typed(beside.slot).trim(),
    );
    let cure = format!("如果填的是{meant}，请换算为“{repair}”；数字无误的，请说明理由。");
    let finding = subject.finding(Report {
        check: "K15",
        severity: Severity::Warning,
        cell: subject.code(suspect.slot).to_owned(),
        message,
        cure,
        related: subject.codes(&[beside.slot]),
    });
    Some(Finding {
        repair: Some(repair),
        ..finding
    })
}
