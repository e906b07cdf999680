//! The examples that a scheme brings with it, tried on the scheme.
//!
//! An example says what a filing, or a part of one, must come to. It is what keeps a scheme right
//! while it is changed: every edge of a rule that somebody once thought about stays written down.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;

use crate::domain::check::Finding;
use crate::domain::evaluate::{Evaluation, evaluate};
use crate::domain::filing::Entries;
use crate::domain::publication::FrozenEvaluation;
use crate::domain::scheme::source::{ExampleSource, ExpectSource};
use crate::domain::scheme::{Scheme, score_label};

/// What an example writes where nothing can be computed.
pub const UNKNOWN: &str = "无法计算";

/// An example and what came out otherwise than it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Trial {
    /// The example's name.
    pub name: String,
    /// None when all is as it should be.
    pub differences: Vec<Difference>,
}

/// A result that is not the expected one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What, in the words of the form.
    pub what: String,
    /// Its cell code; empty for the total and the grade.
    pub cell: String,
    /// What the example says.
    pub expected: String,
    /// What came out.
    pub found: String,
}

/// What each example fills in, what it takes from an earlier one included.
#[must_use]
pub fn entries_of(examples: &[ExampleSource]) -> Vec<Entries> {
    let mut earlier: BTreeMap<&str, BTreeMap<String, String>> = BTreeMap::new();
    let mut all = Vec::new();
    for example in examples {
        let mut entries = Entries::new(example.year, example.agency.clone());
        if let Some(base) = earlier.get(example.like.as_str()) {
            entries.cells.clone_from(base);
        }
        entries.cells.extend(example.cells.clone());
        earlier.insert(&example.name, entries.cells.clone());
        all.push(entries);
    }
    all
}

/// Tries every example of a scheme.
#[must_use]
pub fn try_all(scheme: &Scheme, examples: &[ExampleSource]) -> Vec<Trial> {
    let filled = entries_of(examples);
    let tried = examples
        .iter()
        .zip(&filled)
        .map(|(example, entries)| Trial {
            name: example.name.clone(),
            differences: differences(scheme, &evaluate(scheme, entries), &example.expect),
        });
    tried.collect()
}

fn differences(scheme: &Scheme, evaluation: &Evaluation, expect: &ExpectSource) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut compare = |what: &str, cell: &str, expected: &str, came: String| {
        if !is_same(expected, &came) {
            found.push(Difference {
                what: what.to_owned(),
                cell: cell.to_owned(),
                expected: expected.to_owned(),
                found: came,
            });
        }
    };
    let frozen = FrozenEvaluation::new(scheme, evaluation);
    let shown = |result: Option<&String>| result.map_or_else(|| UNKNOWN.to_owned(), Clone::clone);
    for (code, expected) in &expect.values {
        let figure = frozen.figures.get(code);
        let name = figure.map_or(code.as_str(), |figure| figure.name.as_str());
        let came = shown(figure.and_then(|figure| figure.shown.as_ref()));
        compare(name, code, expected, came);
    }
    for (code, expected) in &expect.scores {
        let score = frozen.scores.get(code);
        let name = score.map_or(code.as_str(), |score| score.name.as_str());
        let came = shown(score.and_then(|score| score.points.as_ref()));
        compare(&score_label(name), code, expected, came);
    }
    if let Some(expected) = &expect.total {
        compare("总分", "", expected, shown(frozen.total.as_ref()));
    }
    if let Some(expected) = &expect.grade {
        compare("等级", "", expected, shown(frozen.grade.as_ref()));
    }
    found.extend(missing_findings(evaluation, &expect.findings));
    found.extend(barred_findings(evaluation, &expect.no_findings));
    found
}

/// The same text, or the same number with the same unit: `96.6%` and `96.60%`.
fn is_same(expected: &str, found: &str) -> bool {
    let parts = |text: &str| {
        let text = text.trim().replace(['，', ','], "").replace('％', "%");
        let end = text
            .find(|c: char| !c.is_ascii_digit() && c != '.' && c != '-')
            .unwrap_or(text.len());
        let (number, unit) = text.split_at_checked(end)?;
        let number = Decimal::from_str_exact(number).ok()?;
        Some((number, unit.trim().to_owned()))
    };
    expected.trim() == found || (parts(expected).is_some() && parts(expected) == parts(found))
}

/// `K04`, `K04 budget_total`, or `K` for any.
fn is_meant(finding: &Finding, wanted: &str) -> bool {
    let mut words = wanted.split_whitespace();
    let check = words.next().unwrap_or_default();
    let cell = words.next();
    (check == "K" || finding.check == check) && cell.is_none_or(|cell| finding.cell == cell)
}

fn missing_findings(evaluation: &Evaluation, wanted: &[String]) -> Vec<Difference> {
    let is_there = |wanted: &str| evaluation.findings.iter().any(|f| is_meant(f, wanted));
    let missing = wanted.iter().filter(|wanted| !is_there(wanted));
    missing
        .map(|wanted| Difference {
            what: "审核结果".to_owned(),
            cell: cell_of(wanted),
            expected: wanted.clone(),
            found: "没有".to_owned(),
        })
        .collect()
}

fn barred_findings(evaluation: &Evaluation, barred: &[String]) -> Vec<Difference> {
    let mut found = Vec::new();
    for barred in barred {
        let these = evaluation.findings.iter().filter(|f| is_meant(f, barred));
        found.extend(these.map(|finding| Difference {
            what: "审核结果".to_owned(),
            cell: finding.cell.clone(),
            expected: format!("没有 {barred}"),
            found: format!("{} {}", finding.check, finding.message),
        }));
    }
    found
}

fn cell_of(wanted: &str) -> String {
    wanted
        .split_whitespace()
        .nth(1)
        .unwrap_or_default()
        .to_owned()
}
