//! The reviewers' pages with made-up contents.

use super::filing::REASON;
use super::rescore;
use super::{QueueLine, QueuePage, ReviewPage, Tab};
use crate::domain::filing::Entries;
use crate::domain::workflow::{Role, Verb};
use crate::web::desk::samples::filings;
use crate::web::desk::{FilingView, Opened, address, before_reviewer};
use crate::web::form::FormState;
use crate::web::pager::Pager;
use crate::web::routes;
use crate::web::samples::{HOSTILE, Sample, frame};

/// Every page of the reviewers, in every case worth looking at.
#[must_use]
pub fn samples() -> Vec<Sample> {
    let frame = frame(Role::FinanceReviewer);
    let filings = filings();
    let mut samples = Vec::new();
    // What is empty is not handed in, so no reviewer sees it.
    let handed_in = filings.iter().filter(|(case, _)| !case.ends_with("empty"));
    for (case, opened) in handed_in {
        let page = ReviewPage::of(opened, frame.clone(), FormState::default(), None);
        samples.push(Sample::new(format!("review/filing {case} to read"), &page));

        let mut form = FormState::prefilled(&[(REASON, HOSTILE)]);
        form.refuse(REASON, "退回原因请控制在 2000 字以内。");
        form.refuse_whole("填报内容在您打开页面之后有变化，请重新查看后再办理。");
        let opened = before_reviewer(opened.clone());
        let mut page = ReviewPage::of(&opened, frame.clone(), form, Some(&before(&opened)));
        page.view.verbs = vec![Verb::View, Verb::Approve, Verb::Return];
        samples.push(Sample::new(format!("review/filing {case} refused"), &page));
    }
    let worth_a_look = |case: &str| {
        let is_first = filings
            .first()
            .is_some_and(|(first, _)| case.split(' ').next() == first.split(' ').next());
        let is_plain = !case.contains("beside");
        is_plain
            && (case.ends_with("locked")
                || is_first && (case.ends_with("hostile") || case.ends_with("longest")))
    };
    for (case, opened) in filings.iter().filter(|(case, _)| worth_a_look(case)) {
        samples.extend(rescore::samples::samples(case, opened, &frame));
    }
    let lines = filings.iter().map(|(_, opened)| line(&opened.view()));
    samples.push(Sample::new(
        "review/queue",
        &queue(Tab::Todo, lines.collect()),
    ));
    samples.push(Sample::new(
        "review/queue nothing",
        &queue(Tab::Others, Vec::new()),
    ));
    samples
}

/// What was submitted the time before: every third cell held another text.
fn before(opened: &Opened) -> Entries {
    let mut before = opened.record.entries.clone();
    for text in before.cells.values_mut().step_by(3) {
        *text = format!("{text}{HOSTILE}");
    }
    before
}

fn queue(tab: Tab, lines: Vec<QueueLine>) -> QueuePage {
    QueuePage {
        frame: frame(Role::DepartmentReviewer),
        tab,
        waiting: 12,
        lines,
        pager: Pager::new(routes::REVIEWS, &[], Some(2), 6),
    }
}

fn line(view: &FilingView) -> QueueLine {
    QueueLine {
        href: address::review(&view.id),
        agency: view.agency.clone(),
        year: view.year,
        campaign: view.campaign.clone(),
        state: view.state,
        due: view.due,
        submitted_at: view.saved_at.clone(),
    }
}
