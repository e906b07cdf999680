//! A document that somebody published, checked: its tables recognised by their headings, its text
//! read, and the two held against each other.
//!
//! What cannot be recognised is left alone: a false alarm costs more trust than a miss.

mod cells;
mod evidence;
mod finding;
mod funding;
mod funding_check;
mod heading;
mod metric;
mod metric_check;
mod place;
mod printed;
mod rate;
mod rule;
mod sheet;
mod sheet_cells;
mod sheet_check;
mod sheet_lines;
mod sheet_sums;
mod stream;
mod sum;
mod tree;
mod tree_cells;
mod tree_check;
mod tree_lines;
mod tree_sums;
mod year;

pub use finding::AuditFinding;

use std::ops::Range;

use crate::domain::document::Document;
use crate::domain::scheme::Scheme;

use evidence::Evidence;
use tree_sums::Execution;

/// Applies to a document every check that needs no scheme and, with one, those that do.
#[must_use]
pub fn audit(document: &Document, scheme: Option<&Scheme>) -> Vec<AuditFinding> {
    let _ = scheme;
    let tokens = stream::tokens(document);
    let forms = place::Forms::find(&tokens);
    let year = year::find(&tokens);
    let mut findings = Vec::new();
    let mut known: Vec<Range<usize>> = Vec::new();
    let mut execution: Vec<(usize, Execution)> = Vec::new();
    for grid in funding::find(&tokens) {
        let (reading, found) = funding_check::check(&grid, &forms);
        findings.extend(found);
        execution.push((grid.from, funding_check::execution(&reading)));
        known.push(grid.from..grid.to);
    }
    for tree in tree::find(&tokens) {
        let before = execution.iter().rfind(|(from, _)| *from < tree.from);
        let before = before.map(|(_, points)| points.clone()).unwrap_or_default();
        findings.extend(tree_check::check(&tree, year, &forms));
        findings.extend(tree_sums::check(&tree, &before, &forms));
        known.push(tree.from..tree.to);
    }
    let sheets = sheet::find(&tokens);
    known.extend(sheets.iter().map(|sheet| sheet.from..sheet.to));
    known.sort_by_key(|table| table.start);
    let metrics = metric::find(&tokens, &known);
    for metric in &metrics {
        findings.extend(metric_check::check(metric, &forms));
    }
    let in_sheet = |index: usize| {
        sheets
            .iter()
            .any(|sheet| (sheet.from..sheet.to).contains(&index))
    };
    let evidence = Evidence {
        metrics: &metrics,
        forms: &forms,
        elsewhere: tokens
            .iter()
            .enumerate()
            .filter(|(index, _)| !in_sheet(*index))
            .map(|(_, token)| token)
            .collect(),
        year,
        completion: None,
    };
    for sheet in &sheets {
        findings.extend(sheet_check::check(sheet, &evidence, &forms));
    }
    findings
}
