//! The decisions of `domain`, as tables of cases and as properties.

mod account;
mod appeal;
mod arithmetic;
mod campaign;
mod captions;
mod checks;
mod comment;
mod duty;
mod event_chain;
mod evidence;
mod explanation;
mod figure;
mod filing_file;
mod form_checks;
mod formula;
mod guide;
mod hostile;
mod last_year;
mod lint;
mod message;
mod money;
mod narrative;
mod one_time_code;
mod paste;
mod presentation;
mod property;
mod proposal;
mod prose;
mod rescore;
mod review;
mod roster;
mod rules;
mod sampling;
mod scheme_edit;
mod scheme_file;
mod sheet;
mod staff_list;
mod statistics;
mod what_if;
mod workflow;

use proptest::prelude::ProptestConfig;

/// The cases that proptest takes where `PROPTEST_CASES` names no number.
const UNNAMED: u32 = 256;

/// How many cases a property is tried on: this many, or as many more as `PROPTEST_CASES` says.
pub(crate) fn cases(usual: u32) -> ProptestConfig {
    let config = ProptestConfig::default();
    let named = Some(config.cases).filter(|cases| *cases != UNNAMED);
    ProptestConfig {
        cases: named.unwrap_or(0).max(usual),
        ..config
    }
}
