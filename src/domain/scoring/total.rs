//! The total and its grade.

use super::Score;
use crate::domain::figure::Exact;
use crate::domain::filing::TreeRow;
use crate::domain::formula::Unknown;
use crate::domain::scheme::Scheme;

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
