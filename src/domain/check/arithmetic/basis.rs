//! Mixed basis (口径不一): a printed figure that only two figures of unlike kind can make.

use super::{Figure, RateJudgement, ratio};

/// The figures that make a printed one although they are of unlike kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Basis {
    /// The index of the pair whose first figure was used (numerator, this year).
    pub first: usize,
    /// The index of the pair whose second figure was used (denominator, last year).
    pub second: usize,
}

/// Looks for the mixed basis of a printed rate.
///
/// Every pair holds two figures of one kind (财政拨款执行数 and 财政拨款预算数; 全年执行数 and
/// 全年预算数). When a pair of one kind makes the rate, or none of unlike kind does, or more than
/// one does, nothing is said.
#[must_use]
pub fn basis(printed: &super::Printed, pairs: &[(Figure<'_>, Figure<'_>)]) -> Option<Basis> {
    let fits = |first: &Figure<'_>, second: &Figure<'_>| {
        ratio(printed, &first.printed, &second.printed) == Some(RateJudgement::Right)
    };
    if pairs.iter().any(|(first, second)| fits(first, second)) {
        return None;
    }
    let mut found = None;
    for (at, (first, _)) in pairs.iter().enumerate() {
        for (other, (_, second)) in pairs.iter().enumerate() {
            if at != other && fits(first, second) {
                if found.is_some() {
                    return None;
                }
                found = Some(Basis {
                    first: at,
                    second: other,
                });
            }
        }
    }
    found
}
