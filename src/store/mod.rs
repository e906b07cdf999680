//! The only SQL of ziping. SQLite and PostgreSQL behave the same.
//!
//! Functions take a [`Tx`], which is one transaction on either database, and hand out
//! plain records with typed fields. One SQL text serves both; the habits that make this
//! possible are few: `$1` placeholders, columns of BIGINT, TEXT and BOOLEAN only, times as
//! UTC text of fixed width, ids made here, `ON CONFLICT DO NOTHING` and counted rows in
//! place of caught errors. Looked up rows are named `find_` (may be missing), `load_`
//! (must be there), `list_` (a page in a stable order) and `count_`.

#[macro_use]
mod connection;

pub mod account;
pub mod addressee;
pub mod appeal;
pub mod batch;
pub mod campaign;
pub mod cell;
pub mod comment;
pub mod contact;
pub mod correction;
pub mod decision;
pub mod digest;
pub mod event;
pub mod event_chain;
pub mod evidence;
pub mod evidence_upload;
pub mod filing;
pub mod filing_count;
pub mod filing_list;
pub mod filing_progress;
pub mod hand_over;
pub mod import_draft;
pub mod job;
pub mod last_year;
pub mod lease;
pub mod log_in_failure;
pub mod message;
pub mod occasion;
pub mod organization;
pub mod pending_log_in;
pub mod posting;
pub mod presence;
pub mod publication;
pub mod queue;
pub mod reach;
pub mod roster;
pub mod sample;
pub mod scheme_draft;
pub mod scheme_move;
pub mod scheme_release;
pub mod second_factor;
pub mod session;
pub mod sign_on;
pub mod statistics;
pub mod urging;

mod error;
mod id;
mod open;
mod page;
mod row;
mod shared;
mod time;

pub use connection::{Store, Tx};
pub use error::{OpenError, StoreError};
pub use id::new_id;
pub use page::Page;
