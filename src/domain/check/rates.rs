//! K01 rates recomputed, K06 the sign of change rates.
//!
//! A computed cell may carry what a paper printed (from an import). It is accepted when it equals
//! the recomputed value rounded half-up to the number of decimals that was printed.

use super::arithmetic::{self, Printed, RateJudgement};
use super::basis;
use super::subject::{Report, Subject};
use super::{Finding, Severity};
use crate::domain::figure::{Quantity, Reading, fixed, fold, malformed_numbers, percent, read};
use crate::domain::formula::{Expr, Slot};
use crate::domain::scheme::{SlotDefinition, SlotKind};

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (slot, definition) in subject.scheme.slots.iter().enumerate() {
        let SlotKind::Computed {
            formula,
            is_change_rate,
        } = &definition.kind
        else {
            continue;
        };
        let Some(printed) = subject.entries.filled(&definition.code) else {
            continue;
        };
        findings.extend(malformed(subject, definition, printed));
        findings.extend(recomputed(
            subject,
            slot,
            (definition, formula, *is_change_rate),
            printed,
        ));
    }
    findings
}

fn malformed(subject: &Subject<'_>, definition: &SlotDefinition, printed: &str) -> Option<Finding> {
    let bad = malformed_numbers(printed).into_iter().next()?;
    Some(subject.finding(Report {
        check: "K14",
        severity: Severity::Error,
        cell: definition.code.clone(),
        message: format!("“{bad}”不是规范的数字。"),
        cure: "系统已按公式计算，请以计算结果为准。".to_owned(),
        related: Vec::new(),
    }))
}

fn recomputed(
    subject: &Subject<'_>,
    slot: Slot,
    (definition, formula, is_change_rate): (&SlotDefinition, &Expr, bool),
    printed: &str,
) -> Option<Finding> {
    let exact = subject.value(slot).ok()?;
    let is_percent = definition.unit == "%";
    let stated = stated(printed, is_percent)?;
    let judged = arithmetic::rate(&stated, &exact);
    if judged == RateJudgement::Right {
        return None;
    }
    let right = if is_percent {
        percent(&exact, 2)
    } else {
        fixed(&exact, 2)
    };
    let hint = if judged == RateJudgement::Wrong && is_percent {
        basis::hint(subject, &stated)
    } else {
        String::new()
    };
    let numbers = formula.in_numbers(&subject.values());
    let (check, why) = match judged {
        RateJudgement::SignTurned if is_change_rate => {
            ("K06", "（符号反了，变动率＝（本年－上年）÷上年）")
        }
        judged => ("K01", judged.words()),
    };
    Some(
        subject.finding(Report {
            check,
            severity: Severity::Error,
            cell: definition.code.clone(),
            message: format!("填报“{printed}”，按公式 {numbers} 应为 {right}{why}。"),
            cure: format!("{hint}请改为 {right}。"),
            related: formula
                .slots()
                .into_iter()
                .map(|slot| subject.code(slot).to_owned())
                .collect(),
        }),
    )
}

/// The figure as printed. A rate printed without its sign is still a percentage.
fn stated(printed: &str, is_percent: bool) -> Option<Printed> {
    // A dangling point is a slip of format (K14); the digits before it can still be compared.
    let text = fold(printed).replace(".%", "%");
    let Reading::Number(quantity) = read(text.trim_end_matches('.')) else {
        return None;
    };
    let quantity = match (is_percent, quantity.unit.as_str()) {
        (true, "") => Quantity {
            unit: "%".to_owned(),
            ..quantity
        },
        _ => quantity,
    };
    Some(Printed::of(&quantity))
}
