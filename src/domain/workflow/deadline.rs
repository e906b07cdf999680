//! 截止日期: the campaign's last day for 提交, and the later one that a single agency was given.

use chrono::NaiveDate;

/// The last day for 提交 of one filing. An extension counts only as long as it is later than the
/// campaign's own day.
#[must_use]
pub fn due_on(campaign: NaiveDate, extended_to: Option<NaiveDate>) -> NaiveDate {
    extended_to.map_or(campaign, |day| day.max(campaign))
}

/// Why a deadline is not moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DeadlineProblem {
    /// An extension gives more time.
    #[error("延期后的截止日期应晚于现在的截止日期 {0}。")]
    NotLater(NaiveDate),
    /// Nobody extends by years.
    #[error("延期后的截止日期最晚到 {0}，更晚的请调整年度工作的截止日期。")]
    TooFar(NaiveDate),
}

/// The longest extension of a single agency.
const LONGEST_EXTENSION: chrono::Months = chrono::Months::new(12);

/// Whether a filing that is due on `due` may be extended to `asked`.
pub fn check_extension(due: NaiveDate, asked: NaiveDate) -> Result<(), DeadlineProblem> {
    let last = due
        .checked_add_months(LONGEST_EXTENSION)
        .unwrap_or(NaiveDate::MAX);
    if asked <= due {
        Err(DeadlineProblem::NotLater(due))
    } else if asked > last {
        Err(DeadlineProblem::TooFar(last))
    } else {
        Ok(())
    }
}
