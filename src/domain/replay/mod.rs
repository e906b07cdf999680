//! A filing under two schemes: what a change of the scheme changes, and for whom.

mod record;
mod summary;

pub use record::{ReplayLine, ReplayRecord};
pub use summary::{Summary, Tally};

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::domain::check::Finding;
use crate::domain::evaluate::{Evaluation, evaluate};
use crate::domain::example::UNKNOWN;
use crate::domain::figure::points;
use crate::domain::filing::{CellCode, Entries, RowColumn};
use crate::domain::publication::FrozenEvaluation;
use crate::domain::scheme::Scheme;

/// What changes in one filing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Replayed {
    /// The agency.
    pub agency: String,
    /// The budget year.
    pub year: i32,
    /// The total under both schemes, points.
    pub total: Pair,
    /// The grade under both schemes.
    pub grade: Pair,
    /// Computed values that change.
    pub values: Vec<Change>,
    /// Scores of indicators and of rows that change.
    pub scores: Vec<Change>,
    /// Findings of the new scheme alone.
    pub new_findings: Vec<Found>,
    /// Findings of the old scheme alone.
    pub gone_findings: Vec<Found>,
    /// Filled cells that the new scheme does not have.
    pub unknown_cells: Vec<CellCode>,
}

/// A result under both schemes; [`UNKNOWN`] where nothing can be computed, none where the scheme
/// has no such thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// Under the old scheme.
    pub before: Option<String>,
    /// Under the new one.
    pub after: Option<String>,
}

/// A result that changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Its cell.
    pub cell: CellCode,
    /// Its name.
    pub name: String,
    /// Under both schemes.
    #[serde(flatten)]
    pub pair: Pair,
}

/// A finding, as far as a comparison needs it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Found {
    /// The check's permanent number.
    pub check: &'static str,
    /// How much it weighs.
    pub severity: crate::domain::check::Severity,
    /// The cell.
    pub cell: CellCode,
    /// What it says.
    pub message: String,
}

impl Replayed {
    /// Whether anything changes.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.total.differs()
            || self.grade.differs()
            || !(self.values.is_empty()
                && self.scores.is_empty()
                && self.new_findings.is_empty()
                && self.gone_findings.is_empty()
                && self.unknown_cells.is_empty())
    }
}

impl Pair {
    /// Whether the two differ.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.before != self.after
    }
}

/// Evaluates a filing under both schemes; the summary takes note of it.
#[must_use]
pub fn replay(old: &Scheme, new: &Scheme, entries: &Entries, summary: &mut Summary) -> Replayed {
    let (before, after) = (evaluate(old, entries), evaluate(new, entries));
    let replayed = Replayed {
        agency: entries.agency.clone(),
        year: entries.year,
        total: Pair {
            before: Some(total(old, &before)),
            after: Some(total(new, &after)),
        },
        grade: Pair {
            before: before.grade.clone(),
            after: after.grade.clone(),
        },
        values: changes(&values(old, &before), &values(new, &after)),
        scores: changes(&scores(old, &before), &scores(new, &after)),
        new_findings: alone(&after.findings, &before.findings),
        gone_findings: alone(&before.findings, &after.findings),
        unknown_cells: unknown_cells(new, entries),
    };
    summary.add(new, &before, &after, &replayed);
    replayed
}

fn unknown_cells(scheme: &Scheme, entries: &Entries) -> Vec<CellCode> {
    let filled = entries.cells.iter();
    let filled = filled.filter(|(code, typed)| !typed.trim().is_empty() && !scheme.accepts(code));
    filled.map(|(code, _)| code.clone()).collect()
}

fn total(scheme: &Scheme, evaluation: &Evaluation) -> String {
    let total = evaluation.total.as_ref().ok();
    total.map_or_else(
        || UNKNOWN.to_owned(),
        |total| points(total, scheme.head.score_decimals),
    )
}

/// Cell to name and what is shown.
type Shown = BTreeMap<CellCode, (String, String)>;

fn values(scheme: &Scheme, evaluation: &Evaluation) -> Shown {
    let frozen = FrozenEvaluation::new(scheme, evaluation);
    let shown = |value: Option<String>| value.unwrap_or_else(|| UNKNOWN.to_owned());
    let figures = frozen.figures.into_iter();
    figures
        .map(|(code, figure)| (code, (figure.name, shown(figure.shown))))
        .collect()
}

fn scores(scheme: &Scheme, evaluation: &Evaluation) -> Shown {
    let decimals = scheme.head.score_decimals;
    let shown = |score: Result<&_, &_>| match score {
        Ok(score) => points(score, decimals),
        Err(&crate::domain::formula::Unknown::Dropped) => "不计".to_owned(),
        Err(_) => UNKNOWN.to_owned(),
    };
    let indicators = scheme.indicators.iter().zip(&evaluation.scores);
    let mut all: Shown = indicators
        .map(|(indicator, score)| {
            let named = (indicator.name.clone(), shown(score.points.as_ref()));
            (indicator.code.clone(), named)
        })
        .collect();
    for (tree, rows) in scheme.trees.iter().zip(&evaluation.trees) {
        for row in rows.iter().filter(|_| tree.scored) {
            let named = (row.name.clone(), shown(row.score.as_ref()));
            all.insert(row.cell(RowColumn::Score), named);
        }
    }
    all
}

fn changes(before: &Shown, after: &Shown) -> Vec<Change> {
    let cells: BTreeSet<&CellCode> = before.keys().chain(after.keys()).collect();
    let mut changes = Vec::new();
    for cell in cells {
        let (old, new) = (before.get(cell), after.get(cell));
        let pair = Pair {
            before: old.map(|(_, shown)| shown.clone()),
            after: new.map(|(_, shown)| shown.clone()),
        };
        if pair.differs() {
            let name = new.or(old).map_or(cell.as_str(), |(name, _)| name.as_str());
            changes.push(Change {
                cell: cell.clone(),
                name: name.to_owned(),
                pair,
            });
        }
    }
    changes
}

/// Findings of the first that the second has not: the same check at the same cell counts as one.
fn alone(findings: &[Finding], others: &[Finding]) -> Vec<Found> {
    let key = |finding: &Finding| (finding.check, finding.severity, finding.cell.clone());
    let known: BTreeSet<_> = others.iter().map(key).collect();
    findings
        .iter()
        .filter(|finding| !known.contains(&key(finding)))
        .map(|finding| Found {
            check: finding.check,
            severity: finding.severity,
            cell: finding.cell.clone(),
            message: finding.message.clone(),
        })
        .collect()
}
