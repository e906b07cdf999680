//! What lists show of a filing's judgement without judging it again.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::domain::check::{Finding, Severity};
use crate::domain::evaluate::Evaluation;
use crate::domain::figure::{Exact, round_half_up};

/// What the figures of a filing came to, in little room.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Digest {
    /// The total, points, in full; `None` while it is not known.
    pub score: Option<String>,
    /// The same rounded to hundredths of a point, to sort by.
    pub score_hundredths: Option<i64>,
    /// 优, 良, 中, 差; empty where there is none.
    pub grade: String,
    /// Findings that stop 提交.
    pub errors: i64,
    /// Findings that a written reason answers.
    pub warnings: i64,
    /// Findings that want one still.
    pub unanswered: i64,
}

impl Digest {
    /// Of a filing as it was judged.
    #[must_use]
    pub fn of(evaluation: &Evaluation) -> Self {
        let total = evaluation.total.as_ref().ok();
        let count = |holds: &dyn Fn(&Finding) -> bool| {
            let findings = evaluation.findings.iter();
            let found = findings.filter(|finding| holds(finding)).count();
            i64::try_from(found).unwrap_or(i64::MAX)
        };
        let is_warning = |finding: &Finding| finding.severity == Severity::Warning;
        Self {
            score: total.map(Exact::in_full),
            score_hundredths: total.and_then(hundredths),
            grade: evaluation.grade.clone().unwrap_or_default(),
            errors: count(&|finding| finding.severity == Severity::Error),
            warnings: count(&|finding| is_warning(finding) && finding.reason.is_some()),
            unanswered: count(&|finding| is_warning(finding) && finding.reason.is_none()),
        }
    }
}

/// Points as a whole number of hundredths, half away from zero.
#[must_use]
pub fn hundredths(points: &Exact) -> Option<i64> {
    (points * &Exact::whole(100)).rounded(0)?.to_i64()
}

/// Points as somebody types them into a filter, in hundredths; `None` for what is no number.
#[must_use]
pub fn typed_hundredths(typed: &str) -> Option<i64> {
    let points: Decimal = typed.trim().parse().ok()?;
    round_half_up(points * Decimal::ONE_HUNDRED, 0).to_i64()
}

/// Hundredths of a point as they are read: `96.50`.
#[must_use]
pub fn shown_hundredths(hundredths: i64) -> String {
    Decimal::new(hundredths, 2).to_string()
}
