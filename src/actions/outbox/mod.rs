//! 发送通知: what happened becomes messages, messages are handed over one by one, and once a day
//! people are reminded of what comes near.
//!
//! Each message is told once, because it is written under a key that is unique. Whoever sends takes a
//! message in hand in a transaction of its own before he hands it over, so that two senders never
//! have the same one; a message in the hand of a program that was killed is not sent again by itself,
//! because nobody knows whether it went out.

mod address;
mod change;
mod daily;
mod deliver;
mod post;
mod remind;
mod summary;

pub use address::{address_occasions, has_occasions};
pub use change::{OutboxError, cancel_message, list_own_messages, send_again};
pub use daily::{DailyPlan, Swept, run_daily};
pub use deliver::{deliver_next, give_back, has_work, release, take_turn};

/// Where somebody of the agency goes on with a filing.
const FILING_PAGE: &str = "/filings/";

/// Where everybody finds his work.
const WORK_PAGE: &str = "/work";
