//! Rules that look at a value: R1 to R7 and R12.

use super::score::{Basis, Judged};
use crate::domain::figure::Exact;
use crate::domain::formula::{Expr, Lookup, Unknown};
use crate::domain::scheme::source::{Counting, Direction, Negative, Otherwise};
use crate::domain::scheme::{Indicator, Rule, Scheme};

/// Points by a rule that looks at a value, not rounded.
pub(super) fn judge(
    indicator: &Indicator,
    rule: &Rule,
    lookup: &impl Lookup,
) -> Result<Judged, Unknown> {
    let expr = rule.value().ok_or(Unknown::NotGiven)?;
    judge_at(indicator, rule, expr.evaluate(lookup)?, lookup)
}

/// The points that a rule would give if its value were this one, rounded as scores are, before
/// any limit; `None` for rules that look at no value.
#[must_use]
pub fn points_at(
    scheme: &Scheme,
    indicator: &Indicator,
    rule: &Rule,
    value: &Exact,
    lookup: &impl Lookup,
) -> Option<Exact> {
    let judged = judge_at(indicator, rule, value.clone(), lookup).ok()?;
    let points = scheme.rounded_score(&judged.points);
    Some(points.clamped(&Exact::zero(), &indicator.weight))
}

fn judge_at(
    indicator: &Indicator,
    rule: &Rule,
    mut value: Exact,
    lookup: &impl Lookup,
) -> Result<Judged, Unknown> {
    if value.is_negative() {
        match indicator.negative {
            Negative::AsIs => {}
            Negative::Absolute => value = value.abs(),
            Negative::Zero => value = Exact::zero(),
            Negative::FullMarks => {
                return Ok(Judged {
                    rate: Some(value),
                    ..Judged::new(indicator.weight.clone(), Basis::Negative)
                });
            }
        }
    }
    let (points, basis) = decide(&indicator.weight, rule, &value, lookup)?;
    Ok(Judged {
        points: points.clamped(&Exact::zero(), &indicator.weight),
        basis,
        rate: Some(value),
    })
}

fn decide(
    weight: &Exact,
    rule: &Rule,
    value: &Exact,
    lookup: &impl Lookup,
) -> Result<(Exact, Basis), Unknown> {
    Ok(match rule {
        Rule::PerUnit {
            base,
            direction,
            step,
            minus,
            counting,
            ..
        } => {
            let steps = count_steps(&direction.distance(value, base), step, *counting);
            (weight - &(&steps * minus), Basis::Steps(steps))
        }
        Rule::Bands { bands, .. } => {
            match bands.iter().enumerate().find(|(_, band)| band.holds(value)) {
                Some((index, band)) => (band.score.clone(), Basis::Band(index)),
                None => (Exact::zero(), Basis::NoBand),
            }
        }
        Rule::Proportional {
            target,
            at_least,
            cap,
            ..
        } => {
            if at_least.as_ref().is_some_and(|least| value < least) {
                return Ok((Exact::zero(), Basis::BelowLeast));
            }
            let points = weight * &quotient(value, target, lookup)?;
            let most = cap.clone().unwrap_or_else(|| weight.clone());
            (points.min(most), Basis::Ratio)
        }
        Rule::Converted { of, .. } => (weight * &quotient(value, of, lookup)?, Basis::Converted),
        Rule::Inverse { target, .. } => {
            let target = target.evaluate(lookup)?;
            (weight * &inverse(value, &target), Basis::Inverse)
        }
        Rule::Linear {
            target, zero_at, ..
        } => {
            let target = target.evaluate(lookup)?;
            let end = match zero_at {
                Some(end) => Some(end.evaluate(lookup)?),
                None => None,
            };
            (weight * &on_line(value, &target, end), Basis::Linear)
        }
        Rule::Equal {
            target, otherwise, ..
        } => {
            let target = target.evaluate(lookup)?;
            let share = equality(value, &target, *otherwise);
            (weight * &share, Basis::Equal(*value == target))
        }
        _ => return Err(Unknown::NotGiven),
    })
}

/// Value ÷ target, with the target's name when it is zero.
fn quotient(value: &Exact, target: &Expr, lookup: &impl Lookup) -> Result<Exact, Unknown> {
    let divisor = target.evaluate(lookup)?;
    value
        .divided_by(&divisor)
        .ok_or_else(|| Unknown::ZeroDivisor(target.in_names(lookup)))
}

/// Full up to the target, target ÷ value beyond it; nothing above a target of zero.
fn inverse(value: &Exact, target: &Exact) -> Exact {
    if value <= target {
        return Exact::whole(1);
    }
    target.divided_by(value).unwrap_or_else(Exact::zero)
}

/// A straight line from 1 at the target to 0 at its end, twice the target when none is given.
/// Without room between the two, only what stays at or below the target counts.
fn on_line(value: &Exact, target: &Exact, end: Option<Exact>) -> Exact {
    let is_given = end.is_some();
    let end = end.unwrap_or_else(|| target * &Exact::whole(2));
    let has_room = if is_given {
        end != *target
    } else {
        end > *target
    };
    let share = if has_room {
        (&end - value).divided_by(&(&end - target))
    } else {
        None
    };
    match share {
        Some(share) => share.clamped(&Exact::zero(), &Exact::whole(1)),
        None if value <= target => Exact::whole(1),
        None => Exact::zero(),
    }
}

/// R7. A target of zero is met by nothing, or less than nothing; there is no proportion to it.
fn equality(value: &Exact, target: &Exact, otherwise: Otherwise) -> Exact {
    let one = Exact::whole(1);
    if value == target {
        return one;
    }
    let is_reached = if target.is_zero() {
        value.is_negative()
    } else {
        value > target && !target.is_negative()
    };
    if is_reached && otherwise == Otherwise::ProportionalBelow {
        return one;
    }
    if otherwise == Otherwise::NoPoints || value.is_negative() != target.is_negative() {
        return Exact::zero();
    }
    let (a, b) = (value.abs(), target.abs());
    let (small, great) = if a < b { (a, b) } else { (b, a) };
    small.divided_by(&great).unwrap_or_else(Exact::zero)
}

impl Direction {
    /// How far a value is on the losing side of the base; below zero on the other.
    #[must_use]
    pub fn distance(self, value: &Exact, base: &Exact) -> Exact {
        match self {
            Self::Above => value - base,
            Self::Below => base - value,
            Self::Both => (value - base).abs(),
        }
    }
}

/// How many steps a distance counts.
#[must_use]
pub fn count_steps(distance: &Exact, step: &Exact, counting: Counting) -> Exact {
    if distance.is_negative() || distance.is_zero() {
        return Exact::zero();
    }
    let steps = distance.divided_by(step).unwrap_or_else(Exact::zero);
    match counting {
        Counting::Whole => steps.floor(),
        Counting::Started => steps.ceil(),
        Counting::ProRata => steps,
    }
}
