//! The total and its grade.

use super::Score;
use crate::domain::figure::Exact;
use crate::domain::filing::{Entries, TreeRow, Value};
use crate::domain::formula::Unknown;
use crate::domain::scheme::{Conclusion, Scheme};

/// The sum of all scores; unknown, with their number, while some are.
///
/// # Errors
/// How many scores are still missing.
pub fn total(scheme: &Scheme, scores: &[Score], trees: &[Vec<TreeRow>]) -> Result<Exact, Unknown> {
    let scored_rows = scheme
        .trees
        .iter()
        .zip(trees)
        .filter(|(tree, _)| tree.scored)
        .flat_map(|(_, rows)| rows.iter().map(|row| &row.score));
    let all = scores.iter().map(|score| &score.points).chain(scored_rows);
    let (mut sum, mut open, mut any) = (Exact::zero(), 0, false);
    for points in all {
        any = true;
        match points {
            Ok(points) => sum = &sum + points,
            Err(_) => open += 1,
        }
    }
    let tree_is_empty = scheme
        .trees
        .iter()
        .zip(trees)
        .any(|(tree, rows)| tree.scored && rows.is_empty());
    if open > 0 || !any || tree_is_empty {
        return Err(Unknown::Incomplete(open));
    }
    Ok(sum)
}

/// The total and the grade of a paper that states them; a grade left out follows from the total.
pub fn stated(
    scheme: &Scheme,
    conclusion: Conclusion,
    entries: &Entries,
    values: &[Value],
) -> (Result<Exact, Unknown>, Option<String>) {
    let total = match conclusion.score.and_then(|slot| values.get(slot)) {
        Some(value) => value.exact.clone().and_then(|score| {
            let is_within = !score.is_negative() && score <= Exact::from(scheme.head.full_marks);
            is_within.then_some(score).ok_or(Unknown::OutOfRange)
        }),
        None => Err(Unknown::NotGiven),
    };
    let chosen = conclusion
        .grade
        .and_then(|slot| scheme.definition(slot))
        .and_then(|definition| entries.filled(&definition.code));
    let earned = total.as_ref().ok().and_then(|total| grade(scheme, total));
    (total.clone(), chosen.or(earned).map(str::to_owned))
}

/// The grade of a total, by the scheme's thresholds.
#[must_use]
pub fn grade<'a>(scheme: &'a Scheme, total: &Exact) -> Option<&'a str> {
    scheme
        .head
        .grades
        .iter()
        .find(|grade| *total >= Exact::from(grade.at_least))
        .map(|grade| grade.name.as_str())
}
