//! Times as pages show them: Beijing time, to the minute.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeDelta, Utc};

use crate::actions::session::LogInError;

const EIGHT_HOURS_SECONDS: i32 = 8 * 3600;

/// `2026-11-22 09:06`, Beijing time. China knows no summer time.
#[must_use]
pub fn to_the_minute(time: DateTime<Utc>) -> String {
    in_beijing(time, "%Y-%m-%d %H:%M")
}

/// `2026-11-22 09:06:56`, Beijing time.
#[must_use]
pub fn to_the_second(time: DateTime<Utc>) -> String {
    in_beijing(time, "%Y-%m-%d %H:%M:%S")
}

/// `09:06`, Beijing time.
#[must_use]
pub fn to_the_clock(time: DateTime<Utc>) -> String {
    in_beijing(time, "%H:%M")
}

/// `2026-11-22`, Beijing time.
#[must_use]
pub fn to_the_day(time: DateTime<Utc>) -> String {
    in_beijing(time, "%Y-%m-%d")
}

/// The last day that lies wholly before this moment, in Beijing time.
#[must_use]
pub fn last_day_before(time: DateTime<Utc>) -> String {
    to_the_day(time - TimeDelta::seconds(1))
}

/// The first moment after this day in Beijing; `None` beyond the calendar.
#[must_use]
pub fn end_of_day(day: NaiveDate) -> Option<DateTime<Utc>> {
    let midnight = day.succ_opt()?.and_time(NaiveTime::MIN);
    let zone = FixedOffset::east_opt(EIGHT_HOURS_SECONDS)?;
    let end = midnight.and_local_timezone(zone).single()?;
    Some(end.to_utc())
}

fn in_beijing(time: DateTime<Utc>, format: &str) -> String {
    FixedOffset::east_opt(EIGHT_HOURS_SECONDS)
        .map(|zone| time.with_timezone(&zone).format(format).to_string())
        .unwrap_or_default()
}

/// What to tell somebody whose log-in was refused.
#[must_use]
pub fn log_in_problem(error: &LogInError) -> String {
    match error {
        LogInError::Locked { until } => {
            format!(
                "连续输错次数过多，该登录名已暂时锁定，请在 {} 之后再试。",
                in_beijing(*until, "%H:%M:%S")
            )
        }
        other => other.to_string(),
    }
}
