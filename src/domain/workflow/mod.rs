//! Who may do what with a filing next.
//!
//! [`decide()`] is the only place that answers this question. Pages ask [`may`] to draw
//! their buttons, actions ask `decide` before they write, and both read the one table
//! in `transition.rs`.

mod actor;
mod area;
mod campaign;
mod chain;
mod comment;
mod deadline;
mod decide;
mod progress;
mod refusal;
mod rescore;
mod role;
mod sample;
mod state;
mod transition;
mod verb;

pub use actor::{AccountId, Actor, FilingFacts, OrganizationId, Sphere};
pub use area::{Area, may_enter};
pub use campaign::{may_change_scheme, may_keep_schemes, may_open_campaign};
pub use chain::Chain;
pub use comment::{CommentDeed, is_of_agency, may_comment};
pub use deadline::{DeadlineProblem, check_extension, due_on};
pub use decide::{advance, decide, may, possible_verbs, states_seen_by, states_waiting_for};
pub use progress::Progress;
pub use refusal::Refusal;
pub use rescore::{are_corrections_shown, decide_rescore, may_see_corrections};
pub use role::{OrganizationKind, Role};
pub use sample::may_draw_sample;
pub use state::State;
pub use verb::Verb;
