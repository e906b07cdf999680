//! The difference between 自评得分 and 财政复核得分, split by cause.
//!
//! The rule: corrections are applied one after the other in the order of the forms, deductions last.
//! What the total moves by when one is added to those before it is its part. So the parts add up to
//! the whole difference exactly, with every rounding, limit and cap, and whoever applies them in this
//! order on paper comes to the same. The order in which they were written down does not matter.
//! Corrections that only together come to a total (a grade and the points inside it) are one cause.
//!
//! Each part is split again by indicator. What the scores do not tell (a limit, the scaling of a part,
//! a total that is stated) stands apart, so that every line and every column adds up.

use super::rescored::{Standing, worth};
use super::{Correction, CorrectionKind, correction::lay_over};
use crate::domain::figure::Exact;
use crate::domain::filing::Entries;
use crate::domain::scheme::Scheme;

/// The whole difference, cause by cause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// 财政复核得分 less 自评得分.
    pub difference: Exact,
    /// The causes in the order in which they were applied.
    pub causes: Vec<Cause>,
}

/// One correction, or several that only count together, with what it moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// The indices of the corrections in their order.
    pub corrections: Vec<usize>,
    /// What the total moved by.
    pub points: Exact,
    /// The scores that moved, by their index, each with how far.
    pub scores: Vec<(usize, Exact)>,
    /// What of the total's move lies outside the scores: limits, scaling, a stated total, what was
    /// taken off the total itself.
    pub rest: Exact,
}

/// Splits the difference; `None` while the total is not known before or after.
pub(super) fn split(
    scheme: &Scheme,
    typed: &Entries,
    corrections: &[(Correction, CorrectionKind)],
) -> Option<Split> {
    let mut entries = typed.clone();
    let mut known = Standing::at(scheme, &entries);
    let first = known.total.clone().ok()?;
    let mut causes = Vec::new();
    let mut together = Vec::new();
    for (at, (correction, _)) in corrections.iter().enumerate() {
        lay_over(&mut entries, correction);
        together.push(at);
        let next = Standing::at(scheme, &entries);
        if let Some(cause) = cause(&known, &next, &together) {
            causes.push(cause);
            together.clear();
            known = next;
        }
    }
    let last = known.total.ok().filter(|_| together.is_empty())?;
    Some(Split {
        difference: &last - &first,
        causes,
    })
}

/// What moved between two moments; `None` while the later total is not known.
fn cause(before: &Standing, after: &Standing, corrections: &[usize]) -> Option<Cause> {
    let points = after.total.as_ref().ok()? - before.total.as_ref().ok()?;
    let pairs = before.points.iter().zip(&after.points).enumerate();
    let mut scores = Vec::new();
    for (at, (before, after)) in pairs {
        let moved = &worth(after)? - &worth(before)?;
        if !moved.is_zero() {
            scores.push((at, moved));
        }
    }
    let told = scores
        .iter()
        .fold(Exact::zero(), |sum, (_, moved)| &sum + moved);
    Some(Cause {
        corrections: corrections.to_vec(),
        rest: &points - &told,
        points,
        scores,
    })
}
