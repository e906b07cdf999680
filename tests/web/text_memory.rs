//! What was read in the texts of filings is kept for the next evaluation, within bounds.

use ziping::domain::evaluate::{Evaluation, evaluate};
use ziping::domain::filing::Entries;
use ziping::domain::scheme::Scheme;
use ziping::web::desk::TextMemory;

fn evaluation(text: &str) -> Evaluation {
    let scheme = Scheme::parse(include_str!("../../schemes/datonghu-2020.toml")).unwrap();
    let mut slots = scheme.slots.iter();
    let report = slots.find(|slot| scheme.is_in_report(&slot.code)).unwrap();
    let mut entries = Entries::new(2020, "甲县某局");
    entries.cells.insert(report.code.clone(), text.to_owned());
    evaluate(&scheme, &entries)
}

#[test]
fn a_bounded_number_of_texts_is_kept_and_the_last_of_each() {
    const MANY: usize = 5_000;
    let (first, second) = (evaluation("第一稿。"), evaluation("第二稿。"));
    assert_ne!(first.text, second.text);
    let memory = TextMemory::default();
    for number in 0..MANY {
        memory.keep(&number.to_string(), &first);
    }
    let last = (MANY - 1).to_string();
    assert_eq!(memory.find(&last), first.text);
    memory.keep(&last, &second);
    assert_eq!(memory.find(&last), second.text);
    let kept = (0..MANY).filter(|number| memory.find(&number.to_string()).is_some());
    assert!(kept.count() < MANY / 2);
}
