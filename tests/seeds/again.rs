//! A filing evaluated again with its text as it was read before comes to the same.

use std::sync::Arc;

use proptest::prelude::*;
use ziping::domain::evaluate::{Evaluation, evaluate, evaluate_again};
use ziping::domain::filing::Entries;
use ziping::domain::scheme::Scheme;

use super::shipped::{cases, published};

/// Both ways, with everything found; and whether the text was taken from before.
fn comes_to_the_same(scheme: &Scheme, before: &Evaluation, entries: &Entries) -> bool {
    let again = evaluate_again(scheme, entries, None, before.text.as_ref());
    let anew = evaluate(scheme, entries);
    assert_eq!(again.findings, anew.findings);
    assert_eq!(again.total, anew.total);
    let both = before.text.as_ref().zip(again.text.as_ref());
    let is_taken = both.is_some_and(|(read, text)| Arc::ptr_eq(read, text));
    assert_eq!(is_taken, before.text.is_some() && before.text == anew.text);
    is_taken
}

#[test]
fn a_published_document_with_a_figure_or_a_text_changed() {
    let (mut taken, mut read) = (0, 0);
    for (_, case) in cases() {
        let (scheme, entries) = published(&case);
        let before = evaluate(&scheme, &entries);
        for (code, typed) in entries.cells.iter().step_by(9) {
            let mut other = entries.clone();
            other.cells.insert(code.clone(), format!("{typed}9月31日"));
            if comes_to_the_same(&scheme, &before, &other) {
                taken += 1;
            } else {
                read += 1;
            }
        }
    }
    assert!(taken > 10 && read > 3, "{taken} {read}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn any_cells_emptied(picked in proptest::collection::vec(any::<prop::sample::Index>(), 1..6)) {
        for (_, case) in cases() {
            let (scheme, entries) = published(&case);
            let before = evaluate(&scheme, &entries);
            let codes: Vec<_> = entries.cells.keys().collect();
            let mut other = entries.clone();
            for index in &picked {
                other.cells.remove(*index.get(&codes));
            }
            comes_to_the_same(&scheme, &before, &other);
        }
    }
}
