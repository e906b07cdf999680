//! Failed log-ins by network address, in memory. A name locks after five failures; this slows
//! down whoever tries one password on many names.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

/// So many failures from one address within [`SPAN`] are let through; an office may share one.
const MOST: usize = 30;

const SPAN: TimeDelta = TimeDelta::seconds(300);

/// When log-ins failed, by address. Older ones than `SPAN` are forgotten.
#[derive(Debug, Default)]
pub struct Guesses(Mutex<HashMap<String, Vec<DateTime<Utc>>>>);

impl Guesses {
    /// How long this address must wait for its next attempt; `None` when it need not.
    #[must_use]
    pub fn wait_seconds(&self, address: &str, now: DateTime<Utc>) -> Option<i64> {
        let failures = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let decisive = *failures.get(address)?.iter().rev().nth(MOST - 1)?;
        let seconds = (decisive + SPAN - now).num_seconds();
        (seconds > 0).then_some(seconds)
    }

    /// Notes a failure.
    pub fn note(&self, address: &str, now: DateTime<Utc>) {
        let mut failures = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        failures.retain(|_, times| {
            times.retain(|time| now - *time < SPAN);
            !times.is_empty()
        });
        failures.entry(address.to_owned()).or_default().push(now);
    }
}
