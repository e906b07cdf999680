//! 通知: what people are told outside the portal, in which words, how often it is tried.

mod channel;
mod contact;
mod day;
mod kind;
mod retry;
mod state;
mod words;

pub use channel::Channel;
pub use contact::{ContactProblem, EmailAddress, MobileNumber};
pub use day::{day_in_beijing, days_left, hour_in_beijing};
pub use kind::{MessageKind, who_is_told};
pub use retry::{Failure, after_failure};
pub use state::MessageState;
pub use words::{Concern, MOST_NAMES, News, Words, one_line, tell, tell_group, tell_queue};
