//! K10 on an indicator tree: weights and scores add up, level by level and to the total.

use crate::domain::check::Severity;
use crate::domain::figure::{Exact, points};

use super::finding::AuditFinding;
use super::place::Forms;
use super::printed::Printed;
use super::tree::{Row, Tree};

/// The points of the funding grid above a tree: 10 of 10 for the execution.
#[derive(Debug, Clone, Default)]
pub(super) struct Execution {
    pub weight: Option<Exact>,
    pub score: Option<Exact>,
}

/// Sums per first level and in all; silent where a single cell could not be read.
pub(super) fn check(tree: &Tree, execution: &Execution, forms: &Forms) -> Vec<AuditFinding> {
    let weights: Option<Vec<Exact>> = numbers(&tree.rows, |row| row.weight.points());
    let scores: Option<Vec<Exact>> = numbers(&tree.rows, |row| row.score.points());
    let mut findings = levels(tree, forms);
    let are_levels_right = findings.is_empty();
    let Some((index, printed)) = &tree.total else {
        return findings;
    };
    let totals = Totals {
        weights: weights.map(|all| both(&all, execution.weight.as_ref())),
        scores: scores.map(|all| both(&all, execution.score.as_ref())),
    };
    let at = |name: &str, figure: &Printed| forms.place(*index, &[name], figure.line);
    match printed.as_slice() {
        [weight, score] => {
            if are_levels_right && let Some(right) = off(totals.weights.as_ref(), weight) {
                findings.push(total("分值", weight, &right, at("总分 分值", weight)));
            }
            if let Some(right) = off(totals.scores.as_ref(), score) {
                findings.push(total("得分", score, &right, at("总分 得分", score)));
            }
        }
        // One figure alone may be either.
        [only] => {
            let wrong = (
                off(totals.weights.as_ref(), only),
                off(totals.scores.as_ref(), only),
            );
            if let (Some(_), Some(right)) = wrong {
                findings.push(total("得分", only, &right, at("总分", only)));
            }
        }
        _ => {}
    }
    findings
}

struct Totals {
    weights: Option<[Exact; 2]>,
    scores: Option<[Exact; 2]>,
}

fn numbers(rows: &[Row], of: impl Fn(&Row) -> Option<Printed>) -> Option<Vec<Exact>> {
    (rows.len() > 1).then(|| rows.iter().map(|row| Some(of(row)?.number)).collect())?
}

/// The sum without and with the points of the execution.
fn both(all: &[Exact], execution: Option<&Exact>) -> [Exact; 2] {
    let sum = all.iter().fold(Exact::zero(), |sum, one| &sum + one);
    let with = execution.map_or_else(|| sum.clone(), |own| &sum + own);
    [sum, with]
}

/// The sum that should have been printed, when neither was.
fn off(sums: Option<&[Exact; 2]>, printed: &Printed) -> Option<Exact> {
    let [alone, with] = sums?;
    (*alone != printed.number && *with != printed.number).then(|| with.clone())
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
