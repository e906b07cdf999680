//! A document that somebody published, checked: its tables recognised by their headings, its text
//! read, and the two held against each other.
//!
//! What cannot be recognised is left alone: a false alarm costs more trust than a miss.

mod cells;
mod claims;
mod cross;
mod evidence;
mod expense;
mod facts;
mod finding;
mod funding;
mod funding_check;
mod heading;
mod known;
mod ledger;
mod ledger_check;
mod ledger_sums;
mod lists;
mod matching;
mod metric;
mod metric_check;
mod numbering;
mod order;
mod place;
mod printed;
mod quality;
mod rate;
mod recognised;
mod rule;
mod scores;
mod sheet;
mod sheet_cells;
mod sheet_check;
mod sheet_lines;
mod sheet_sums;
mod stream;
mod sum;
mod text;
mod tree;
mod tree_cells;
mod tree_check;
mod tree_lines;
mod tree_marks;
mod tree_sums;
mod whole;
mod year;

pub use finding::AuditFinding;
pub(in crate::domain) use heading::without_brackets;
pub(in crate::domain) use recognised::{Recognised, recognise};
pub(in crate::domain) use stream::{Token, label};

use std::ops::Range;

use crate::domain::document::Document;
use crate::domain::figure::Exact;
use crate::domain::scheme::Scheme;

use evidence::Evidence;
use facts::Facts;
use funding::{Cells, Funding};
use matching::Paper;
use printed::Printed;
use sheet::Sheet;
use tree::Tree;

/// Applies to a document every check that needs no scheme and, with one, those that do.
#[must_use]
pub fn audit(document: &Document, scheme: Option<&Scheme>) -> Vec<AuditFinding> {
    let tokens = stream::tokens(document);
    let forms = place::Forms::find(&tokens);
    let year = year::find(&tokens);
    let mut findings = Vec::new();

    let trees = tree::find(&tokens);
    let sheets = sheet::find(&tokens);
    let mut grids = Vec::new();
    for grid in funding::find(&tokens) {
        let (reading, found) = funding_check::check(&grid, tree::has_decimals(&trees), &forms);
        findings.extend(found);
        findings.extend(lists::check(&grid, &reading, &tokens, &forms));
        grids.push((grid, reading));
    }
    let recognised = tables(&grids, &trees, &sheets);
    let in_table = |index: usize| recognised.iter().any(|table| table.contains(&index));
    let text: Vec<&Token> = (0..tokens.len())
        .filter(|index| !in_table(*index))
        .filter_map(|index| tokens.get(index))
        .collect();
    let context = tree_check::Context {
        year,
        forms: &forms,
        explanations: &tree_check::explanations(&text),
        is_proportional: tree_marks::states_proportion(&text),
    };
    for tree in &trees {
        let above = grids.iter().rfind(|(grid, _)| grid.from < tree.from);
        let execution = above.map(|(_, reading)| funding_check::execution(reading));
        let of_rows = tree_check::check(tree, &context);
        let corrections: Vec<Exact> = of_rows.iter().filter_map(correction).collect();
        findings.extend(of_rows);
        findings.extend(tree_sums::empty_cells(tree, &forms));
        findings.extend(tree_sums::check(
            tree,
            &execution.unwrap_or_default(),
            &corrections,
            &forms,
        ));
    }
    let metrics = metric::find(&tokens, &recognised);
    for metric in &metrics {
        findings.extend(metric_check::check(metric, &forms));
    }
    let facts = Facts {
        grids: &grids,
        metrics: &metrics,
        trees: &trees,
    };
    let evidence = Evidence {
        metrics: &metrics,
        forms: &forms,
        elsewhere: outside(&tokens, &sheets),
        year,
        completion: cross::completion(&facts),
    };
    for sheet in &sheets {
        findings.extend(sheet_check::check(sheet, &evidence, &forms));
    }
    for sides in ledger::find(&tokens, &recognised) {
        findings.extend(ledger_check::check(&sides, &forms));
    }
    findings.extend(numbering::check(&tokens, &forms));
    findings.extend(expense::check(&tokens, &forms));
    findings.extend(cross::check(&facts, &forms));
    findings.extend(quality::check(&facts, &tokens, &forms));
    findings.extend(text::check(
        document,
        &tokens,
        &in_table,
        year,
        known::figures(&facts, &tokens, &forms),
        &forms,
    ));
    let is_scored = !sheets.is_empty() || trees.iter().any(|tree| tree.has(tree::Column::Score));
    findings.extend(whole::check(&tokens, is_scored, &forms));
    findings.extend(year::check(&tokens, year, &forms));
    findings.extend(claims::check(&tokens, &forms));
    let totals = totals(&sheets, &trees);
    findings.extend(scores::of_headings(&tokens, &forms));
    findings.extend(scores::against_tables(&tokens, &totals, &findings, &forms));
    if let Some(scheme) = scheme {
        let paper = Paper {
            tokens: &tokens,
            facts: &facts,
            sheets: &sheets,
            forms: &forms,
            year,
        };
        let more = matching::check(&paper, scheme);
        findings.extend(order::beside(&findings, more));
    }
    order::once_each(findings)
}

/// What a score that is a finding already should be changed by.
fn correction(finding: &AuditFinding) -> Option<Exact> {
    let is_score = matches!(finding.check, "K09" | "K12");
    let number = |text: &str| Printed::of(text, 0).map(|figure| figure.number);
    let change = &number(&finding.expected)? - &number(&finding.published)?;
    is_score.then_some(change)
}

/// The total scores that tables print.
fn totals(sheets: &[Sheet], trees: &[Tree]) -> Vec<Printed> {
    let of_sheets = sheets.iter().filter_map(|sheet| sheet.total.as_ref());
    let of_trees = trees.iter().filter_map(|tree| tree.total.as_ref());
    of_sheets
        .chain(of_trees)
        .filter_map(|(_, figures)| figures.last().cloned())
        .collect()
}

/// Where the recognised tables stand, from the top.
fn tables(grids: &[(Funding, Vec<Cells>)], trees: &[Tree], sheets: &[Sheet]) -> Vec<Range<usize>> {
    let mut known: Vec<Range<usize>> = grids.iter().map(|(grid, _)| grid.from..grid.to).collect();
    known.extend(trees.iter().map(|tree| tree.from..tree.to));
    known.extend(sheets.iter().map(|sheet| sheet.from..sheet.to));
    known.sort_by_key(|table| table.start);
    known
}

fn outside<'a>(tokens: &'a [Token], sheets: &[Sheet]) -> Vec<&'a Token> {
    let is_inside = |index| {
        sheets
            .iter()
            .any(|sheet| (sheet.from..sheet.to).contains(&index))
    };
    tokens
        .iter()
        .enumerate()
        .filter(|(index, _)| !is_inside(*index))
        .map(|(_, token)| token)
        .collect()
}
