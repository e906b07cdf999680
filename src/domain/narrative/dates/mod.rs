//! K16: days that no calendar has, dates cut short, and years that cannot be.

mod moment;
mod periods;

use std::ops::Range;

pub(super) use moment::{Moment, moments};

use super::Remark;
use super::passage::Passage;
use super::remark::{Draft, error, notice};

/// Days of a paragraph that do not exist or are not complete.
pub(super) fn check(passage: &Passage<'_>) -> Vec<Remark> {
    let mut found = Vec::new();
    if !passage
        .text
        .contains(['月', '年', '-', '/', '.', '－', '．'])
    {
        return found;
    }
    for at in impossible_days(passage) {
        let day = passage.original(at.clone());
        found.push(error(
            passage,
            at,
            Draft::new("K16", format!("“{day}”这一天不存在。"), "请核对日期。"),
        ));
    }
    for at in unfinished_days(passage) {
        let day = passage.original(at.clone());
        let draft = Draft::new(
            "K16",
            format!("日期“{day}”不完整，缺“日”字。"),
            "请补写“日”。",
        )
        .expecting(format!("{day}日"));
        found.push(notice(passage, at, draft));
    }
    for at in malformed_years(passage) {
        let message = format!("“{}”不是四位数的年份。", passage.original(at.clone()));
        let draft = Draft::new("K16", message, "请核对年份。");
        found.push(error(passage, at, draft));
    }
    for at in periods::reversed(passage) {
        let period = passage.original(at.clone());
        let message = format!("“{period}”的起止时间颠倒。");
        found.push(error(
            passage,
            at,
            Draft::new("K16", message, "请核对起止年月。"),
        ));
    }
    for (begun, ended) in periods::ended_before_begun(passage) {
        let (from, to) = (passage.original(begun), passage.original(ended.clone()));
        let message = format!("{from}开始的工作，写的是{to}结束，结束早于开始。");
        found.push(error(
            passage,
            ended,
            Draft::new("K16", message, "请核对起止时间。"),
        ));
    }
    found
}

/// Every `9月31日`, `2021年2月29日`, `2021年13月`, `2021-09-31` that no year or not that year has.
pub(crate) fn impossible_days(passage: &Passage<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for index in 0..passage.len() {
        if passage.get(index) == Some('月') {
            found.extend(impossible_day(passage, index));
        }
    }
    found.extend(impossible_dotted(passage));
    found
}

fn impossible_day(passage: &Passage<'_>, mark: usize) -> Option<Range<usize>> {
    let month = number_before(passage, mark)?;
    let year = (passage.before(month.start) == Some('年'))
        .then(|| number_before(passage, month.start - 1))
        .flatten()
        .filter(|year| year.at.len() == 4);
    let start = year.as_ref().map_or(month.start(), Number::start);
    let day = number_after(passage, mark + 1);
    let ends_day = |end: usize| matches!(passage.get(end), Some('日' | '号'));
    if month.value == 0 || month.value > 12 {
        let certain = year.is_some() || day.as_ref().is_some_and(|day| ends_day(day.end()));
        return certain.then(|| {
            let end = day.filter(|d| ends_day(d.end())).map_or(mark, |d| d.end());
            start..end + 1
        });
    }
    let longest = longest_month(month.value, year.as_ref().map(|year| year.value));
    let day = day.filter(|day| ends_day(day.end()))?;
    if day.value == 0 || day.value > longest {
        return Some(start..day.end() + 1);
    }
    // 9月28日至31日
    let joint = day.end() + 1;
    if matches!(passage.get(joint), Some('-' | '~' | '—' | '至' | '到')) {
        let last = number_after(passage, joint + 1).filter(|last| ends_day(last.end()))?;
        if last.value == 0 || last.value > longest {
            return Some(start..last.end() + 1);
        }
    }
    None
}

/// `2021.9.31`, `2021-9-31`, `2021/9/31`.
fn impossible_dotted(passage: &Passage<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for index in 0..passage.len() {
        let Some(sign @ ('.' | '-' | '/')) = passage.get(index) else {
            continue;
        };
        let Some(year) = number_before(passage, index).filter(is_year) else {
            continue;
        };
        let alone =
            |c: Option<char>| !c.is_some_and(|c| c.is_ascii_alphanumeric() || "./-_".contains(c));
        let Some(month) = number_after(passage, index + 1).filter(|n| n.at.len() <= 2) else {
            continue;
        };
        if passage.get(month.end()) != Some(sign) {
            continue;
        }
        let Some(day) = number_after(passage, month.end() + 1).filter(|n| n.at.len() <= 2) else {
            continue;
        };
        let is_month = (1..=12).contains(&month.value);
        let is_odd =
            !is_month || day.value == 0 || day.value > longest_month(month.value, Some(year.value));
        // Days up to 31 only: 2021.13.45 is no date but a number of something.
        let may_be_date = (1..=31).contains(&day.value) && month.value <= 12 && month.value > 0;
        if is_odd
            && may_be_date
            && alone(passage.before(year.start))
            && alone(passage.get(day.end()))
        {
            found.push(year.start()..day.end());
        }
    }
    found
}

/// `20221年度`, `202年度`, `20221年3月`.
fn malformed_years(passage: &Passage<'_>) -> Vec<Range<usize>> {
    (0..passage.len())
        .filter(|mark| passage.get(*mark) == Some('年'))
        .filter_map(|mark| {
            let digits = (1..=6)
                .take_while(|step| {
                    let at = mark.checked_sub(*step);
                    at.and_then(|at| passage.get(at))
                        .is_some_and(|c| c.is_ascii_digit())
                })
                .count();
            let start = mark - digits;
            let is_named = passage.get(mark + 1) == Some('度');
            let is_month = number_after(passage, mark + 1)
                .is_some_and(|month| passage.get(month.end()) == Some('月'));
            let is_wrong = (digits == 5 && (is_named || is_month)) || (digits == 3 && is_named);
            let begins = passage.starts_with(start, "20") || passage.starts_with(start, "19");
            let is_alone = !matches!(passage.before(start), Some('.' | ',' | '-' | '/' | '第'));
            (is_wrong && begins && is_alone).then_some(start..mark + 1)
        })
        .collect()
}

/// `2021年8月30` where a sentence or the text ends.
fn unfinished_days(passage: &Passage<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for mark in 0..passage.len() {
        if passage.get(mark) != Some('月') {
            continue;
        }
        let Some(month) = number_before(passage, mark).filter(|n| (1..=12).contains(&n.value))
        else {
            continue;
        };
        let year = (passage.before(month.start) == Some('年'))
            .then(|| number_before(passage, month.start - 1))
            .flatten()
            .filter(is_year);
        let (Some(year), Some(day)) = (year, number_after(passage, mark + 1)) else {
            continue;
        };
        let stops = matches!(
            passage.get(day.end()),
            None | Some('。' | '，' | ';' | ')' | ',')
        );
        if stops && (1..=31).contains(&day.value) {
            found.push(year.start()..day.end());
        }
    }
    found
}

/// Digits of a date.
pub(super) struct Number {
    at: Range<usize>,
    start: usize,
    pub value: u32,
}

impl Number {
    pub fn start(&self) -> usize {
        self.start
    }

    pub fn end(&self) -> usize {
        self.at.end
    }
}

pub(super) fn is_year(number: &Number) -> bool {
    number.at.len() == 4 && (1900..2100).contains(&number.value)
}

/// Up to four digits that end before `index`.
pub(super) fn number_before(passage: &Passage<'_>, index: usize) -> Option<Number> {
    let digits = (1..=5)
        .take_while(|step| {
            index
                .checked_sub(*step)
                .and_then(|at| passage.get(at))
                .is_some_and(|c| c.is_ascii_digit())
        })
        .count();
    number(passage, index.checked_sub(digits)?..index)
}

/// Up to four digits that begin at `index`.
pub(super) fn number_after(passage: &Passage<'_>, index: usize) -> Option<Number> {
    let digits = (0..5)
        .take_while(|step| {
            passage
                .get(index + step)
                .is_some_and(|c| c.is_ascii_digit())
        })
        .count();
    number(passage, index..index + digits)
}

fn number(passage: &Passage<'_>, at: Range<usize>) -> Option<Number> {
    if at.is_empty() || at.len() > 4 {
        return None;
    }
    let value = passage.string(at.clone()).parse().ok()?;
    Some(Number {
        start: at.start,
        at,
        value,
    })
}

fn longest_month(month: u32, year: Option<u32>) -> u32 {
    match month {
        2 if year.is_some_and(|year| !is_leap(year)) => 28,
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn is_leap(year: u32) -> bool {
    (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400)
}
