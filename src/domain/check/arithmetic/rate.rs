//! A printed rate against the exact one.

use super::Printed;
use crate::domain::figure::Exact;

/// What a printed rate is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RateJudgement {
    /// Right at the decimals that were printed (half-up).
    Right,
    /// Cut off (截断) instead of rounded (四舍五入).
    CutOff,
    /// Right but for its sign.
    SignTurned,
    /// Neither.
    Wrong,
}

impl RateJudgement {
    /// The clause that names the slip, to follow `应为 96.55%`; empty where there is none.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Right | Self::Wrong => "",
            Self::CutOff => "（截断而非四舍五入）",
            Self::SignTurned => "（正负号反了）",
        }
    }
}

/// Judges a printed rate by the exact rate: `97%` is right for 97.46%, `96%` for 96.52% is cut off.
#[must_use]
pub fn rate(printed: &Printed, exact: &Exact) -> RateJudgement {
    if printed.is_rounded_from(exact) {
        RateJudgement::Right
    } else if printed.is_cut_from(exact) {
        RateJudgement::CutOff
    } else if printed.is_rounded_from(&-exact) {
        RateJudgement::SignTurned
    } else {
        RateJudgement::Wrong
    }
}

/// Judges a printed rate by two printed figures, each of which stands for every number that rounds
/// to it. `None` when the denominator is zero, or may be.
#[must_use]
pub fn ratio(
    printed: &Printed,
    numerator: &Printed,
    denominator: &Printed,
) -> Option<RateJudgement> {
    let exact = numerator.value.divided_by(&denominator.value)?;
    let judged = rate(printed, &exact);
    if judged == RateJudgement::Right {
        return Some(judged);
    }
    let (low, high) = quotients(numerator, denominator)?;
    let slack = printed.slack();
    let overlaps = &printed.value - &slack <= high && low <= &printed.value + &slack;
    Some(if overlaps && judged != RateJudgement::CutOff {
        RateJudgement::Right
    } else {
        judged
    })
}

/// The smallest and the largest quotient that two printed figures can stand for.
fn quotients(numerator: &Printed, denominator: &Printed) -> Option<(Exact, Exact)> {
    let ends = |figure: &Printed| {
        let slack = figure.slack();
        [&figure.value - &slack, &figure.value + &slack]
    };
    let below = ends(denominator);
    let [low, high] = &below;
    if low.is_zero() || high.is_zero() || low.is_negative() != high.is_negative() {
        return None;
    }
    let mut all = Vec::new();
    for top in ends(numerator) {
        for bottom in &below {
            all.push(top.divided_by(bottom)?);
        }
    }
    Some((all.iter().min()?.clone(), all.iter().max()?.clone()))
}
