//! K25: names in a text that stand for nothing, or for values that are not there yet.

use super::subject::{Report, Subject};
use super::{Finding, Severity};
use crate::domain::prose::{LiveFigure, Reference, Span, TO_BE_WRITTEN, is_prose, references};
use crate::domain::scheme::SlotKind;

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let inputs = subject.scheme.slots.iter();
    let texts = inputs.filter_map(|definition| match &definition.kind {
        SlotKind::Input(item) if is_prose(item) => Some(item.code.as_str()),
        SlotKind::Input(_) | SlotKind::Computed { .. } => None,
    });
    texts.flat_map(|cell| of_text(subject, cell)).collect()
}

fn of_text(subject: &Subject<'_>, cell: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut missing: Vec<LiveFigure> = Vec::new();
    for reference in named_in(subject.entries.typed(cell)) {
        match subject.figures().find(&reference) {
            Ok(figure) if figure.is_known || missing.contains(&figure) => {}
            Ok(figure) => missing.push(figure),
            Err(why) => {
                let finding = subject.finding(Report {
                    check: "K25",
                    severity: Severity::Error,
                    cell: cell.to_owned(),
                    message: why.message(&reference),
                    cure: why.cure(),
                    related: Vec::new(),
                });
                findings.push(finding.quoting(reference.typed));
            }
        }
    }
    findings.extend(without_value(subject, cell, &missing));
    findings.extend(unwritten(subject, cell));
    findings
}

/// Places of 示范文字 that nobody has written yet.
fn unwritten(subject: &Subject<'_>, cell: &str) -> Option<Finding> {
    let places = subject.entries.typed(cell).matches(TO_BE_WRITTEN).count();
    (places > 0).then(|| {
        let finding = subject.finding(Report {
            check: "K25",
            severity: Severity::Error,
            cell: cell.to_owned(),
            message: format!("还有 {places} 处“{TO_BE_WRITTEN}…〕”没有改写。"),
            cure: "请写上实际情况；不需要的，连同括号删去。".to_owned(),
            related: Vec::new(),
        });
        finding.quoting(TO_BE_WRITTEN)
    })
}

fn named_in(text: &str) -> impl Iterator<Item = Reference<'_>> {
    references(text).into_iter().filter_map(|span| match span {
        Span::Words(_) => None,
        Span::Reference(reference) => Some(reference),
    })
}

/// One finding a text, however many values it waits for.
fn without_value(subject: &Subject<'_>, cell: &str, missing: &[LiveFigure]) -> Option<Finding> {
    let first = missing.first()?;
    let names: Vec<String> = missing
        .iter()
        .map(|figure| format!("“{}”", figure.name))
        .collect();
    Some(subject.finding(Report {
        check: "K25",
        severity: Severity::Error,
        cell: cell.to_owned(),
        message: format!(
            "文中引用的{}还没有数，现在印作{}。",
            names.join("、"),
            first.shown
        ),
        cure: "请先在表中填好；不需要的，从文中删去。".to_owned(),
        related: missing.iter().map(|figure| figure.cell.clone()).collect(),
    }))
}
