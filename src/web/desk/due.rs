//! The deadline as the desk says it.

use chrono::{DateTime, Days, NaiveDate, Utc};

use crate::domain::message::day_in_beijing;

/// The last day for 提交, seen from today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The last day.
    pub on: NaiveDate,
    /// Today, Beijing time.
    pub today: NaiveDate,
}

impl Due {
    /// The deadline, seen from this moment.
    #[must_use]
    pub fn new(on: NaiveDate, now: DateTime<Utc>) -> Self {
        let today = day_in_beijing(now);
        Self { on, today }
    }

    /// 还有 5 天, 今天截止, 已逾期 3 天.
    #[must_use]
    pub fn words(&self) -> String {
        match self.days_left() {
            0 => "今天截止".to_owned(),
            days if days > 0 => format!("还有 {days} 天"),
            days => format!("已逾期 {} 天", -days),
        }
    }

    /// Whether the day is past.
    #[must_use]
    pub fn is_past(&self) -> bool {
        self.days_left() < 0
    }

    /// Whether little time is left, or none.
    #[must_use]
    pub fn is_near(&self) -> bool {
        self.today
            .checked_add_days(Days::new(3))
            .is_none_or(|soon| soon >= self.on)
    }

    fn days_left(self) -> i64 {
        self.on.signed_duration_since(self.today).num_days()
    }
}
