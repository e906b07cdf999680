//! Filings counted together: sums that add up exactly, whichever way they are parted.

use std::collections::BTreeMap;

use super::facts::Facts;
use super::measure::{Measure, unscaled};
use crate::domain::figure::Exact;

/// Which line of a tally.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// What is counted.
    pub measure: Measure,
    /// Of what: a grade, an indicator, a check; empty where there is only one.
    pub subject: String,
    /// How much, where filings are counted by that.
    pub bucket: i64,
}

/// What stands on a line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Part {
    /// How many filings.
    pub filings: i64,
    /// What they come to together, in units of the measure.
    pub amount: i64,
}

/// Filings counted together.
pub type Tally = BTreeMap<Key, Part>;

/// Ten-thousandths in a tenth of a point.
const TENTH: i64 = 1_000;

/// Ten-thousandths of a per cent in a per cent.
const PER_CENT: i64 = 10_000;

impl Facts {
    /// The lines on which one filing stands; while its figures do not count, only what happened to it.
    #[must_use]
    pub fn tally(&self, is_counted: bool) -> Tally {
        let mut lines = Lines(Tally::new());
        if is_counted {
            self.figures(&mut lines);
        }
        if self.returns > 0 {
            lines.put(Measure::Return, "", 0, self.returns);
        }
        for (check, found) in &self.returned_with {
            lines.put(Measure::ReturnedWith, check, 0, *found);
        }
        for (place, comments) in &self.commented {
            lines.put(Measure::Commented, place, 0, *comments);
        }
        lines.0
    }

    fn figures(&self, lines: &mut Lines) {
        if let Some(total) = self.total {
            lines.put(Measure::Total, "", total.div_euclid(TENTH), 0);
            lines.put(Measure::Points, "", 0, total);
        }
        lines.put(Measure::Grade, &self.grade, 0, 0);
        if let Some((reviewed, own)) = self.reviewed.zip(self.total) {
            let difference = reviewed - own;
            lines.put(Measure::Reviewed, "", difference.signum(), difference);
        }
        if let Some(execution) = self.execution {
            lines.put(Measure::Rate, "", execution.rate.div_euclid(PER_CENT), 0);
            lines.put(Measure::Rates, "", 0, execution.rate);
            if let Some((executed, budget)) = execution.executed.zip(execution.budget) {
                lines.put(Measure::Executed, "", 0, executed);
                lines.put(Measure::Budget, "", 0, budget);
            }
        }
        if let Some(change) = self.three_public {
            let sign = (change.now - change.before).signum();
            lines.put(Measure::ThreePublic, "", sign, change.now);
            lines.put(Measure::ThreePublicBefore, "", sign, change.before);
        }
        for (name, loss) in &self.losses {
            lines.put(Measure::Weight, name, 0, loss.weight);
            if loss.lost > 0 {
                lines.put(Measure::Lost, name, 0, loss.lost);
            }
        }
        for (check, found) in &self.findings {
            lines.put(Measure::Finding, check, 0, *found);
        }
    }
}

struct Lines(Tally);

impl Lines {
    fn put(&mut self, measure: Measure, subject: &str, bucket: i64, amount: i64) {
        let key = Key {
            measure,
            subject: subject.to_owned(),
            bucket,
        };
        self.0.insert(key, Part { filings: 1, amount });
    }
}

/// Counts the lines of one tally into another.
pub fn add(into: &mut Tally, more: &Tally) {
    for (key, part) in more {
        let line = into.entry(key.clone()).or_default();
        line.filings += part.filings;
        line.amount += part.amount;
    }
}

/// What has to be counted in to come from one tally to another; lines that stay as they are, are none.
#[must_use]
pub fn difference(before: &Tally, after: &Tally) -> Tally {
    let mut change = after.clone();
    for (key, part) in before {
        let line = change.entry(key.clone()).or_default();
        line.filings -= part.filings;
        line.amount -= part.amount;
    }
    change.retain(|_, part| *part != Part::default());
    change
}

/// The mean of so many filings, in the number behind the units; `None` of none.
#[must_use]
pub fn mean(part: Part, decimals: u32) -> Option<Exact> {
    unscaled(part.amount, decimals).divided_by(&Exact::whole(part.filings))
}
