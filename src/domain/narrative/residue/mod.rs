//! K19: what a word processor or a slip of the hand left in a text.

mod blanks;
mod headings;
mod letters;
mod marks;
mod pairs;
mod particles;
mod terms;
mod traditional;
mod words;

use super::Remark;
use super::passage::Passage;

/// Residue in a cell.
pub(super) fn check_cell(passage: &Passage<'_>) -> Vec<Remark> {
    let mut found = marks::leftovers(passage);
    found.extend(words::doubled(passage));
    found.extend(particles::check(passage));
    found.extend(words::mistaken(passage));
    found.extend(terms::check(passage));
    found.extend(letters::lookalikes(passage));
    found
}

/// Residue in a whole text; each remark with the index of its paragraph.
pub(super) fn check(passages: &[Passage<'_>]) -> Vec<(usize, Remark)> {
    let mut found = Vec::new();
    for (index, passage) in passages.iter().enumerate() {
        let mut here = check_cell(passage);
        here.extend(marks::doubled_marks(passage));
        found.extend(here.into_iter().map(|remark| (index, remark)));
    }
    found.extend(blanks::check(passages));
    found.extend(traditional::check(passages));
    found.extend(marks::western_marks(passages));
    found.extend(pairs::check(passages));
    found.extend(headings::check(passages));
    found
}
