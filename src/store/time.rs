//! Times as UTC text of fixed width, which sorts as the times do.

use chrono::{DateTime, SecondsFormat, Utc};

/// `2026-11-22T01:06:56.123Z`.
pub(super) fn to_text(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// The time that [`to_text`] wrote.
pub(super) fn from_text(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text)
        .ok()
        .map(|time| time.with_timezone(&Utc))
        .filter(|time| to_text(*time) == text)
}
