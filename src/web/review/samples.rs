//! The reviewers' pages with made-up contents.

use super::filing::REASON;
use super::rescore;
use super::{BatchLine, BatchPage, DecidedLine, Filters, QueueLine, QueuePage, ReviewPage, Tab};
use crate::domain::filing::Entries;
use crate::domain::workflow::{Role, Verb};
use crate::web::desk::samples::filings;
use crate::web::desk::{FilingView, Opened, address, before_reviewer};
use crate::web::form::{Choice, FormState};
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
    let todo = queue(Tab::Todo, lines.collect());
    samples.push(Sample::new("review/queue", &todo));
    let all = QueuePage {
        departments: vec![Choice::new("department", HOSTILE)],
        ..queue(Tab::All, todo.lines.clone())
    };
    samples.push(Sample::new("review/queue all", &all));
    samples.push(Sample::new(
        "review/queue nothing",
        &queue(Tab::Todo, Vec::new()),
    ));
    let decided = QueuePage {
        decided: todo.lines.iter().map(decided).collect(),
        ..queue(Tab::Decided, Vec::new())
    };
    samples.push(Sample::new("review/queue decided", &decided));
    samples.push(Sample::new(
        "review/queue nothing decided",
        &queue(Tab::Decided, Vec::new()),
    ));
    for (case, is_done, lines) in [
        ("nothing", false, Vec::new()),
        ("to confirm", false, chosen(&todo.lines)),
        ("done", true, chosen(&todo.lines)),
    ] {
        let page = BatchPage {
            frame: frame.clone(),
            is_done,
            lines,
        };
        samples.push(Sample::new(format!("review/batch {case}"), &page));
    }
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
        waiting: "999+".to_owned(),
        filters: Filters {
            year: "2022".to_owned(),
            from: HOSTILE.to_owned(),
            ..Filters::default()
        },
        states: vec![Choice::new("approved", "审核通过")],
        findings: Filters::findings_choices(),
        departments: Vec::new(),
        lines,
        decided: Vec::new(),
        next: Some(routes::REVIEWS.to_owned()),
    }
}

fn line(view: &FilingView) -> QueueLine {
    QueueLine {
        id: view.id.clone(),
        href: address::review(&view.id),
        agency: view.agency.clone(),
        department: view.agency.clone(),
        year: view.year,
        state: view.state,
        due: view.due,
        submitted_at: view.saved_at.clone(),
        score: view.result.clone().unwrap_or_default(),
        warnings: 3,
        may_approve: view.state.is_locked(),
    }
}

fn decided(line: &QueueLine) -> DecidedLine {
    DecidedLine {
        href: line.href.clone(),
        agency: line.agency.clone(),
        year: line.year,
        verb: Verb::Return,
        at: line.submitted_at.clone(),
        state: line.state,
    }
}

/// Every other one can be approved.
fn chosen(lines: &[QueueLine]) -> Vec<BatchLine> {
    let lines = lines.iter().enumerate();
    lines
        .map(|(at, line)| BatchLine {
            href: line.href.clone(),
            agency: line.agency.clone(),
            value: format!("{}@3", line.id),
            outcome: if at % 2 == 0 {
                Ok("审核通过")
            } else {
                Err("这份填报是您本人提交的，须由其他人审核和公开。".to_owned())
            },
        })
        .collect()
}
