//! What a change of the scheme comes to over many filings. Its size is that of the schemes,
//! however many filings there are.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Replayed;
use crate::domain::evaluate::Evaluation;
use crate::domain::figure::{Exact, fixed};
use crate::domain::scheme::{Rule, Scheme};
use crate::domain::scoring::Basis;

/// The filings counted so far.
#[derive(Debug, Default)]
pub struct Summary {
    filings: usize,
    changed: usize,
    total_changed: usize,
    with_totals: usize,
    difference: Exact,
    rise: Option<(Exact, String)>,
    fall: Option<(Exact, String)>,
    grades: BTreeMap<(String, String), usize>,
    scores: BTreeMap<String, usize>,
    unknown_cells: BTreeMap<String, usize>,
    /// Indicator code and what of its rule came to pass.
    fired: BTreeMap<String, Vec<bool>>,
    losses: BTreeMap<String, bool>,
    limits: Vec<bool>,
}

/// The summary in words and numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Filings evaluated.
    pub filings: usize,
    /// Filings in which anything changes.
    pub changed: usize,
    /// Filings whose total changes.
    pub total_changed: usize,
    /// The average change of the total, points, over the filings that have one under both.
    pub average_change: Option<String>,
    /// The greatest rise of a total and whose it is.
    pub greatest_rise: Option<(String, String)>,
    /// The greatest fall of a total and whose it is.
    pub greatest_fall: Option<(String, String)>,
    /// Grade before, grade after, how many.
    pub grades: Vec<(String, String, usize)>,
    /// Names of scores and in how many filings they change, the most often first.
    pub scores: Vec<(String, usize)>,
    /// Filled cells that the new scheme does not have, and in how many filings.
    pub unknown_cells: Vec<(String, usize)>,
    /// Rules of the new scheme, or parts of them, that never came to pass.
    pub never_fired: Vec<String>,
}

impl Summary {
    pub(super) fn add(
        &mut self,
        new: &Scheme,
        before: &Evaluation,
        after: &Evaluation,
        replayed: &Replayed,
    ) {
        self.filings += 1;
        self.changed += usize::from(replayed.is_changed());
        self.total_changed += usize::from(replayed.total.differs());
        if let (Ok(old), Ok(new)) = (&before.total, &after.total) {
            self.add_difference(new - old, &replayed.agency);
        }
        if replayed.grade.differs() {
            let word = |grade: &Option<String>| grade.clone().unwrap_or_else(|| "无".to_owned());
            let grades = (word(&replayed.grade.before), word(&replayed.grade.after));
            *self.grades.entry(grades).or_insert(0) += 1;
        }
        for change in &replayed.scores {
            // The rows of a tree are the agency's own; their names are counted as one.
            let name = if change.cell.contains('.') {
                "指标行"
            } else {
                &change.name
            };
            *self.scores.entry(name.to_owned()).or_insert(0) += 1;
        }
        for cell in &replayed.unknown_cells {
            // The cells of rows are many; what they have in common is told.
            let kind = cell.split('.').next().unwrap_or(cell);
            *self.unknown_cells.entry(kind.to_owned()).or_insert(0) += 1;
        }
        self.add_fired(new, after);
    }

    fn add_difference(&mut self, difference: Exact, agency: &str) {
        self.with_totals += 1;
        self.difference = &self.difference + &difference;
        let zero = Exact::zero();
        if difference > zero
            && self
                .rise
                .as_ref()
                .is_none_or(|(most, _)| difference > *most)
        {
            self.rise = Some((difference.clone(), agency.to_owned()));
        }
        if difference < zero
            && self
                .fall
                .as_ref()
                .is_none_or(|(most, _)| difference < *most)
        {
            self.fall = Some((difference, agency.to_owned()));
        }
    }

    fn add_fired(&mut self, scheme: &Scheme, evaluation: &Evaluation) {
        self.limits.resize(scheme.limits.len(), false);
        for (indicator, score) in scheme.indicators.iter().zip(&evaluation.scores) {
            let has_lost = score.points.as_ref().is_ok_and(|it| *it < indicator.weight);
            *self.losses.entry(indicator.code.clone()).or_insert(false) |= has_lost;
            let parts = parts(&indicator.rule).len();
            let fired = self.fired.entry(indicator.code.clone()).or_default();
            fired.resize(parts, false);
            if let Some(fired) = chosen(&score.basis).and_then(|part| fired.get_mut(part)) {
                *fired = true;
            }
            if let Some(limit) = score.limited.as_ref()
                && let Some(fired) = self.limits.get_mut(limit.0)
            {
                *fired = true;
            }
        }
        for (limit, _) in &evaluation.total_steps.limits {
            if let Some(fired) = self.limits.get_mut(*limit) {
                *fired = true;
            }
        }
    }

    /// The summary so far; `new` is the scheme of the replay.
    #[must_use]
    pub fn tally(&self, new: &Scheme) -> Tally {
        let count = Exact::whole(i64::try_from(self.with_totals).unwrap_or(i64::MAX));
        let told = |end: &Option<(Exact, String)>| {
            let end = end.as_ref();
            end.map(|(change, agency)| (signed(change), agency.clone()))
        };
        let mut scores: Vec<(String, usize)> = self
            .scores
            .iter()
            .map(|(name, count)| (name.clone(), *count))
            .collect();
        scores.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        Tally {
            filings: self.filings,
            changed: self.changed,
            total_changed: self.total_changed,
            average_change: self.difference.divided_by(&count).map(|mean| signed(&mean)),
            greatest_rise: told(&self.rise),
            greatest_fall: told(&self.fall),
            grades: self
                .grades
                .iter()
                .map(|((before, after), count)| (before.clone(), after.clone(), *count))
                .collect(),
            scores,
            unknown_cells: self
                .unknown_cells
                .iter()
                .map(|(cell, count)| (cell.clone(), *count))
                .collect(),
            never_fired: self.never_fired(new),
        }
    }

    fn never_fired(&self, scheme: &Scheme) -> Vec<String> {
        if self.filings == 0 {
            return Vec::new();
        }
        let mut never = Vec::new();
        for indicator in &scheme.indicators {
            let is_computed = !indicator.rule.is_given();
            if is_computed && self.losses.get(&indicator.code) == Some(&false) {
                never.push(format!("{}：没有一家扣分", indicator.name));
            }
            let fired = self.fired.get(&indicator.code).into_iter().flatten();
            let parts = parts(&indicator.rule);
            let unused: Vec<String> = parts
                .iter()
                .zip(fired)
                .filter(|(_, fired)| !**fired)
                .map(|(part, _)| format!("“{part}”"))
                .collect();
            if !unused.is_empty() {
                never.push(format!("{}：没有一家在{}", indicator.name, unused.concat()));
            }
        }
        let limits = scheme.limits.iter().zip(&self.limits);
        let unused = limits.filter(|(_, fired)| !**fired);
        never.extend(unused.map(|(limit, _)| format!("限制“{}”：没有用到", limit.because)));
        never
    }
}

/// The bands, grades or alternatives of a rule in words.
fn parts(rule: &Rule) -> Vec<&str> {
    match rule {
        Rule::Bands { bands, .. } => bands.iter().map(|band| band.ends.words.as_str()).collect(),
        Rule::Graded { grades } => grades.iter().map(|grade| grade.name.as_str()).collect(),
        Rule::Judged { grades } => grades.iter().map(|grade| grade.name.as_str()).collect(),
        Rule::OneOf { options, .. } => options.iter().map(|option| option.name.as_str()).collect(),
        _ => Vec::new(),
    }
}

/// Which of them decided.
fn chosen(basis: &Basis) -> Option<usize> {
    match basis {
        Basis::Band(part) | Basis::Grade(part) | Basis::Interval(part) | Basis::Chosen(part, _) => {
            Some(*part)
        }
        _ => None,
    }
}

/// `+1.50`, `-0.25`.
fn signed(change: &Exact) -> String {
    let sign = if *change > Exact::zero() { "+" } else { "" };
    format!("{sign}{}", fixed(change, 2))
}
