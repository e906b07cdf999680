//! Failed log-ins and the lock they bring.

use chrono::{DateTime, TimeDelta, Utc};

/// So many failures in a row lock a name (登录失败处理, GB/T 22239).
pub const LOCK_AFTER_FAILURES: u32 = 5;

/// A lock lasts so many seconds.
pub const LOCK_SECONDS: i64 = 300;

/// What is remembered of failed log-ins under one name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Attempts {
    /// Failures since the last success or lock.
    pub failed: u32,
    /// No log-in before this time.
    pub locked_until: Option<DateTime<Utc>>,
}

impl Attempts {
    /// The end of the lock, while there is one.
    #[must_use]
    pub fn locked_at(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.locked_until.filter(|until| *until > now)
    }

    /// What to remember after one more failure.
    #[must_use]
    pub fn after_failure(&self, now: DateTime<Utc>) -> Self {
        let failed = self.failed.saturating_add(1);
        if failed >= LOCK_AFTER_FAILURES {
            Self {
                failed: 0,
                locked_until: now.checked_add_signed(TimeDelta::seconds(LOCK_SECONDS)),
            }
        } else {
            Self {
                failed,
                locked_until: None,
            }
        }
    }
}
