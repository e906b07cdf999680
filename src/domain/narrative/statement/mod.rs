//! Statements: figures that the words between them tie together.

mod balance;
mod change;
mod classes;
mod counted;
mod facts;
mod far;
mod ledger;
mod named;
mod parts;
mod quotient;
mod ratio;
mod reading;
mod share;
mod tables;
mod units;

use super::logic;
use super::passage::Passage;
use super::{Context, Remark};

pub(super) use reading::Reading;

/// Every statement of a text that cannot hold by itself; each remark with the index of its
/// paragraph.
pub(super) fn check(
    passages: &[Passage<'_>],
    readings: &[Reading<'_>],
    year: Option<i32>,
) -> Vec<(usize, Remark)> {
    let mut found = Vec::new();
    for (index, reading) in readings.iter().enumerate() {
        let names = named::check(reading.passage);
        found.extend(names.into_iter().map(|remark| (index, remark)));
        if reading.figures.is_empty() {
            continue;
        }
        let mut here = change::check(reading);
        here.extend(ratio::check(reading));
        for remark in counted::check(reading) {
            if here.iter().all(|other| other.at != remark.at) {
                here.push(remark);
            }
        }
        let sums = parts::check(reading);
        let shares = share::check(reading).into_iter();
        here.extend(shares.filter(|share| !sums.explained.contains(&share.at)));
        here.extend(sums.remarks);
        here.extend(units::check(reading));
        here.extend(balance::check(reading));
        found.extend(here.into_iter().map(|remark| (index, remark)));
    }
    found.extend(parts::listed(readings));
    found.extend(parts::shortened(readings));
    found.extend(far::check(readings));
    let year = year
        .and_then(|year| u32::try_from(year).ok())
        .or_else(|| logic::report_year(passages));
    for (index, remark) in ledger::check(readings, year) {
        // A balance told in one sentence is not told again.
        let is_told = found.iter().any(|(at, other)| {
            *at == index && other.at == remark.at && other.check == remark.check
        });
        if !is_told {
            found.push((index, remark));
        }
    }
    found
}

/// Every statement of a text that the forms say differently. A rate that its own sentence
/// disproves (`is_told`) needs no second word from the forms.
pub(super) fn check_beside(
    readings: &[Reading<'_>],
    context: &Context,
    is_told: impl Fn(usize, &Remark) -> bool,
) -> Vec<(usize, Remark)> {
    let mut found = tables::check(readings, context);
    found.retain(|(index, remark)| !is_told(*index, remark));
    found
}
