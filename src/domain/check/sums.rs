//! K03: parts add up to their total.

use super::arithmetic::{self, Figure, SumJudgement};
use super::subject::{Report, Subject};
use super::{Finding, Severity};
use crate::domain::figure::{Exact, fixed};
use crate::domain::filing::reason_code;
use crate::domain::formula::Slot;
use crate::domain::scheme::source::ItemKind;
use crate::domain::scheme::{Check, SlotKind};

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
    let whole = subject.figure(total)?;
    let mut figures = Vec::new();
    let mut addends = Vec::new();
    for part in parts {
        // An empty part counts as nothing; an unreadable one is another finding.
        if !subject.typed(*part).trim().is_empty() {
            figures.push(subject.figure(*part)?);
            addends.push(subject.shown(*part));
        }
    }
    if figures.is_empty() {
        return None;
    }
    let others = elsewhere(subject, total, parts);
    let (severity, added, gap, cure) = match arithmetic::sum(&whole, &figures, &others) {
        SumJudgement::Right => return None,
        SumJudgement::Tail { added, gap } => {
            let severity = tail(subject, total, &gap, figures.len())?;
            let cure = "差额在四舍五入可能造成的范围内；确属尾差的，请注明“尾差”。".to_owned();
            (severity, added, gap, cure)
        }
        SumJudgement::Wrong { added, gap, cause } => {
            let cure = cause.map_or("请核对合计与各分项。".to_owned(), |cause| {
                cause.words
            });
            (severity, added, gap, cure)
        }
    };
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
            cure,
            related: parts
                .iter()
                .map(|part| subject.code(*part).to_owned())
                .collect(),
        }),
    )
}

/// How much a 尾差 weighs: nothing once a written reason calls it one, a notice while it is within
/// half a 分 of each part, a reason where it comes from figures typed more coarsely.
fn tail(subject: &Subject<'_>, total: Slot, gap: &Exact, parts: usize) -> Option<Severity> {
    let reason = reason_code("K03", subject.code(total));
    let is_declared = subject
        .entries
        .filled(&reason)
        .is_some_and(|reason| reason.contains("尾差") || reason.contains("四舍五入"));
    if is_declared {
        return None;
    }
    Some(if gap.abs() <= allowance(parts) {
        Severity::Notice
    } else {
        Severity::Warning
    })
}

/// The other amounts of the same form: one that equals the gap may be the missing part.
fn elsewhere<'a>(subject: &Subject<'a>, total: Slot, parts: &[Slot]) -> Vec<Figure<'a>> {
    let form = subject.scheme.form_of(subject.code(total));
    let slots = subject.scheme.slots.iter().enumerate();
    slots
        .filter(|(slot, definition)| {
            let is_amount = matches!(
                &definition.kind,
                SlotKind::Input(item) if item.kind == ItemKind::Amount
            );
            is_amount
                && *slot != total
                && !parts.contains(slot)
                && subject.scheme.form_of(&definition.code) == form
        })
        .filter_map(|(slot, _)| subject.figure(slot))
        .collect()
}

/// What rounding to two decimals may explain: 0.005 for each part.
fn allowance(parts: usize) -> Exact {
    let parts = Exact::whole(i64::try_from(parts).unwrap_or(i64::MAX));
    parts.divided_by(&Exact::whole(200)).unwrap_or(parts)
}
