//! K18: cells that must be filled.

use super::subject::{Report, Subject};
use super::{Finding, Severity};
use crate::domain::figure::Reading;
use crate::domain::filing::{RowColumn, row_list};
use crate::domain::formula::Unknown;
use crate::domain::scheme::source::Required;
use crate::domain::scheme::{Rule, SlotKind, checklist_cell, grade_cell};

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = items(subject);
    findings.extend(judgements(subject));
    findings.extend(rows(subject));
    findings.extend(empty_trees(subject));
    findings
}

fn empty(subject: &Subject<'_>, cell: String, severity: Severity, message: String) -> Finding {
    subject.finding(Report {
        check: "K18",
        severity,
        cell,
        message,
        cure: match severity {
            Severity::Error => "请填写。".to_owned(),
            _ => "请填写；确实没有的，请说明理由。".to_owned(),
        },
        related: Vec::new(),
    })
}

fn items(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for definition in &subject.scheme.slots {
        let SlotKind::Input(item) = &definition.kind else {
            continue;
        };
        let severity = match item.required {
            Required::No => continue,
            Required::Warning => Severity::Warning,
            Required::Error => Severity::Error,
        };
        if subject.entries.filled(&item.code).is_none() {
            let message = format!("“{}”没有填写。", item.name);
            findings.push(empty(subject, item.code.clone(), severity, message));
        }
    }
    findings
}

/// Scores that a person gives: checklists, grades, points.
fn judgements(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (indicator, score) in subject
        .scheme
        .indicators
        .iter()
        .zip(&subject.evaluation.scores)
    {
        if score.points != Err(Unknown::NotGiven) {
            continue;
        }
        let requirements = indicator.rule.requirements().len();
        for item in 0..requirements {
            let cell = checklist_cell(&indicator.code, item);
            if subject.entries.filled(&cell).is_none() {
                let message = format!("“{}”第{}项没有选择符合或不符合。", indicator.name, item + 1);
                findings.push(empty(subject, cell, Severity::Error, message));
            }
        }
        if matches!(indicator.rule, Rule::Judged { .. }) {
            let cell = grade_cell(&indicator.code);
            if subject.entries.filled(&cell).is_none() {
                let message = format!("“{}”没有选择等次。", indicator.name);
                findings.push(empty(subject, cell, Severity::Error, message));
            }
        }
        if requirements == 0 && subject.entries.filled(&indicator.code).is_none() {
            let message = format!("“{}”没有评分。", indicator.name);
            let cell = indicator.code.clone();
            findings.push(empty(subject, cell, Severity::Error, message));
        }
    }
    findings
}

fn rows(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (tree, row) in subject.rows() {
        let is_wanted = |column: &&RowColumn| match column {
            RowColumn::Reason => false,
            // A word needs no unit, and a figure may carry its own.
            RowColumn::Unit => matches!(&row.target, Reading::Number(q) if q.unit.is_empty()),
            _ => true,
        };
        for column in tree.columns.iter().filter(is_wanted) {
            let cell = row.cell(*column);
            let is_computed = *column == RowColumn::Score && row.is_computed;
            if subject.entries.filled(&cell).is_none() && !is_computed {
                let name = if row.name.is_empty() {
                    "未命名指标"
                } else {
                    &row.name
                };
                let message = format!("“{name}”的{}没有填写。", column.label());
                findings.push(empty(subject, cell, Severity::Error, message));
            }
        }
    }
    findings
}

/// A first-level heading that carries points, or a whole tree, without a single row.
fn empty_trees(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (tree, rows) in subject.scheme.trees.iter().zip(&subject.evaluation.trees) {
        for level1 in &tree.level1 {
            let under: Vec<usize> = (0..tree.level2.len())
                .filter(|index| {
                    tree.level2
                        .get(*index)
                        .is_some_and(|h| h.under == level1.name)
                })
                .collect();
            let Some(first) = under.first().and_then(|index| tree.level2.get(*index)) else {
                continue;
            };
            if rows.iter().all(|row| !under.contains(&row.heading)) {
                let message = format!("“{}”下没有任何三级指标。", level1.name);
                let cell = row_list(&tree.id, &first.code);
                findings.push(empty(subject, cell, Severity::Error, message));
            }
        }
    }
    findings
}
