//! The decisions of `domain`, as tables of cases and as properties.

mod account;
mod arithmetic;
mod checks;
mod explanation;
mod figure;
mod filing_file;
mod form_checks;
mod formula;
mod guide;
mod hostile;
mod lint;
mod narrative;
mod property;
mod proposal;
mod rules;
mod scheme_file;
mod sheet;
mod what_if;
mod workflow;
