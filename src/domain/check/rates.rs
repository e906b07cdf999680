//! K01 rates recomputed, K06 the sign of change rates.
//!
//! A computed cell may carry what a paper printed (from an import). It is accepted when it equals
//! the recomputed value rounded half-up to the number of decimals that was printed.

use super::subject::{Report, Subject};
use super::{Finding, Severity};
use crate::domain::figure::{Exact, Quantity, Reading, fold, malformed_numbers, read};
use crate::domain::scheme::SlotKind;

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
        let related: Vec<String> = formula
            .slots()
            .into_iter()
            .map(|slot| subject.code(slot).to_owned())
            .collect();
        let report = |check, message, cure: String| {
            subject.finding(Report {
                check,
                severity: Severity::Error,
                cell: definition.code.clone(),
                message,
                cure,
                related: related.clone(),
            })
        };
        if let Some(bad) = malformed_numbers(printed).first() {
            let message = format!("“{bad}”不是规范的数字。");
            findings.push(report(
                "K14",
                message,
                "系统已按公式计算，请以计算结果为准。".to_owned(),
            ));
        }
        let Ok(exact) = subject.value(slot) else {
            continue;
        };
        let Some((stated, decimals)) = stated(printed) else {
            continue;
        };
        let is_percent = definition.unit == "%";
        let exact = if is_percent {
            &exact * &Exact::whole(100)
        } else {
            exact
        };
        if exact.rounded(decimals).map(Exact::from).as_ref() == Some(&stated) {
            continue;
        }
        let sign = if is_percent { "%" } else { "" };
        let right = crate::domain::figure::fixed(&exact, 2);
        let numbers = formula.in_numbers(&subject.values());
        let (check, why) = if *is_change_rate && is_sign_slip(&exact, &stated, decimals) {
            ("K06", "：符号反了，变动率＝（本年－上年）÷上年")
        } else if exact.truncated(decimals).map(Exact::from).as_ref() == Some(&stated) {
            ("K01", "：是截断而不是四舍五入")
        } else {
            ("K01", "")
        };
        findings.push(report(
            check,
            format!("填报“{printed}”，按公式 {numbers} 应为 {right}{sign}{why}。"),
            format!("请改为 {right}{sign}。"),
        ));
    }
    findings
}

fn is_sign_slip(exact: &Exact, stated: &Exact, decimals: u32) -> bool {
    let opposite = -exact;
    opposite.rounded(decimals).map(Exact::from).as_ref() == Some(stated)
}

/// The printed number (percent as a plain number) and how many decimals it shows.
fn stated(printed: &str) -> Option<(Exact, u32)> {
    // A dangling point is a slip of format (K14); the digits before it can still be compared.
    let text = fold(printed).replace(".%", "%");
    match read(text.trim_end_matches('.')) {
        Reading::Number(Quantity { number, .. }) => Some((Exact::from(number), number.scale())),
        _ => None,
    }
}
