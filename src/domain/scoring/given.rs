//! Scores that a person gives: R10 a grade, R11 a grade and points inside it, R15 points.

use super::score::{Basis, Judged};
use crate::domain::figure::Exact;
use crate::domain::filing::{Entries, points};
use crate::domain::formula::Unknown;
use crate::domain::scheme::{Indicator, Rule, grade_cell};

pub(super) fn judge(indicator: &Indicator, entries: &Entries) -> Result<Judged, Unknown> {
    match &indicator.rule {
        Rule::Graded { grades } => {
            let chosen = entries.filled(&indicator.code).ok_or(Unknown::NotGiven)?;
            let found = grades.iter().enumerate().find(|(_, g)| g.name == chosen);
            let (index, grade) = found.ok_or(Unknown::NotGiven)?;
            Ok(Judged::new(grade.score.clone(), Basis::Grade(index)))
        }
        Rule::Judged { grades } => {
            let cell = grade_cell(&indicator.code);
            let chosen = entries.filled(&cell).ok_or(Unknown::NotGiven)?;
            let found = grades.iter().enumerate().find(|(_, g)| g.name == chosen);
            let (index, grade) = found.ok_or(Unknown::NotGiven)?;
            let given = points_of(indicator, entries)?;
            if grade.holds(&given, &indicator.weight) {
                Ok(Judged::new(given, Basis::Interval(index)))
            } else {
                Err(Unknown::OutOfRange)
            }
        }
        _ => Ok(Judged::new(points_of(indicator, entries)?, Basis::Judged)),
    }
}

/// Points typed in the score's own cell, within 0 and the weight.
pub(super) fn points_of(indicator: &Indicator, entries: &Entries) -> Result<Exact, Unknown> {
    let given = points(entries.typed(&indicator.code))?;
    if given.is_negative() || given > indicator.weight {
        return Err(Unknown::OutOfRange);
    }
    Ok(given)
}
