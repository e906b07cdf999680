//! The last look before 提交, and the receipt after it.

use askama::Template;

use crate::domain::check::Finding;
use crate::domain::workflow::Verb;
use crate::web::desk::filing::{FilingView, FindingLine};
use crate::web::desk::history::Step;
use crate::web::desk::opened::Opened;
use crate::web::desk::paper::Note;
use crate::web::frame::Frame;

/// What is about to be submitted.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/submission.html")]
pub struct SubmissionPage {
    /// The surroundings.
    pub frame: Frame,
    /// The filing.
    pub view: FilingView,
    /// What was found and answered.
    pub findings: Vec<Finding>,
}

impl SubmissionPage {
    /// What is about to be submitted.
    #[must_use]
    pub fn of(opened: &Opened, frame: Frame) -> Self {
        Self {
            frame,
            view: opened.view(),
            findings: opened.evaluation.findings.clone(),
        }
    }

    /// Findings whose reason is written, with it.
    fn answered(&self) -> Vec<FindingLine<'_>> {
        let answered = Note::list(&self.findings)
            .into_iter()
            .filter(Note::is_answered);
        answered
            .map(|note| FindingLine {
                href: self.view.cell_href(note.finding),
                note,
            })
            .collect()
    }
}

/// What was submitted, by whom and when.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/receipt.html")]
pub struct ReceiptPage {
    /// The surroundings.
    pub frame: Frame,
    /// The filing.
    pub view: FilingView,
    /// The last 提交.
    pub submitted: Step,
    /// The version it was given.
    pub number: String,
}

impl ReceiptPage {
    /// The receipt of the last 提交; `None` when there was none.
    #[must_use]
    pub fn of(opened: &Opened, frame: Frame) -> Option<Self> {
        let mut newest_first = opened.record.decisions.iter().rev();
        let last = newest_first
            .find(|decision| decision.verb == Verb::Submit)
            .filter(|_| opened.view().is_handed_in())?;
        let submitted = Step::of(last);
        let number = format!(
            "{}-{}-{}",
            opened.record.campaign.year, opened.record.agency.code, last.filing_version
        );
        Some(Self {
            frame,
            view: opened.view(),
            submitted,
            number,
        })
    }
}
