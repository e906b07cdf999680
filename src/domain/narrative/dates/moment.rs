//! A day, a month or a year as it is written: `2021年3月20日`, `3月20日`, `2021.3.20`, `2021年`.

use std::ops::Range;

use super::{Number, is_year, number_after, number_before};
use crate::domain::narrative::passage::Passage;

/// When something is, as far as it is written.
#[derive(Debug, Clone)]
pub(in crate::domain::narrative) struct Moment {
    pub at: Range<usize>,
    pub year: Option<u32>,
    pub month: Option<u32>,
    pub day: Option<u32>,
}

impl Moment {
    /// Whether it lies before another in every way both can be read; what only one of them says
    /// decides nothing.
    pub fn is_before(&self, other: &Self) -> bool {
        let (Some(own), Some(others)) = (self.year, other.year) else {
            return false;
        };
        if own != others {
            return own < others;
        }
        match (self.month, other.month) {
            (Some(own), Some(others)) if own != others => own < others,
            (Some(_), Some(_)) => self.is_earlier_day(other),
            _ => false,
        }
    }

    /// Whether both name a day of one month and this one is the earlier.
    pub fn is_earlier_day(&self, other: &Self) -> bool {
        let is_same_month = self.month.is_some() && self.month == other.month;
        is_same_month && matches!((self.day, other.day), (Some(own), Some(others)) if own < others)
    }
}

/// Every moment of a paragraph in its order.
pub(in crate::domain::narrative) fn moments(passage: &Passage<'_>) -> Vec<Moment> {
    let mut found: Vec<Moment> = Vec::new();
    let mut index = 0;
    while index < passage.len() {
        let moment = moment_at(passage, index);
        index = moment.as_ref().map_or(index + 1, |moment| moment.at.end);
        found.extend(moment);
    }
    found
}

/// The moment whose digits begin at `index`.
pub(super) fn moment_at(passage: &Passage<'_>, index: usize) -> Option<Moment> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '_');
    let first =
        number_after(passage, index).filter(|_| !passage.before(index).is_some_and(is_part))?;
    match passage.get(first.end())? {
        '年' if is_year(&first) => {
            let (month, day, end) = month_and_day(passage, first.end() + 1);
            Some(moment(index..end, Some(first.value), month, day))
        }
        '月' => {
            let (month, day, end) = month_and_day(passage, index);
            day.map(|day| moment(index..end, None, month, Some(day)))
        }
        sign @ ('.' | '-' | '/') if is_year(&first) => {
            let month = number_after(passage, first.end() + 1).filter(is_month)?;
            let day = (passage.get(month.end()) == Some(sign))
                .then(|| number_after(passage, month.end() + 1))
                .flatten()
                .filter(|day| (1..=31).contains(&day.value))?;
            let end = day.end();
            Some(moment(
                index..end,
                Some(first.value),
                Some(month.value),
                Some(day.value),
            ))
        }
        _ => None,
    }
}

fn moment(at: Range<usize>, year: Option<u32>, month: Option<u32>, day: Option<u32>) -> Moment {
    Moment {
        at,
        year,
        month,
        day,
    }
}

/// `3月20日` or `3月` at `index`, and where it ends.
fn month_and_day(passage: &Passage<'_>, index: usize) -> (Option<u32>, Option<u32>, usize) {
    let month = number_after(passage, index)
        .filter(|month| is_month(month) && passage.get(month.end()) == Some('月'));
    let Some(month) = month else {
        return (None, None, index);
    };
    let day = number_after(passage, month.end() + 1)
        .filter(|day| passage.get(day.end()) == Some('日') && (1..=31).contains(&day.value));
    let end = day.as_ref().map_or(month.end() + 1, |day| day.end() + 1);
    (Some(month.value), day.map(|day| day.value), end)
}

fn is_month(number: &Number) -> bool {
    (1..=12).contains(&number.value)
}

/// The bare year before a dash: the `2023` of `2023-2025年`.
pub(super) fn bare_year(passage: &Passage<'_>, joint: usize) -> Option<Moment> {
    let year = number_before(passage, joint).filter(is_year)?;
    let is_alone = passage
        .before(year.start())
        .is_none_or(|c| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '.' | '/'));
    is_alone.then(|| moment(year.start()..joint, Some(year.value), None, None))
}
