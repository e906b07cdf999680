//! What is still to be done, form by form, each with the way to its cell.

use super::address;
use super::filing::FilingView;
use super::paper::{Note, cell_id};
use crate::domain::check::{Finding, Severity};
use crate::domain::filing::{Counts, is_empty_cell};

/// More lines than this stay folded.
const FEW: usize = 12;

/// What is still to be done on one form.
#[derive(Debug, Clone)]
pub struct Remaining {
    /// 附件1 自评表.
    pub name: String,
    /// How much it is.
    pub counts: Counts,
    /// Errors to be corrected and reasons to be written, in the order of the form.
    pub lines: Vec<RemainingLine>,
    /// Cells to be filled.
    pub empty: Vec<RemainingLine>,
}

/// One thing to be done.
#[derive(Debug, Clone)]
pub struct RemainingLine {
    /// What was found.
    pub finding: Finding,
    /// The way to the cell, or to where the reason is written.
    pub href: String,
}

impl RemainingLine {
    /// The finding with its sign.
    #[must_use]
    pub fn note(&self) -> Note<'_> {
        Note {
            finding: &self.finding,
        }
    }
}

impl Remaining {
    /// The forms on which something is to be done.
    #[must_use]
    pub fn list(view: &FilingView, findings: &[Finding]) -> Vec<Self> {
        let forms = view.forms.iter().map(|form| {
            let blocking = findings
                .iter()
                .filter(|it| it.form == form.form && it.blocks());
            let (empty, lines) = blocking
                .map(|finding| line(view, finding))
                .partition(|line| is_empty_cell(&line.finding) && !is_reason(&line.finding));
            Self {
                name: view.form_name(&form.form),
                counts: form.counts,
                lines,
                empty,
            }
        });
        forms.filter(|form| form.counts.block()).collect()
    }

    /// Whether it is read at a glance.
    #[must_use]
    pub fn is_short(&self) -> bool {
        self.lines.len() <= FEW
    }
}

/// Whether a written reason answers it.
fn is_reason(finding: &Finding) -> bool {
    finding.severity == Severity::Warning
}

fn line(view: &FilingView, finding: &Finding) -> RemainingLine {
    let href = if is_reason(finding) {
        let place = cell_id(&finding.reason_cell());
        format!("{}#{place}", address::check(&view.id))
    } else {
        view.cell_href(finding)
    };
    RemainingLine {
        finding: finding.clone(),
        href,
    }
}
