//! Findings at single cells, worded once for all tables.

use crate::domain::check::Severity;
use crate::domain::check::arithmetic::RateJudgement;

use super::finding::AuditFinding;
use super::printed::Printed;
use super::rate::Quotient;

/// A printed rate with the figures it should come from.
pub(super) struct RateCell<'a> {
    pub printed: &'a Printed,
    pub right: &'a Quotient,
    pub top: &'a Printed,
    pub bottom: &'a Printed,
    /// The basis that the printed rate does fit.
    pub other_basis: Option<&'a str>,
    pub place: String,
}

/// K01, K02 and K14 at a cell with a rate.
pub(super) fn rate(cell: &RateCell<'_>) -> Option<AuditFinding> {
    let printed = cell.printed;
    let verdict = cell.right.judge(printed);
    if verdict == RateJudgement::Right {
        return printed
            .is_malformed
            .then(|| malformed(printed, cell.place.clone(), &cell.right.shown()));
    }
    let right = cell.right.shown();
    let like = cell.right.shown_like(printed);
    let numbers = format!("{}÷{}", cell.top.text, cell.bottom.text);
    let (check, severity, why) = match (cell.other_basis, verdict) {
        (Some(basis), _) => (
            "K02",
            Severity::Warning,
            format!("；印的数是按{basis}算的，口径不一"),
        ),
        (None, RateJudgement::SignTurned) => ("K06", Severity::Error, "，正负号反了".to_owned()),
        (None, RateJudgement::CutOff) => (
            "K01",
            Severity::Error,
            format!("，取整应为 {like}：是截断而不是四舍五入"),
        ),
        _ => ("K01", Severity::Error, String::new()),
    };
    let format = if printed.is_malformed {
        format!("“{}”写法不规范；", printed.text)
    } else {
        String::new()
    };
    Some(AuditFinding {
        check,
        severity,
        place: cell.place.clone(),
        published: printed.text.clone(),
        expected: right.clone(),
        message: format!(
            "{format}印的是 {}，按 {numbers} 应为 {right}{why}。",
            printed.text
        ),
        cure: format!("请改为 {right}。"),
    })
}

/// K14: a number that is not one.
pub(super) fn malformed(printed: &Printed, place: String, expected: &str) -> AuditFinding {
    AuditFinding {
        check: "K14",
        severity: Severity::Error,
        place,
        published: printed.text.clone(),
        expected: expected.to_owned(),
        message: format!("“{}”不是规范的数字。", printed.text),
        cure: "请核对原始数据，补全或改正数字。".to_owned(),
    }
}

/// K10: more points than there are, or fewer than none.
pub(super) fn above_weight(score: &Printed, weight: &Printed, place: String) -> AuditFinding {
    AuditFinding {
        check: "K10",
        severity: Severity::Error,
        place,
        published: score.text.clone(),
        expected: String::new(),
        message: format!("得分 {} 不在 0 至分值 {} 之间。", score.text, weight.text),
        cure: "请核对得分与分值。".to_owned(),
    }
}
