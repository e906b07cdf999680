//! The accountant's desk over HTTP, without script: what a browser sends and what comes back.

mod apart;
mod cells;
mod comment;
mod evidence;
mod help;
mod history;
mod import;
mod last_year;
mod money;
mod office;
mod paste;
mod present;
mod queue;
mod report;
mod review;
mod row;
mod save;
mod submit;
mod together;
mod typing;
