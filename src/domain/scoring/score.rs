//! The score of one indicator: what comes before its rule, and what after.

use super::{by_value, checklist, given, one_of};
use crate::domain::figure::Exact;
use crate::domain::filing::{Entries, points};
use crate::domain::formula::{Lookup, Slot, Unknown};
use crate::domain::scheme::source::{Missing, ZeroDenominator};
use crate::domain::scheme::{Indicator, Rule, Scheme, deduction_cell};

/// The score of one indicator.
#[derive(Debug, Clone)]
pub struct Score {
    /// Points within 0 and the weight, or why there are none.
    pub points: Result<Exact, Unknown>,
    /// What decided.
    pub basis: Basis,
    /// The value the rule looked at, where it could be computed: as an absolute value or 0 where
    /// the scheme reads a negative one so.
    pub rate: Option<Exact>,
    /// Why the rule itself could not compute, whatever counts instead.
    pub unknown: Option<Unknown>,
    /// The index of the limit that lowered the points, with the points before it.
    pub limited: Option<(usize, Exact)>,
    /// What a reviewer takes off, not more than the points.
    pub deduction: Option<Exact>,
}

/// What decided a score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Basis {
    /// Not applicable: the answer that gives full marks.
    NotApplicable(String),
    /// Dropped: the rest counts for the full marks.
    Dropped,
    /// A zero denominator counts full by the scheme.
    ZeroDenominator,
    /// Missing inputs count full by the scheme.
    Missing,
    /// Missing inputs or a zero denominator earn nothing by the scheme.
    NothingShown,
    /// A value below zero counts full by the scheme.
    Negative,
    /// So many counted steps away from the base.
    Steps(Exact),
    /// The band with this index.
    Band(usize),
    /// No band holds the rate: no points.
    NoBand,
    /// In proportion: this share of the target was reached.
    Ratio,
    /// The value is below the least that earns anything.
    BelowLeast,
    /// Weight × target ÷ value.
    Inverse,
    /// On the straight line between the target and where nothing is left.
    Linear,
    /// The value is the target, or is not.
    Equal(bool),
    /// An outside score converted.
    Converted,
    /// So many requirements not met.
    Checklist(usize),
    /// So many requirements met, each with its points.
    Award(usize),
    /// The requirement with this index is a veto and not met.
    Veto(usize),
    /// The grade with this index.
    Grade(usize),
    /// Points inside the grade with this index.
    Interval(usize),
    /// The alternative with this index, and what decided in it.
    Chosen(usize, Box<Basis>),
    /// Given by a person, as the rule wants.
    Judged,
    /// Given by hand because the data are missing.
    ByHand,
    /// Nothing yet.
    Open,
}

/// Points with what decided them.
pub(super) struct Judged {
    pub points: Exact,
    pub basis: Basis,
    pub rate: Option<Exact>,
}

impl Judged {
    pub fn new(points: Exact, basis: Basis) -> Self {
        Self {
            points,
            basis,
            rate: None,
        }
    }
}

/// Scores one indicator. Limits across rows come later ([`super::apply_limits`]).
#[must_use]
pub fn score(
    scheme: &Scheme,
    indicator: &Indicator,
    entries: &Entries,
    lookup: &impl Lookup,
) -> Score {
    let mut score = Score {
        points: Err(Unknown::NotGiven),
        basis: Basis::Open,
        rate: None,
        unknown: None,
        limited: None,
        deduction: None,
    };
    match by_rule(scheme, indicator, entries, lookup) {
        Ok(judged) => {
            score.points = Ok(judged.points);
            score.basis = judged.basis;
            score.rate = judged.rate;
        }
        Err(why) => instead(indicator, entries, &mut score, why),
    }
    score.points = score.points.map(|points| {
        let points = points.clamped(&Exact::zero(), &indicator.weight);
        scheme
            .rounded_score(&points)
            .clamped(&Exact::zero(), &indicator.weight)
    });
    if let (true, Ok(points)) = (scheme.head.reviewer_deduction, &score.points) {
        score.deduction = deduction(entries, &indicator.code, points);
    }
    score
}

/// What a reviewer takes off points kept under this code, never more than there are.
#[must_use]
pub fn deduction(entries: &Entries, code: &str, from: &Exact) -> Option<Exact> {
    let taken = points(entries.typed(&deduction_cell(code))).ok()?;
    Some(taken.clamped(&Exact::zero(), from))
}

fn by_rule(
    scheme: &Scheme,
    indicator: &Indicator,
    entries: &Entries,
    lookup: &impl Lookup,
) -> Result<Judged, Unknown> {
    let has = |condition: &Option<(Slot, String)>| {
        let (slot, answer) = condition.as_ref()?;
        is_answered(scheme, entries, *slot, answer).then(|| answer.clone())
    };
    if let Some(answer) = has(&indicator.full_marks_when) {
        return Ok(Judged::new(
            indicator.weight.clone(),
            Basis::NotApplicable(answer),
        ));
    }
    if has(&indicator.dropped_when).is_some() {
        return Err(Unknown::Dropped);
    }
    match &indicator.rule {
        Rule::Checklist { .. } | Rule::Award { .. } => checklist::judge(indicator, entries),
        Rule::Graded { .. } | Rule::Judged { .. } | Rule::Manual => {
            given::judge(indicator, entries)
        }
        Rule::OneOf { choose, options } => {
            let chosen = |slot: Slot, answer: &str| is_answered(scheme, entries, slot, answer);
            one_of::judge(indicator, *choose, options, lookup, chosen)
        }
        rule => by_value::judge(indicator, rule, lookup),
    }
}

/// Whether an item has this answer.
pub(super) fn is_answered(scheme: &Scheme, entries: &Entries, slot: Slot, answer: &str) -> bool {
    let code = scheme
        .definition(slot)
        .map_or("", |definition| definition.code.as_str());
    entries.filled(code) == Some(answer)
}

/// What counts where the rule cannot compute: what the scheme says, else a score given by hand.
fn instead(indicator: &Indicator, entries: &Entries, score: &mut Score, why: Unknown) {
    let decided = match &why {
        Unknown::Dropped => Some(Basis::Dropped),
        Unknown::ZeroDivisor(_) => match indicator.zero_denominator {
            ZeroDenominator::Unknown => None,
            ZeroDenominator::FullMarks => Some(Basis::ZeroDenominator),
            ZeroDenominator::NoPoints => Some(Basis::NothingShown),
            ZeroDenominator::Dropped => Some(Basis::Dropped),
        },
        Unknown::Missing(_) => match indicator.missing {
            Missing::Unknown => None,
            Missing::FullMarks => Some(Basis::Missing),
            Missing::NoPoints => Some(Basis::NothingShown),
            Missing::Dropped => Some(Basis::Dropped),
        },
        _ => None,
    };
    score.unknown = Some(why.clone());
    score.points = Err(why);
    match decided {
        Some(Basis::NothingShown) => score.points = Ok(Exact::zero()),
        Some(Basis::Dropped) => score.points = Err(Unknown::Dropped),
        Some(_) => score.points = Ok(indicator.weight.clone()),
        None if indicator.by_hand
            && !indicator.rule.is_given()
            && entries.filled(&indicator.code).is_some() =>
        {
            score.points = given::points_of(indicator, entries);
            score.basis = Basis::ByHand;
        }
        None => {}
    }
    if let Some(basis) = decided {
        score.basis = basis;
    }
}
