//! The figures at which a rule changes its mind.

use crate::domain::figure::Exact;
use crate::domain::formula::Lookup;
use crate::domain::scheme::source::Counting;
use crate::domain::scheme::{Ends, Rule};

/// A figure, and the side of it on which more points are given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Threshold {
    /// The figure.
    pub at: Exact,
    /// Whether it must be passed; otherwise reaching it is enough.
    pub is_open: bool,
    /// Whether the value must rise to it.
    pub is_up: bool,
}

/// A long deduction has at most so many steps that are looked at.
const MOST_STEPS: i64 = 1_000;

impl Threshold {
    /// A value for which the condition just holds.
    pub fn probe(&self) -> Exact {
        match (self.is_open, self.is_up) {
            (false, _) => self.at.clone(),
            (true, true) => &self.at + &least(),
            (true, false) => &self.at - &least(),
        }
    }

    /// A value a little further on.
    pub fn beyond(&self) -> Exact {
        let step = if self.is_up { least() } else { -&least() };
        &self.probe() + &step
    }

    /// The same on the other side of zero.
    pub fn mirrored(self) -> Self {
        Self {
            at: -&self.at,
            is_up: !self.is_up,
            ..self
        }
    }

    /// 高于, 达到, 低于, 不高于.
    pub fn word(&self) -> &'static str {
        match (self.is_up, self.is_open) {
            (true, true) => "高于",
            (true, false) => "达到",
            (false, true) => "低于",
            (false, false) => "不高于",
        }
    }
}

/// Smaller than any difference between figures of the field.
fn least() -> Exact {
    let number = Exact::whole(1);
    let many = Exact::whole(1_000_000_000_000_000);
    number.divided_by(&many).unwrap_or(number)
}

/// Every threshold of a rule as seen from a value, the nearest first.
pub(super) fn thresholds(
    rule: &Rule,
    weight: &Exact,
    value: &Exact,
    lookup: &impl Lookup,
) -> Vec<Threshold> {
    let mut all: Vec<Threshold> = Vec::new();
    for end in ends(rule, weight, value, lookup) {
        let sides = [end >= *value, end <= *value];
        for (is_up, _) in [true, false].into_iter().zip(sides).filter(|(_, is)| *is) {
            for is_open in [false, true] {
                all.push(Threshold {
                    at: end.clone(),
                    is_open,
                    is_up,
                });
            }
        }
    }
    all.sort_by_cached_key(|threshold| ((&threshold.at - value).abs(), threshold.is_open));
    all
}

/// The figures themselves.
fn ends(rule: &Rule, weight: &Exact, value: &Exact, lookup: &impl Lookup) -> Vec<Exact> {
    match rule {
        Rule::PerUnit {
            base,
            step,
            minus,
            counting,
            ..
        } => {
            // Every further point counts without steps, so the base is the one figure to name.
            if *counting == Counting::ProRata {
                return vec![base.clone()];
            }
            steps(base, step, minus, weight, value)
        }
        Rule::Bands { bands, .. } => {
            let ends = bands.iter().flat_map(|band| ends_of(&band.ends));
            ends.cloned().collect()
        }
        Rule::Proportional {
            target,
            at_least,
            cap,
            ..
        } => {
            let target = target.evaluate(lookup).ok();
            let capped = target.as_ref().zip(cap.as_ref());
            let capped = capped.and_then(|(target, cap)| (target * cap).divided_by(weight));
            [at_least.clone(), capped, target]
                .into_iter()
                .flatten()
                .collect()
        }
        Rule::Inverse { target, .. }
        | Rule::Linear { target, .. }
        | Rule::Equal { target, .. }
        | Rule::Converted { of: target, .. } => target.evaluate(lookup).into_iter().collect(),
        Rule::Checklist { .. }
        | Rule::Award { .. }
        | Rule::Graded { .. }
        | Rule::Judged { .. }
        | Rule::OneOf { .. }
        | Rule::Manual => Vec::new(),
    }
}

/// The base and the ends of the steps beside it on which the value lies, as far as they take points.
fn steps(base: &Exact, step: &Exact, minus: &Exact, weight: &Exact, value: &Exact) -> Vec<Exact> {
    let distance = value - base;
    let counted = distance.abs().divided_by(step).map(|steps| steps.ceil());
    let lasting = weight.divided_by(minus).map(|steps| steps.ceil());
    let (Some(counted), Some(lasting)) = (counted, lasting) else {
        return vec![base.clone()];
    };
    let last = counted.min(lasting).min(Exact::whole(MOST_STEPS));
    let towards = if distance.is_negative() {
        -step
    } else {
        step.clone()
    };
    let mut found = vec![base.clone()];
    let mut at = Exact::zero();
    while at < last {
        at = &at + &Exact::whole(1);
        found.push(base + &(&at * &towards));
    }
    found
}

fn ends_of(band: &Ends) -> impl Iterator<Item = &Exact> {
    [
        &band.above,
        &band.at_least,
        &band.below,
        &band.at_most,
        &band.exactly,
    ]
    .into_iter()
    .flatten()
}
