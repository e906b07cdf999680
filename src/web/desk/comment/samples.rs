//! Comments made up for the samples of all pages that show them.

use chrono::{DateTime, Utc};

use super::CommentsPage;
use super::page::TEXT;
use crate::domain::comment::{Remark, Standing, Subject, Thread};
use crate::domain::workflow::{Actor, FilingFacts, Role, State};
use crate::web::desk::opened::Opened;
use crate::web::form::FormState;
use crate::web::samples::{HOSTILE, Sample, frame};

/// The same filing with comments, where the case is one that has been before a reviewer.
#[must_use]
pub fn with_comments(case: &str, mut opened: Opened) -> Opened {
    if !["returned", "locked", "hostile"]
        .iter()
        .any(|end| case.ends_with(end))
    {
        return opened;
    }
    let text = if case.ends_with("hostile") {
        HOSTILE
    } else {
        "年初预算数与批复的部门预算不一致，请核对后改正。"
    };
    let fixed = opened.record.scheme.fixed_cells();
    let mut cells: Vec<String> = fixed.map(|(code, _)| code.to_owned()).collect();
    cells.sort();
    let standings = [Standing::Open, Standing::Handled, Standing::Internal];
    let about = cells.iter().step_by(7).take(3);
    let mut threads: Vec<Thread> = about
        .zip(standings)
        .map(|(cell, standing)| thread(&opened, &Subject::Cell(cell.clone()), text, standing))
        .collect();
    threads.push(thread(&opened, &Subject::Whole, text, Standing::Internal));
    opened.record.comments = threads;
    opened
}

fn thread(opened: &Opened, subject: &Subject, text: &str, standing: Standing) -> Thread {
    let record = &opened.record;
    let place = subject.label(&record.scheme, &record.entries);
    let remark = |id: &str, by_agency, text: &str| Remark {
        id: format!("{}-{id}", subject.code().replace('.', "-")),
        answer_to: None,
        subject: subject.clone(),
        place: place.clone().unwrap_or_default(),
        text: text.to_owned(),
        by_agency,
        written_by: "somebody".to_owned(),
        written_by_name: "审核人一".to_owned(),
        written_at: DateTime::<Utc>::UNIX_EPOCH,
        filing_version: 1,
    };
    let is_internal = standing == Standing::Internal;
    Thread {
        comment: remark("1", false, text),
        answers: if is_internal {
            Vec::new()
        } else {
            vec![
                remark("2", true, "已按批复改为 485.88 万元。"),
                remark("3", false, text),
            ]
        },
        standing,
        sent_at: (!is_internal).then_some(2),
    }
}

/// The same filing before a reviewer who may decide about it.
#[must_use]
pub fn before_reviewer(mut opened: Opened) -> Opened {
    opened.record.filing.facts = FilingFacts {
        state: State::AwaitingFinance,
        submitted_by: Some("accountant".to_owned()),
        ..opened.record.filing.facts
    };
    opened.record.caller = Actor {
        account_id: "reviewer".to_owned(),
        role: Role::FinanceReviewer,
        organization_id: Some("bureau".to_owned()),
    };
    opened
}

/// The page of the comments of a filing.
#[must_use]
pub fn samples(case: &str, opened: &Opened) -> Vec<Sample> {
    let agency = CommentsPage::of(opened, frame(Role::Accountant), None);
    let reviewer = before_reviewer(opened.clone());
    let writing = || CommentsPage::of(&reviewer, frame(Role::FinanceReviewer), Some(""));
    let mut form = FormState::prefilled(&[(TEXT, HOSTILE)]);
    form.refuse(TEXT, "每条意见或答复请控制在 1000 字以内。");
    let mut answer = FormState::prefilled(&[(TEXT, "")]);
    answer.refuse_whole("请写明意见的内容。");
    let first = opened.record.comments.first();
    let answered = first.map_or_else(String::new, |thread| thread.comment.id.clone());
    vec![
        Sample::new(format!("desk/comments {case}"), &agency),
        Sample::new(format!("desk/comments {case} to write"), &writing()),
        Sample::new(
            format!("desk/comments {case} refused"),
            &CommentsPage { form, ..writing() },
        ),
        Sample::new(
            format!("desk/comments {case} answer refused"),
            &CommentsPage {
                form: answer,
                answered,
                ..CommentsPage::of(opened, frame(Role::Accountant), None)
            },
        ),
    ]
}
