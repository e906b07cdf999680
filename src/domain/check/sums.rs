//! K03: parts add up to their total.

use super::diagnosis::{self, Figure};
use super::subject::{Report, Subject};
use super::{Finding, Severity};
use crate::domain::figure::{Exact, fixed};
use crate::domain::formula::Slot;
use crate::domain::scheme::Check;

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for check in &subject.scheme.checks {
        if let Check::Sum {
            total,
            parts,
            severity,
        } = check
        {
            findings.extend(sum(subject, *total, parts, *severity));
        }
    }
    findings
}

fn sum(subject: &Subject<'_>, total: Slot, parts: &[Slot], severity: Severity) -> Option<Finding> {
    let stated = subject.value(total).ok()?;
    let mut figures = Vec::new();
    for part in parts {
        let is_empty = subject.typed(*part).trim().is_empty();
        match subject.value(*part) {
            Ok(value) if !is_empty => figures.push((*part, value)),
            // An empty part counts as nothing; an unreadable one is another finding.
            _ if is_empty => {}
            _ => return None,
        }
    }
    if figures.is_empty() {
        return None;
    }
    let added = figures
        .iter()
        .fold(Exact::zero(), |sum, (_, value)| &sum + value);
    let gap = &added - &stated;
    if gap.abs() <= allowance(figures.len()) {
        return None;
    }
    let addends: Vec<String> = figures
        .iter()
        .map(|(slot, _)| subject.shown(*slot))
        .collect();
    let known: Vec<Figure<'_>> = figures
        .iter()
        .map(|(slot, value)| Figure {
            name: subject.name(*slot),
            typed: subject.typed(*slot),
            value,
        })
        .collect();
    let whole = Figure {
        name: subject.name(total),
        typed: subject.typed(total),
        value: &stated,
    };
    let hint = diagnosis::unbalanced(&whole, &known);
    Some(
        subject.finding(Report {
            check: "K03",
            severity,
            cell: subject.code(total).to_owned(),
            message: format!(
                "“{}”填 {}，各分项 {} 合计为 {}，相差 {}。",
                subject.name(total),
                subject.shown(total),
                addends.join("＋"),
                fixed(&added, 2),
                fixed(&gap.abs(), 2),
            ),
            cure: hint.unwrap_or_else(|| "请核对合计与各分项。".to_owned()),
            related: parts
                .iter()
                .map(|part| subject.code(*part).to_owned())
                .collect(),
        }),
    )
}

/// What rounding may explain: 0.005 for each part.
fn allowance(parts: usize) -> Exact {
    let parts = Exact::whole(i64::try_from(parts).unwrap_or(i64::MAX));
    parts.divided_by(&Exact::whole(200)).unwrap_or(parts)
}
