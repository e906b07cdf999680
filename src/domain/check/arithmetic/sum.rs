//! Parts against their total.

use super::printed::slack;
use super::{Diagnosis, Figure, diagnosis};
use crate::domain::figure::Exact;

/// What a total and its parts come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SumJudgement {
    /// The parts as printed give the total as printed, rounded where it shows fewer decimals.
    Right,
    /// They differ by no more than rounding of so many figures can make: a 尾差.
    Tail {
        /// What the parts add up to.
        added: Exact,
        /// Parts minus total.
        gap: Exact,
    },
    /// They differ by more than that.
    Wrong {
        /// What the parts add up to.
        added: Exact,
        /// Parts minus total.
        gap: Exact,
        /// The one cause that repairs it, when there is exactly one.
        cause: Option<Diagnosis>,
    },
}

/// Judges a sum. `elsewhere` are other figures of the same document that are no part of the sum;
/// one that equals the gap may have been left out.
#[must_use]
pub fn sum(total: &Figure<'_>, parts: &[Figure<'_>], elsewhere: &[Figure<'_>]) -> SumJudgement {
    let added = parts
        .iter()
        .fold(Exact::zero(), |sum, part| &sum + part.value());
    let gap = &added - total.value();
    if gap.abs() <= total.printed.slack() {
        return SumJudgement::Right;
    }
    let figures = parts.iter().chain(std::iter::once(total));
    if gap.abs() <= slack(figures.map(|figure| &figure.printed)) {
        return SumJudgement::Tail { added, gap };
    }
    let cause = diagnosis::of_sum(total, parts, elsewhere, &gap);
    SumJudgement::Wrong { added, gap, cause }
}
