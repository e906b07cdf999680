//! The verbs of the portal. Each one loads, lets `domain` decide, stores and records an
//! event, in one transaction; or does nothing but record that it was refused.
//!
//! Actions are given the time, the caller and their settings; they read no clock. What a
//! person typed never reaches the event record.

mod caller;
mod record;

pub mod account;
pub mod appeal;
pub mod campaign;
pub mod change_password;
pub mod closing;
pub mod comment;
pub mod contact;
pub mod digest;
pub mod event_record;
pub mod evidence;
pub mod filing;
pub mod frozen;
pub mod hand_over;
pub mod import;
pub mod job;
pub mod last_year;
pub mod organization;
pub mod outbox;
pub mod password;
pub mod posting;
pub mod presentation;
pub mod progress;
pub mod publish;
pub mod queue;
pub mod rescore;
pub mod review;
pub mod roster;
pub mod sample;
pub mod save;
pub mod scheme_draft;
pub mod scheme_move;
pub mod schemes;
pub mod second_factor;
pub mod second_step;
pub mod seen;
pub mod session;
pub mod sign_on;
pub mod staff_list;
pub mod statistics;
pub mod step;
pub mod task;
pub mod together;
pub mod token;
pub mod urge;
pub mod workshop;

pub use caller::{Caller, Origin};
