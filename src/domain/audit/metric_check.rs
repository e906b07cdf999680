//! K01, K06 and K14 on the groups of 附件4.

use crate::domain::check::Severity;
use crate::domain::figure::fixed;

use super::cells::{RateCell, rate};
use super::finding::AuditFinding;
use super::metric::{Kind, Metric};
use super::place::Forms;
use super::rate::Quotient;

/// The printed result of a group held against its two figures.
pub(super) fn check(metric: &Metric, forms: &Forms) -> Option<AuditFinding> {
    let place = place(metric, forms);
    let (top, bottom) = (&metric.actual, &metric.basis);
    let right = match metric.kind {
        Kind::Share => Quotient::of(top, bottom)?,
        Kind::Change => Quotient::change(top, bottom)?,
        Kind::Difference => return difference(metric, place),
    };
    let mut found = rate(&RateCell {
        printed: &metric.result,
        right: &right,
        top,
        bottom,
        other_basis: None,
        place,
    })?;
    if metric.kind == Kind::Change {
        let numbers = format!("（{}－{}）÷{}", top.text, bottom.text, bottom.text);
        found.message = found
            .message
            .replace(&format!("{}÷{}", top.text, bottom.text), &numbers);
    } else if found.check == "K06" {
        found.check = "K01";
    }
    Some(found)
}

/// The place of a group's result.
pub(super) fn place(metric: &Metric, forms: &Forms) -> String {
    forms.place(
        metric.index,
        &[&metric.group, &metric.result_label],
        metric.result.line,
    )
}

fn difference(metric: &Metric, place: String) -> Option<AuditFinding> {
    let gap = &metric.actual.number - &metric.basis.number;
    // Both ways of taking the difference are in use: 编制－在职, 本年－上年.
    if metric.result.number.abs() == gap.abs() {
        return None;
    }
    let decimals = metric.actual.decimals.max(metric.basis.decimals);
    let right = fixed(&gap.abs(), decimals);
    Some(AuditFinding {
        check: "K01",
        severity: Severity::Error,
        place,
        published: metric.result.text.clone(),
        expected: right.clone(),
        message: format!(
            "{}印的是 {}，{} 与 {} 相差 {right}。",
            metric.result_label, metric.result.text, metric.basis.text, metric.actual.text
        ),
        cure: format!("请改为 {right}，或核对两项数据。"),
    })
}
