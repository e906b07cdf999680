//! K09 scores recomputed, K11 scores that can be traced.

use super::subject::{Report, Subject};
use super::{Finding, Severity};
use crate::domain::formula::Unknown;
use crate::domain::scheme::source::Required;
use crate::domain::scheme::{Indicator, Rule, SlotKind};
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
        findings.extend(out_of_range(subject, indicator, score));
    }
    for (tree, row) in subject.rows() {
        if tree.scored {
            findings.extend(row_score(subject, row));
        }
    }
    findings
}

/// A printed score against the rule's.
fn recomputed(subject: &Subject<'_>, indicator: &Indicator, score: &Score) -> Option<Finding> {
    let is_judgement = matches!(indicator.rule, Rule::Manual | Rule::Graded { .. });
    if is_judgement || score.basis == Basis::ByHand {
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
    let value = indicator.rule.value()?;
    let by_hand = score.basis == Basis::ByHand;
    let why = match (&score.points, by_hand) {
        (_, true) => value.evaluate(&subject.values()).err()?,
        (Err(why), false) => why.clone(),
        (Ok(_), false) => return None,
    };
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

fn out_of_range(subject: &Subject<'_>, indicator: &Indicator, score: &Score) -> Option<Finding> {
    if score.points != Err(Unknown::OutOfRange) {
        return None;
    }
    let typed = subject.entries.filled(&indicator.code)?;
    let weight = subject.points(&indicator.weight);
    Some(subject.finding(Report {
        check: "K10",
        severity: Severity::Error,
        cell: indicator.code.clone(),
        message: format!(
            "“{}”得分“{typed}”不在 0 至 {weight} 分之间。",
            indicator.name
        ),
        cure: format!("请填 0 至 {weight} 之间的分数。"),
        related: Vec::new(),
    }))
}

/// A row's score above what its figures allow.
fn row_score(subject: &Subject<'_>, row: &crate::domain::filing::TreeRow) -> Option<Finding> {
    let (Ok(score), Some(expected)) = (&row.score, row.expected_score()) else {
        return None;
    };
    let allowed = expected
        .rounded(subject.scheme.head.score_decimals)
        .map_or(expected, Into::into);
    if *score <= allowed {
        return None;
    }
    let (score, allowed) = (subject.points(score), subject.points(&allowed));
    Some(subject.finding(Report {
        check: "K09",
        severity: Severity::Warning,
        cell: row.cell(crate::domain::filing::RowColumn::Score),
        message: format!(
            "“{}”未达到指标值，按完成比例应得 {allowed} 分，自评 {score} 分。",
            row.name
        ),
        cure: format!("请改为 {allowed} 分以内；另有评分依据的，请说明理由。"),
        related: vec![
            row.cell(crate::domain::filing::RowColumn::Target),
            row.cell(crate::domain::filing::RowColumn::Actual),
        ],
    }))
}

fn inputs(subject: &Subject<'_>, indicator: &Indicator) -> Vec<String> {
    let slots = indicator
        .rule
        .value()
        .map(crate::domain::formula::Expr::slots)
        .unwrap_or_default();
    slots
        .into_iter()
        .map(|slot| subject.code(slot).to_owned())
        .collect()
}
