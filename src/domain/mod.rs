//! Pure decisions about forms, figures, scores, checks and workflow.
//!
//! Nothing here reads a clock, a file, a database or a network, and nothing
//! here fails on what a person typed: functions return values and findings.

pub mod account;
pub mod appeal;
pub mod audit;
pub mod campaign;
pub mod check;
pub mod comment;
pub mod document;
pub mod evaluate;
pub mod event_chain;
pub mod evidence;
pub mod example;
pub mod explanation;
pub mod figure;
pub mod filing;
pub mod formula;
pub mod job;
pub mod last_year;
pub mod lint;
pub mod listing;
pub mod message;
pub mod narrative;
pub mod paste;
pub mod proposal;
pub mod prose;
pub mod publication;
pub mod replay;
pub mod rescore;
pub mod review;
pub mod roster;
pub mod sampling;
pub mod scheme;
pub mod scheme_edit;
pub mod scoring;
pub mod sheet;
pub mod staff_list;
pub mod statistics;
pub mod workflow;
