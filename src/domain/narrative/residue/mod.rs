//! K19: what a word processor or a slip of the hand left in a text.

mod headings;
mod letters;
mod marks;
mod pairs;
mod words;

use super::Remark;
use super::passage::Passage;

/// Residue in a whole text; each remark with the index of its paragraph.
pub(super) fn check(passages: &[Passage<'_>]) -> Vec<(usize, Remark)> {
    let mut found = Vec::new();
    for (index, passage) in passages.iter().enumerate() {
        let mut here = marks::leftovers(passage);
        here.extend(marks::doubled_marks(passage));
        here.extend(words::doubled(passage));
        here.extend(words::mistaken(passage));
        here.extend(letters::lookalikes(passage));
        found.extend(here.into_iter().map(|remark| (index, remark)));
    }
    found.extend(marks::western_marks(passages));
    found.extend(pairs::check(passages));
    found.extend(headings::check(passages));
    found
}
