//! Days and hours as offices count them.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, Timelike as _, Utc};

const EIGHT_HOURS_SECONDS: i32 = 8 * 3600;

fn in_beijing(at: DateTime<Utc>) -> NaiveDateTime {
    FixedOffset::east_opt(EIGHT_HOURS_SECONDS).map_or_else(
        || at.naive_utc(),
        |zone| at.with_timezone(&zone).naive_local(),
    )
}

/// The day in Beijing.
#[must_use]
pub fn day_in_beijing(at: DateTime<Utc>) -> NaiveDate {
    in_beijing(at).date()
}

/// The hour of the day in Beijing, 0 to 23.
#[must_use]
pub fn hour_in_beijing(at: DateTime<Utc>) -> u32 {
    in_beijing(at).hour()
}

/// Days from today to the last day; none when it is past.
#[must_use]
pub fn days_left(today: NaiveDate, due_on: NaiveDate) -> Option<u32> {
    u32::try_from(due_on.signed_duration_since(today).num_days()).ok()
}
