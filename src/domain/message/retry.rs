//! When a message that did not go through is tried again.

use chrono::TimeDelta;

use super::MessageState;

/// Minutes to wait after the first, second, … attempt: from one minute to six hours. After one more
/// attempt than there are pauses a message is given up.
const PAUSES: [i64; 4] = [1, 10, 60, 360];

/// Why a message did not go through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What is wrong and what to do about it, for the people of the bureau.
    pub sentence: String,
    /// Trying again cannot help: the other side does not know the address.
    pub is_final: bool,
}

impl Failure {
    /// One that may pass.
    pub fn passing(sentence: impl Into<String>) -> Self {
        Self {
            sentence: sentence.into(),
            is_final: false,
        }
    }

    /// One that will not.
    pub fn last(sentence: impl Into<String>) -> Self {
        Self {
            sentence: sentence.into(),
            is_final: true,
        }
    }
}

/// What becomes of a message that did not go through at this attempt, counted from 1, and how long
/// it waits for the next one.
#[must_use]
pub fn after_failure(attempt: u32, failure: &Failure) -> (MessageState, TimeDelta) {
    let made = usize::try_from(attempt).unwrap_or(usize::MAX);
    let pause = PAUSES.get(made.saturating_sub(1)).copied();
    match pause.filter(|_| !failure.is_final) {
        Some(minutes) => (MessageState::Failed, TimeDelta::minutes(minutes)),
        None => (MessageState::GivenUp, TimeDelta::zero()),
    }
}
