//! The reviewers' pages with made-up contents.

use super::filing::REASON;
use super::rescore;
use super::{
    BatchLine, BatchPage, DecidedLine, Filters, GonePage, News, NewsLine, QueueLine, QueuePage,
    ReviewPage, Tab,
};
use crate::domain::filing::Entries;
use crate::domain::workflow::{Role, Verb};
use crate::web::desk::samples::filings;
use crate::web::desk::{FilingView, Opened, Timeline, address, before_reviewer};
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
        page.news = Some(news(&opened));
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
    let mut refused = FormState::prefilled(&[(REASON, HOSTILE)]);
    refused.refuse(REASON, "退回原因请控制在 2000 字以内。");
    let usual = FormState::default;
    for (case, verb, is_done, form, lines) in [
        ("nothing", Verb::Approve, false, usual(), Vec::new()),
        (
            "to confirm",
            Verb::Approve,
            false,
            usual(),
            chosen(&todo.lines),
        ),
        ("done", Verb::Approve, true, usual(), chosen(&todo.lines)),
        (
            "to return",
            Verb::Return,
            false,
            refused,
            chosen(&todo.lines),
        ),
        ("returned", Verb::Return, true, usual(), chosen(&todo.lines)),
    ] {
        let page = BatchPage {
            frame: frame.clone(),
            verb,
            is_done,
            form,
            lines,
        };
        samples.push(Sample::new(format!("review/batch {case}"), &page));
    }
    for (case, typed) in [("with nothing", ""), ("with words", HOSTILE)] {
        let gone = GonePage {
            frame: frame.clone(),
            sentence: "本填报目前填报中，现在不能由您办理“退回修改”。".to_owned(),
            typed: typed.to_owned(),
            back: routes::REVIEWS,
        };
        samples.push(Sample::new(format!("review/gone {case}"), &gone));
    }
    samples
}

/// Everything that can happen to a filing while somebody looks at it.
fn news(opened: &Opened) -> News {
    let line = NewsLine {
        href: "#news".to_owned(),
        place: HOSTILE.to_owned(),
        before: String::new(),
        now: HOSTILE.to_owned(),
        by: "填报人 2026-03-16 09:30".to_owned(),
    };
    News {
        href: address::review(&opened.record.filing.id),
        deeds: Timeline::of(&opened.record.filing.facts, &opened.record.decisions),
        cells: vec![line; 3],
        remarks: vec![(HOSTILE.to_owned(), "审核人".to_owned(), HOSTILE.to_owned())],
        is_rescored: true,
    }
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
        reviewed: "92.50".to_owned(),
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
