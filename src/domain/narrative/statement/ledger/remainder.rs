//! K07 and K21: what is left at the year's end and is denied, or is not told at all.

use super::{Concept, Ledger};
use crate::domain::narrative::Remark;
use crate::domain::narrative::remark::{Draft, notice, warning};
use crate::domain::narrative::statement::facts::Fact;
use crate::domain::narrative::statement::reading::{Reading, in_unit_of};

/// 年末无结转结余 in a text that states what was carried over.
pub(super) fn denied(ledger: &Ledger<'_>, readings: &[Reading<'_>]) -> Option<(usize, Remark)> {
    let closing = ledger.only(Concept::Closing, false, super::is_done)?;
    if closing.figure.value().is_zero() {
        return None;
    }
    let (paragraph, reading, (at, word)) = readings
        .iter()
        .enumerate()
        .find_map(|(index, reading)| Some((index, reading, denial(reading)?)))?;
    let message = format!(
        "文中说“{word}”，又说年末结转是{}。",
        closing.reading.shown(closing.figure)
    );
    let draft = Draft::new("K21", message, "请核对年末结转结余。");
    let end = at + word.chars().count();
    Some((paragraph, warning(reading.passage, at..end, draft)))
}

/// Words that say nothing was carried over.
const DENIALS: [&str; 7] = [
    "年末无结转",
    "年末无结余",
    "年末没有结转",
    "年末没有结余",
    "年末未形成结转",
    "年末无资金结转",
    "无年末结转",
];

/// Where a paragraph says that nothing was carried over.
fn denial(reading: &Reading<'_>) -> Option<(usize, &'static str)> {
    let passage = reading.passage;
    (0..passage.len())
        .filter(|at| matches!(passage.get(*at), Some('年' | '无')))
        .find_map(|at| Some((at, passage.word_at(at, &DENIALS)?)))
}

/// Income and spending of the year that only rounding makes equal, in a text that says nothing of
/// what is left: nobody can tell whether the rest is a remainder.
pub(super) fn unstated(ledger: &Ledger<'_>, readings: &[Reading<'_>]) -> Option<(usize, Remark)> {
    let income = ledger.only(Concept::Income, false, super::is_done)?;
    let spending = ledger.only(Concept::Spending, false, super::is_done)?;
    let is_year = |fact: &Fact<'_>| fact.year.is_some() && fact.year == ledger.year;
    let left = &income.figure.value() - &spending.figure.value();
    let is_rounded = income.figure.decimals() > spending.figure.decimals()
        && left.abs() <= spending.figure.half_step();
    if !(is_year(income) && is_year(spending) && is_rounded) || left.is_zero() {
        return None;
    }
    let is_told = readings.iter().any(|reading| {
        reading.declares_tail()
            || ["结转", "结余", "結轉", "結餘"]
                .iter()
                .any(|word| reading.passage.text.contains(word))
    });
    if is_told {
        return None;
    }
    let message = format!(
        "收入{}，支出{}，相差{}；文中没有说明是取整还是有结转结余。",
        income.reading.shown(income.figure),
        spending.reading.shown(spending.figure),
        in_unit_of(&left.abs(), income.figure)
    );
    let cure = "请按同样的小数位写两个数，有结转结余的请写明。";
    let draft = Draft::new("K07", message, cure);
    Some((
        spending.paragraph,
        notice(spending.reading.passage, spending.figure.at.clone(), draft),
    ))
}
