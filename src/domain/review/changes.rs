//! What changed between two submissions, cell by cell, and what came of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::check::cell_label;
use crate::domain::evaluate::{Evaluation, evaluate_figures};
use crate::domain::figure::{Exact, points};
use crate::domain::filing::{CellCode, Entries};
use crate::domain::scheme::{PlaceKind, Scheme, score_label};

/// One cell whose text is another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The cell.
    pub cell: CellCode,
    /// The cell of the form at which it is seen: itself, or that which a reason is about.
    pub at: CellCode,
    /// In the words of the form.
    pub place: String,
    /// The text before; empty where there was none.
    pub before: String,
    /// The text now; empty where there is none.
    pub now: String,
}

/// A figure of the judgement that is another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// What it is called.
    pub name: String,
    /// As it was printed before; 未算出 where it was not known.
    pub before: String,
    /// As it is printed now.
    pub now: String,
}

/// What changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// The cells, in the order of the forms.
    pub cells: Vec<Change>,
    /// The scores and the total that are others because of them.
    pub scores: Vec<Moved>,
}

impl Changes {
    /// Whether nothing changed at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }
}

/// What changed since `before`. Space around a text is none of it, nor are the cells of rows that
/// neither filing lists.
#[must_use]
pub fn changes(
    scheme: &Scheme,
    before: &Entries,
    (now, evaluation): (&Entries, &Evaluation),
) -> Changes {
    let (rows_before, rows_now) = (rows_of(scheme, before), rows_of(scheme, now));
    let codes: BTreeSet<&CellCode> = before.cells.keys().chain(now.cells.keys()).collect();
    let mut cells: Vec<(usize, Change)> = Vec::new();
    for code in codes {
        let text = |entries: &Entries, rows: &BTreeSet<String>| {
            let is_there = row_of(scheme, code).is_none_or(|row| rows.contains(&row));
            let typed = entries.typed(code).trim();
            if is_there {
                typed.to_owned()
            } else {
                String::new()
            }
        };
        let (was, is) = (text(before, &rows_before), text(now, &rows_now));
        if was == is || is_list(scheme, code) {
            continue;
        }
        let named_in = if is.is_empty() { before } else { now };
        let at = about(code).to_owned();
        let form = scheme.place(&at).map_or(usize::MAX, |place| place.form);
        let change = Change {
            cell: code.clone(),
            place: cell_label(scheme, named_in, code),
            at,
            before: was,
            now: is,
        };
        cells.push((form, change));
    }
    cells.sort_by_key(|(form, _)| *form);
    let cells: Vec<Change> = cells.into_iter().map(|(_, change)| change).collect();
    let scores = if cells.is_empty() {
        Vec::new()
    } else {
        moved(scheme, &evaluate_figures(scheme, before), evaluation)
    };
    Changes { cells, scores }
}

/// The cell that a reason is about; any other cell itself.
fn about(code: &str) -> &str {
    let reason = code.strip_prefix("reason.");
    let of = reason.and_then(|rest| rest.split_once('.'));
    of.map_or(code, |(_, cell)| cell)
}

fn is_list(scheme: &Scheme, code: &str) -> bool {
    let place = scheme.place(code);
    place.is_some_and(|place| matches!(place.kind, PlaceKind::RowList { .. }))
}

/// The row of a cell, `ind.q1`; none for cells that stand whatever is typed.
fn row_of(scheme: &Scheme, code: &str) -> Option<String> {
    let cell = about(code);
    let place = scheme.place(cell)?;
    matches!(place.kind, PlaceKind::Row { .. })
        .then(|| cell.rsplit_once('.').map(|(row, _)| row.to_owned()))?
}

fn rows_of(scheme: &Scheme, entries: &Entries) -> BTreeSet<String> {
    let mut rows = BTreeSet::new();
    for tree in &scheme.trees {
        for heading in &tree.level2 {
            let ids = entries.rows(&tree.id, &heading.code);
            rows.extend(ids.into_iter().map(|id| format!("{}.{id}", tree.id)));
        }
    }
    rows
}

/// The scores of indicators and rows, then the total, where they are printed otherwise than before.
fn moved(scheme: &Scheme, before: &Evaluation, now: &Evaluation) -> Vec<Moved> {
    let decimals = scheme.head.score_decimals;
    let show = |score: Option<&Exact>| {
        score.map_or_else(|| "未算出".to_owned(), |score| points(score, decimals))
    };
    let mut all = Vec::new();
    let mut push = |name: String, was: Option<&Exact>, is: Option<&Exact>| {
        let (before, now) = (show(was), show(is));
        if before != now {
            all.push(Moved { name, before, now });
        }
    };
    let scores = before.scores.iter().zip(&now.scores);
    for (indicator, (was, is)) in scheme.indicators.iter().zip(scores) {
        let name = score_label(&indicator.name);
        push(name, was.points.as_ref().ok(), is.points.as_ref().ok());
    }
    let rows_before = scores_of_rows(before);
    let rows_now = scores_of_rows(now);
    let ids: BTreeSet<&String> = rows_before.keys().chain(rows_now.keys()).collect();
    for id in ids {
        let (was, is) = (rows_before.get(id), rows_now.get(id));
        let name = is.or(was).map_or("", |(name, _)| *name);
        push(
            format!("“{name}”得分"),
            was.and_then(|(_, score)| *score),
            is.and_then(|(_, score)| *score),
        );
    }
    push(
        "总分".to_owned(),
        before.total.as_ref().ok(),
        now.total.as_ref().ok(),
    );
    all
}

type RowScores<'a> = BTreeMap<String, (&'a str, Option<&'a Exact>)>;

fn scores_of_rows(evaluation: &Evaluation) -> RowScores<'_> {
    let rows = evaluation.trees.iter().flatten();
    rows.map(|row| {
        let id = format!("{}.{}", row.block, row.id);
        (id, (row.name.as_str(), row.score.as_ref().ok()))
    })
    .collect()
}
