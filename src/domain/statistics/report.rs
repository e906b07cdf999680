//! Reading a tally.

use super::measure::{MONEY_DECIMALS, Measure, POINT_DECIMALS, unscaled};
use super::tally::{Key, Part, Tally, mean};
use crate::domain::figure::{Exact, amount, fixed, percent};

/// What the statistics are about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// How many filings there are, those without 无需自评.
    pub due: i64,
    /// How many have left their agencies and were not sent back.
    pub handed_in: i64,
    /// The grades of the scheme, from the best down.
    pub grades: Vec<String>,
    /// The full marks of the scheme, tenths of a point.
    pub full_marks: i64,
}

/// One year of several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearLine {
    /// The budget year.
    pub year: i32,
    /// How many filings count.
    pub handed_in: i64,
    /// What they come to.
    pub tally: Tally,
}

/// One department of several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Departments {
    /// Its id; empty for the agencies directly under the bureau.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How many filings its agencies owe.
    pub due: i64,
    /// How many of them count.
    pub handed_in: i64,
    /// What they come to.
    pub tally: Tally,
}

/// The statistics of a campaign, or of one department in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Statistics {
    /// What they are about.
    pub scope: Scope,
    /// All filings together.
    pub tally: Tally,
    /// This year and those before, the oldest first.
    pub years: Vec<YearLine>,
    /// The departments; none where the statistics are of one.
    pub departments: Vec<Departments>,
}

/// What filings come to at a glance.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glance<'a>(pub &'a Tally);

impl Glance<'_> {
    /// The line of a measure that has one.
    pub fn of(self, measure: Measure) -> Part {
        self.at(measure, "", 0)
    }

    /// The lines of a measure in their order.
    pub fn lines(&self, measure: Measure) -> impl Iterator<Item = (&Key, Part)> {
        let of_measure = self.0.iter().filter(move |(key, _)| key.measure == measure);
        of_measure.map(|(key, part)| (key, *part))
    }

    /// A line.
    pub fn at(self, measure: Measure, subject: &str, bucket: i64) -> Part {
        let key = Key {
            measure,
            subject: subject.to_owned(),
            bucket,
        };
        self.0.get(&key).copied().unwrap_or_default()
    }

    /// 平均得分.
    pub fn mean_points(self) -> String {
        points(mean(self.of(Measure::Points), POINT_DECIMALS))
    }

    /// 平均执行率.
    pub fn mean_rate(self) -> String {
        per_cent(mean(self.of(Measure::Rates), POINT_DECIMALS))
    }

    /// 总体执行率: everything spent of everything budgeted.
    pub fn overall_rate(self) -> String {
        let [spent, budget] = [Measure::Executed, Measure::Budget]
            .map(|measure| unscaled(self.of(measure).amount, MONEY_DECIMALS));
        spent
            .divided_by(&budget)
            .map_or_else(none, |rate| percent(&rate, 2))
    }

    /// An amount of money together, 万元.
    pub fn money(self, measure: Measure) -> String {
        amount(&unscaled(self.of(measure).amount, MONEY_DECIMALS))
    }

    /// Filings of a grade.
    pub fn of_grade(self, grade: &str) -> i64 {
        self.at(Measure::Grade, grade, 0).filings
    }

    /// The tenth of a point in which the middle filing lies, of two middle ones the lower.
    pub fn median_tenths(self) -> Option<i64> {
        let all = self.of(Measure::Points).filings;
        let mut behind = 0;
        let mut totals = self.0.iter();
        totals
            .find(|(key, part)| {
                if key.measure == Measure::Total {
                    behind += part.filings;
                }
                key.measure == Measure::Total && behind * 2 >= all
            })
            .map(|(key, _)| key.bucket)
    }
}

/// What stands where there is no figure.
pub(super) fn none() -> String {
    "—".to_owned()
}

pub(super) fn points(number: Option<Exact>) -> String {
    number.map_or_else(none, |number| fixed(&number, 2))
}

pub(super) fn per_cent(number: Option<Exact>) -> String {
    number.map_or_else(none, |number| format!("{}%", fixed(&number, 2)))
}

/// How many of how many.
pub(super) fn share(some: i64, all: i64) -> String {
    Exact::whole(some)
        .divided_by(&Exact::whole(all))
        .map_or_else(none, |share| percent(&share, 1))
}

/// Tenths of a point as they are read: `92.3`.
pub(super) fn tenths(tenths: i64) -> String {
    fixed(&unscaled(tenths, 1), 1)
}
