//! The store and the actions on both databases.

pub mod county;

mod accounts;
mod batch;
mod cells;
mod concurrency;
mod demo;
mod event_chain;
mod events;
mod filings;
mod flow;
mod hand_over;
mod interleaving;
mod jobs;
mod kinds;
mod log_in;
mod migration;
mod opening;
mod organizations;
mod outbox;
mod parity;
mod postings;
mod progress;
mod publications;
mod queue;
mod review;
mod roster;
mod save;
mod sessions;
mod shared;
mod staff_list;
mod statistics;
mod submit;
mod urging;
mod user_command;
