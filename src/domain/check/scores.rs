//! K09 scores recomputed, K11 scores that can be traced.

use super::subject::{Report, Subject};
use super::{Finding, Severity};
use crate::domain::formula::Unknown;
use crate::domain::scheme::source::Required;
use crate::domain::scheme::{Indicator, SlotKind};
use crate::domain::scoring::{Basis, Score};

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (indicator, score) in subject
        .scheme
        .indicators
        .iter()
        .zip(&subject.evaluation.scores)
    {
        findings.extend(recomputed(subject, indicator, score));
        findings.extend(untraceable(subject, indicator, score));
    }
    findings
}

/// A printed score against the rule's.
fn recomputed(subject: &Subject<'_>, indicator: &Indicator, score: &Score) -> Option<Finding> {
    if indicator.rule.is_given() || score.basis == Basis::ByHand {
        return None;
    }
    let printed = subject.entries.filled(&indicator.code)?;
    let right = score.points.as_ref().ok()?;
    if crate::domain::filing::points(printed).as_ref() == Ok(right) {
        return None;
    }
    let right = subject.points(right);
    Some(subject.finding(Report {
        check: "K09",
        severity: Severity::Error,
        cell: indicator.code.clone(),
        message: format!(
            "“{}”填报得分 {printed}，按评价标准应得 {right} 分。",
            indicator.name
        ),
        cure: format!("请改为 {right}，或核对计分所用的数据。"),
        related: inputs(subject, indicator),
    }))
}

/// A score whose data are nowhere.
fn untraceable(subject: &Subject<'_>, indicator: &Indicator, score: &Score) -> Option<Finding> {
    let by_hand = score.basis == Basis::ByHand;
    // What the scheme itself decides about missing data needs no word.
    if score.points.is_ok() && !by_hand {
        return None;
    }
    let why = score.unknown.clone()?;
    let (missing, explained) = match &why {
        Unknown::Missing(slots) => {
            let names: Vec<String> = slots
                .iter()
                .map(|slot| format!("“{}”", subject.name(*slot)))
                .collect();
            (slots.clone(), format!("缺少{}", names.join("、")))
        }
        Unknown::ZeroDivisor(divisor) => (Vec::new(), format!("“{divisor}”为0，无法相除")),
        // Unreadable inputs are findings of their own.
        _ => return None,
    };
    let already_asked =
        !missing.is_empty() && missing.iter().all(|slot| is_required(subject, *slot));
    if already_asked && !by_hand {
        return None;
    }
    let (severity, message, cure) = if by_hand {
        (
            Severity::Warning,
            format!(
                "“{}”的得分是手填的，{explained}，无法复算。",
                indicator.name
            ),
            "请补填数据由系统计分；确实没有的，请说明得分依据。".to_owned(),
        )
    } else if indicator.by_hand {
        (
            Severity::Error,
            format!("“{}”{explained}，得分无法计算。", indicator.name),
            "请补填数据；没有数据的，可手填得分并说明依据。".to_owned(),
        )
    } else {
        (
            Severity::Error,
            format!("“{}”{explained}，得分无法计算。", indicator.name),
            "请补填数据。".to_owned(),
        )
    };
    Some(
        subject.finding(Report {
            check: "K11",
            severity,
            cell: indicator.code.clone(),
            message,
            cure,
            related: missing
                .iter()
                .map(|slot| subject.code(*slot).to_owned())
                .collect(),
        }),
    )
}

fn is_required(subject: &Subject<'_>, slot: usize) -> bool {
    matches!(
        subject.definition(slot).map(|definition| &definition.kind),
        Some(SlotKind::Input(item)) if item.required == Required::Error
    )
}

fn inputs(subject: &Subject<'_>, indicator: &Indicator) -> Vec<String> {
    let slots = indicator.rule.slots();
    slots
        .into_iter()
        .map(|slot| subject.code(slot).to_owned())
        .collect()
}
