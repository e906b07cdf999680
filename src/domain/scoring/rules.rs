//! The scoring rules (R1, R3, R4, R8, R10, R12, R13, R15 of the field's catalogue).

use crate::domain::figure::Exact;
use crate::domain::filing::{Entries, points};
use crate::domain::formula::{Lookup, Unknown};
use crate::domain::scheme::source::{Counting, Direction, ZeroDenominator};
use crate::domain::scheme::{Indicator, Rule, Scheme, checklist_cell};

/// A requirement of a checklist that is met.
pub const FULFILLED: &str = "符合";
/// A requirement of a checklist that is not met.
pub const UNFULFILLED: &str = "不符合";

/// The score of one indicator.
#[derive(Debug, Clone)]
pub struct Score {
    /// Points within 0 and the weight, or why there are none.
    pub points: Result<Exact, Unknown>,
    /// What decided.
    pub basis: Basis,
    /// The rate the rule looked at, where it could be computed.
    pub rate: Option<Exact>,
}

/// What decided a score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Basis {
    /// Not applicable: the answer that gives full marks.
    NotApplicable(String),
    /// A zero denominator counts full by the scheme.
    ZeroDenominator,
    /// So many counted steps away from the base.
    Steps(Exact),
    /// The band with this index.
    Band(usize),
    /// No band holds the rate: no points.
    NoBand,
    /// In proportion to the rate.
    Ratio,
    /// So many requirements not met.
    Checklist(usize),
    /// The grade with this index.
    Grade(usize),
    /// Given by a person, as the rule wants.
    Judged,
    /// Given by hand because the data are missing.
    ByHand,
    /// Nothing yet.
    Open,
}

/// Scores one indicator.
#[must_use]
pub fn score(
    scheme: &Scheme,
    indicator: &Indicator,
    entries: &Entries,
    lookup: &impl Lookup,
) -> Score {
    let mut score = by_rule(scheme, indicator, entries, lookup);
    let may_replace = indicator.by_hand && !matches!(indicator.rule, Rule::Manual);
    if score.points.is_err() && may_replace && entries.filled(&indicator.code).is_some() {
        score.points = by_hand(indicator, entries);
        score.basis = Basis::ByHand;
    }
    score.points = score.points.map(|points| {
        let rounded = points
            .rounded(scheme.head.score_decimals)
            .map_or(points, Exact::from);
        rounded.clamped(&Exact::zero(), &indicator.weight)
    });
    score
}

fn by_rule(
    scheme: &Scheme,
    indicator: &Indicator,
    entries: &Entries,
    lookup: &impl Lookup,
) -> Score {
    if let Some((slot, answer)) = &indicator.full_marks_when {
        let code = scheme
            .definition(*slot)
            .map_or("", |definition| definition.code.as_str());
        if entries.filled(code) == Some(answer.as_str()) {
            return full_marks(indicator, Basis::NotApplicable(answer.clone()));
        }
    }
    match &indicator.rule {
        Rule::Checklist { items, minus } => checklist(indicator, items.len(), minus, entries),
        Rule::Graded { grades } => {
            let chosen = entries.filled(&indicator.code);
            match grades
                .iter()
                .position(|grade| Some(grade.name.as_str()) == chosen)
            {
                Some(index) => Score {
                    points: grades
                        .get(index)
                        .map(|g| g.score.clone())
                        .ok_or(Unknown::NotGiven),
                    basis: Basis::Grade(index),
                    rate: None,
                },
                None => unknown(Unknown::NotGiven),
            }
        }
        Rule::Manual => Score {
            points: by_hand(indicator, entries),
            basis: Basis::Judged,
            rate: None,
        },
        rule => by_rate(indicator, rule, lookup),
    }
}

fn by_rate(indicator: &Indicator, rule: &Rule, lookup: &impl Lookup) -> Score {
    let Some(expr) = rule.value() else {
        return unknown(Unknown::NotGiven);
    };
    let rate = match expr.evaluate(lookup) {
        Ok(rate) => rate,
        Err(Unknown::ZeroDivisor(_))
            if indicator.zero_denominator == ZeroDenominator::FullMarks =>
        {
            return full_marks(indicator, Basis::ZeroDenominator);
        }
        Err(why) => return unknown(why),
    };
    let (points, basis) = match rule {
        Rule::PerUnit {
            base,
            direction,
            step,
            minus,
            counting,
            ..
        } => {
            let distance = match direction {
                Direction::Above => &rate - base,
                Direction::Below => base - &rate,
            };
            let steps = count_steps(&distance, step, *counting);
            let lost = &steps * minus;
            (&indicator.weight - &lost, Basis::Steps(steps))
        }
        Rule::Bands { bands, .. } => {
            match bands.iter().enumerate().find(|(_, band)| band.holds(&rate)) {
                Some((index, band)) => (band.score.clone(), Basis::Band(index)),
                None => (Exact::zero(), Basis::NoBand),
            }
        }
        _ => (&indicator.weight * &rate, Basis::Ratio),
    };
    Score {
        points: Ok(points.clamped(&Exact::zero(), &indicator.weight)),
        basis,
        rate: Some(rate),
    }
}

/// How many steps lie between the base and a rate at this distance on the side where points are lost.
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

fn checklist(indicator: &Indicator, items: usize, minus: &Exact, entries: &Entries) -> Score {
    let mut unmet = 0;
    for item in 0..items {
        match entries.filled(&checklist_cell(&indicator.code, item)) {
            Some(FULFILLED) => {}
            Some(UNFULFILLED) => unmet += 1,
            _ => return unknown(Unknown::NotGiven),
        }
    }
    let lost = minus * &Exact::whole(i64::try_from(unmet).unwrap_or(i64::MAX));
    let points = &indicator.weight - &lost;
    Score {
        points: Ok(points.clamped(&Exact::zero(), &indicator.weight)),
        basis: Basis::Checklist(unmet),
        rate: None,
    }
}

fn by_hand(indicator: &Indicator, entries: &Entries) -> Result<Exact, Unknown> {
    let given = points(entries.typed(&indicator.code))?;
    if given.is_negative() || given > indicator.weight {
        return Err(Unknown::OutOfRange);
    }
    Ok(given)
}

fn full_marks(indicator: &Indicator, basis: Basis) -> Score {
    Score {
        points: Ok(indicator.weight.clone()),
        basis,
        rate: None,
    }
}

fn unknown(why: Unknown) -> Score {
    Score {
        points: Err(why),
        basis: Basis::Open,
        rate: None,
    }
}
