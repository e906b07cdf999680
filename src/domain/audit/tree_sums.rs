//! K10 on an indicator tree: weights and scores add up, level by level and to the total.

use crate::domain::check::Severity;
use crate::domain::figure::{Exact, points};

use super::finding::AuditFinding;
use super::place::Forms;
use super::printed::Printed;
use super::tree::{Cell, Column, Row, Tree};

/// The points of the funding grid above a tree: 10 of 10 for the execution.
#[derive(Debug, Clone, Default)]
pub(super) struct Execution {
    pub weight: Option<Exact>,
    /// As printed, and as it should be.
    pub scores: Vec<Exact>,
}

/// A cell of a row.
type OfRow = fn(&Row) -> &Cell;

/// K18: cells left empty in a column that is filled elsewhere. Silent for trees flattened to lines,
/// whose empty cells are gone.
pub(super) fn empty_cells(tree: &Tree, forms: &Forms) -> Vec<AuditFinding> {
    let columns: [(Column, &str, OfRow); 4] = [
        (Column::Target, "指标值", |row| &row.target),
        (Column::Actual, "完成值", |row| &row.actual),
        (Column::Weight, "分值", |row| &row.weight),
        (Column::Score, "得分", |row| &row.score),
    ];
    let mut findings = Vec::new();
    for (column, name, cell) in columns {
        let (empty, filled): (Vec<&Row>, Vec<&Row>) =
            tree.rows.iter().partition(|row| cell(row).text.is_empty());
        // A column with many empty cells is a form not filled, or merged cells.
        if !tree.has_cells || !tree.has(column) || empty.len() > 2 || filled.is_empty() {
            continue;
        }
        let others = columns.iter().filter(|(other, ..)| tree.has(*other));
        let is_alone = |row: &Row| {
            let empty = others
                .clone()
                .filter(|(.., cell)| cell(row).text.is_empty());
            empty.count() == 1
        };
        for row in empty
            .iter()
            .filter(|row| cell(row).line > 0 && (filled.len() >= 3 || is_alone(row)))
        {
            findings.push(AuditFinding {
                check: "K18",
                severity: Severity::Warning,
                place: forms.place(
                    row.name.index,
                    &[&row.level2, &format!("“{}”", row.name.text), name],
                    row.name.line,
                ),
                published: String::new(),
                expected: String::new(),
                message: format!("“{}”的{name}没有填。", row.name.text),
                cure: "请补填；确实没有的，请说明。".to_owned(),
            });
        }
    }
    findings
}

/// Sums per first level and in all; silent where a single cell could not be read.
///
/// `corrections` are what scores that are findings already should be changed by.
pub(super) fn check(
    tree: &Tree,
    execution: &Execution,
    corrections: &[Exact],
    forms: &Forms,
) -> Vec<AuditFinding> {
    if !tree.is_whole {
        return Vec::new();
    }
    let weights: Option<Vec<Exact>> = numbers(&tree.rows, |row| row.weight.points());
    let scores: Option<Vec<Exact>> = numbers(&tree.rows, |row| row.score.points());
    let mut findings = levels(tree, forms);
    let are_levels_right = findings.is_empty();
    let Some((index, printed)) = &tree.total else {
        return findings;
    };
    let totals = Totals {
        weights: weights.map(|all| sums(&[all], execution.weight.as_slice())),
        // A score above its weight is a finding already; the total may have been right.
        scores: scores.map(|all| {
            let mut sums = sums(&[all, clamped(&tree.rows)], &execution.scores);
            let corrected = sums
                .iter()
                .flat_map(|sum| corrections.iter().map(move |correction| sum + correction));
            let corrected: Vec<Exact> = corrected.collect();
            sums.extend(corrected);
            sums
        }),
    };
    // The execution may count 10 or 20 points in a grid that was not recognised, or have a weight
    // in it and its score somewhere else.
    if execution.weight.is_none() && misses_execution(&totals, printed) {
        return findings;
    }
    let lacks_score = execution.weight.is_some() && execution.scores.is_empty();
    let at = |name: &str, figure: &Printed| forms.place(*index, &[name], figure.line);
    match printed.as_slice() {
        [weight, score] => {
            if let Some(right) = off(totals.weights.as_deref(), weight) {
                let is_own = are_levels_right.then_some(right);
                findings.extend(
                    is_own.map(|right| total("分值", weight, &right, at("总分 分值", weight))),
                );
            } else if !lacks_score && let Some(right) = off(totals.scores.as_deref(), score) {
                findings.push(total("得分", score, &right, at("总分 得分", score)));
            }
        }
        // One figure alone may be either.
        [only] => {
            let wrong = (
                off(totals.weights.as_deref(), only),
                off(totals.scores.as_deref(), only),
            );
            let is_whole = totals
                .weights
                .as_ref()
                .is_none_or(|sums| sums.contains(&Exact::whole(100)));
            if let (Some(_), Some(right)) = wrong
                && is_whole
                && !lacks_score
            {
                findings.push(total("得分", only, &right, at("总分", only)));
            }
        }
        _ => {}
    }
    findings
}

fn misses_execution(totals: &Totals, printed: &[Printed]) -> bool {
    let (Some(sums), Some(first)) = (&totals.weights, printed.first()) else {
        return false;
    };
    let rest = sums.first().map(|sum| &first.number - sum);
    printed.len() != 1 && rest.is_some_and(|rest| [10, 20].map(Exact::whole).contains(&rest))
}

struct Totals {
    weights: Option<Vec<Exact>>,
    scores: Option<Vec<Exact>>,
}

fn numbers(rows: &[Row], of: impl Fn(&Row) -> Option<Printed>) -> Option<Vec<Exact>> {
    (rows.len() > 1).then(|| rows.iter().map(|row| Some(of(row)?.number)).collect())?
}

/// The scores, none above its weight.
fn clamped(rows: &[Row]) -> Vec<Exact> {
    rows.iter()
        .filter_map(|row| {
            let score = row.score.points()?.number;
            let weight = row.weight.points()?.number;
            Some(score.clamped(&Exact::zero(), &weight))
        })
        .collect()
}

/// Every sum that may be printed: with and without the points of the execution. The one with them
/// as printed comes first.
fn sums(readings: &[Vec<Exact>], execution: &[Exact]) -> Vec<Exact> {
    let mut sums = Vec::new();
    for all in readings {
        let sum = all.iter().fold(Exact::zero(), |sum, one| &sum + one);
        sums.extend(execution.iter().map(|own| &sum + own));
        sums.push(sum);
    }
    sums
}

/// The sum that should have been printed, when none of them was.
fn off(sums: Option<&[Exact]>, printed: &Printed) -> Option<Exact> {
    let sums = sums?;
    (!sums.contains(&printed.number)).then(|| sums.first().cloned())?
}

fn total(name: &str, printed: &Printed, right: &Exact, place: String) -> AuditFinding {
    let right = points(right, 2);
    AuditFinding {
        check: "K10",
        severity: Severity::Error,
        place,
        published: printed.text.clone(),
        expected: right.clone(),
        message: format!(
            "{name}总计印的是 {}，各项{name}合计为 {right}。",
            printed.text
        ),
        cure: format!("请核对各项{name}与总计。"),
    }
}

/// The third-level weights under a first-level heading add up to its points.
fn levels(tree: &Tree, forms: &Forms) -> Vec<AuditFinding> {
    let mut findings = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for row in &tree.rows {
        let Some(wanted) = &row.level1_weight else {
            continue;
        };
        if seen.contains(&row.level1.as_str()) {
            continue;
        }
        seen.push(&row.level1);
        let under: Vec<&Row> = tree
            .rows
            .iter()
            .filter(|r| r.level1 == row.level1)
            .collect();
        let weights: Option<Vec<Printed>> = under.iter().map(|r| r.weight.points()).collect();
        let Some(weights) = weights.filter(|weights| !weights.is_empty()) else {
            continue;
        };
        let sum = weights
            .iter()
            .fold(Exact::zero(), |sum, w| &sum + &w.number);
        if sum == wanted.number {
            continue;
        }
        let addends: Vec<&str> = weights.iter().map(|weight| weight.text.as_str()).collect();
        let (sum, printed) = (points(&sum, 2), points(&wanted.number, 2));
        findings.push(AuditFinding {
            check: "K10",
            severity: Severity::Error,
            place: forms.place(row.name.index, &[&row.level1, "分值"], row.name.line),
            published: printed.clone(),
            expected: sum.clone(),
            message: format!(
                "“{}”印的是 {printed} 分，其下各指标分值 {} 合计为 {sum} 分。",
                row.level1,
                addends.join("＋"),
            ),
            cure: "请核对各指标分值。".to_owned(),
        });
    }
    findings
}
