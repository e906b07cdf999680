//! R16: limits across rows.

use super::Score;
use super::score::is_answered;
use crate::domain::filing::Entries;
use crate::domain::formula::Lookup;
use crate::domain::scheme::{Condition, Limit, Limited, Scheme};

/// Whether all conditions of a limit hold. One whose value is not known does not.
pub(super) fn holds(
    scheme: &Scheme,
    limit: &Limit,
    entries: &Entries,
    lookup: &impl Lookup,
) -> bool {
    !limit.when.is_empty()
        && limit.when.iter().all(|condition| match condition {
            Condition::Answer(slot, answer) => is_answered(scheme, entries, *slot, answer),
            Condition::Value(value, ends) => {
                value.evaluate(lookup).is_ok_and(|value| ends.hold(&value))
            }
        })
}

/// Lowers single scores to their limits; those of groups and of the total are the total's matter.
pub fn apply_limits(
    scheme: &Scheme,
    entries: &Entries,
    lookup: &impl Lookup,
    scores: &mut [Score],
) {
    for (index, limit) in scheme.limits.iter().enumerate() {
        let Limited::Indicator(at) = &limit.on else {
            continue;
        };
        if !holds(scheme, limit, entries, lookup) {
            continue;
        }
        if let Some(score) = scores.get_mut(*at)
            && let Ok(points) = score.points.clone()
            && points > limit.at_most
        {
            score.points = Ok(limit.at_most.clone());
            score.limited = Some((index, points));
        }
    }
}
