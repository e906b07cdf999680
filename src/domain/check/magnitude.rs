//! K15 amounts about ten thousand times off what stands beside them: 元 where 万元 is meant, or the
//! other way round.

use super::subject::{Report, Subject};
use super::{Finding, Severity};
use crate::domain::figure::{Exact, Reading, read};
use crate::domain::filing::MoneyUnit;
use crate::domain::formula::{Expr, Slot};
use crate::domain::last_year::is_unit_slip;
use crate::domain::scheme::Check;
use crate::domain::scheme::SlotKind;
use crate::domain::scheme::source::{BlockSource, ItemKind};

/// An amount that was typed.
struct Amount {
    slot: Slot,
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

fn amount(subject: &Subject<'_>, slot: Slot) -> Option<Amount> {
    let SlotKind::Input(item) = &subject.definition(slot)?.kind else {
        return None;
    };
    let value = subject.evaluation.values.get(slot)?;
    let exact = value.exact.as_ref().ok()?;
    (item.kind == ItemKind::Amount && !exact.is_zero()).then(|| Amount {
        slot,
        value: exact.abs(),
    })
}

fn far(subject: &Subject<'_>, one: &Amount, other: &Amount) -> Option<Finding> {
    if !is_unit_slip(&one.value, &other.value) {
        return None;
    }
    let (large, small) = if one.value < other.value {
        (other, one)
    } else {
        (one, other)
    };
    let (suspect, beside, is_larger) = match MoneyUnit::of(subject.scheme) {
        MoneyUnit::TenThousandYuan => (large, small, true),
        MoneyUnit::Yuan => (small, large, false),
    };
    let repair = in_other_unit(subject, subject.code(suspect.slot), is_larger)?;
    let own = MoneyUnit::of(subject.scheme);
    let (unit, meant) = (own.word(), own.other().word());
    let typed = subject.typed(suspect.slot).trim();
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

/// The text of a cell with the unit in which it was likely typed: of two figures ten thousand times
/// apart the one in 元 is the larger, so on a form of 万元 the larger one is in doubt, on a form of
/// 元 the smaller one. `None` where it is the other way round, or the text says its unit itself.
pub(super) fn in_other_unit(subject: &Subject<'_>, cell: &str, is_larger: bool) -> Option<String> {
    let own = MoneyUnit::of(subject.scheme);
    let typed = subject.entries.filled(cell)?;
    let is_bare = matches!(read(typed), Reading::Number(quantity) if quantity.is_bare());
    let is_suspect = is_larger == (own == MoneyUnit::TenThousandYuan);
    (is_bare && is_suspect).then(|| format!("{typed}{}", own.other().word()))
}
