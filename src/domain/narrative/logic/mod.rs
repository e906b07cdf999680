//! K16, K17, K20, K21 and K22: what the sentences of a text say of each other.

mod grades;
mod names;
mod problems;
mod rates;
mod years;

pub(super) use years::report_year;

use super::Remark;
use super::passage::Passage;

/// Contradictions of a whole text; each remark with the index of its paragraph.
pub(super) fn check(passages: &[Passage<'_>], year: Option<i32>) -> Vec<(usize, Remark)> {
    let mut found = years::check(passages, year);
    found.extend(grades::check(passages));
    found.extend(names::check(passages));
    found.extend(rates::check(passages));
    found.extend(problems::check(passages));
    found
}
