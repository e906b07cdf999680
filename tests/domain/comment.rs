//! 审核意见: where each stands, who knows of it, and who may write when.

use chrono::{DateTime, Utc};
use ziping::domain::comment::{
    Mark, MarkKind, Remark, Standing, Subject, Thread, known_to, return_words, threads,
};
use ziping::domain::workflow::{
    Actor, Chain, CommentDeed, FilingFacts, Role, State, Verb, decide, may_comment,
};

fn remark(id: &str, answer_to: Option<&str>, by_agency: bool, filing_version: i64) -> Remark {
    Remark {
        id: id.to_owned(),
        answer_to: answer_to.map(str::to_owned),
        subject: Subject::Cell("total_initial".to_owned()),
        place: "年初预算数".to_owned(),
        text: id.to_owned(),
        by_agency,
        written_by: "somebody".to_owned(),
        written_by_name: "某人".to_owned(),
        written_at: DateTime::<Utc>::UNIX_EPOCH,
        filing_version,
    }
}

fn mark(kind: MarkKind, filing_version: i64) -> Mark {
    Mark {
        comment_id: "a".to_owned(),
        kind,
        filing_version,
    }
}

fn actor(role: Role) -> Actor {
    let place = match role {
        Role::Accountant => "agency",
        Role::DepartmentReviewer => "department",
        _ => "bureau",
    };
    Actor {
        account_id: format!("{role:?}"),
        role,
        organization_id: Some(place.to_owned()),
    }
}

#[test]
fn a_comment_stands_where_its_last_marks_put_it() {
    use MarkKind::{Handled, Sent};
    let cases: [(&[(MarkKind, i64)], Standing); 6] = [
        (&[], Standing::Internal),
        (&[(Sent, 5)], Standing::Open),
        (&[(Sent, 5), (Handled, 5)], Standing::Handled),
        (&[(Sent, 5), (Handled, 7)], Standing::Handled),
        (&[(Sent, 5), (Handled, 7), (Sent, 9)], Standing::Open),
        (&[(Handled, 4)], Standing::Handled),
    ];
    for (marks, standing) in cases {
        let marks: Vec<Mark> = marks.iter().map(|(kind, at)| mark(*kind, *at)).collect();
        let found = threads(vec![remark("a", None, false, 4)], &marks);
        assert_eq!(found[0].standing, standing, "{marks:?}");
    }
}

#[test]
fn the_agency_knows_what_was_sent_and_nothing_written_since() {
    let written = vec![
        remark("a", None, false, 4),
        remark("b", None, false, 4),
        remark("before", Some("a"), false, 4),
        remark("ours", Some("a"), true, 6),
        remark("since", Some("a"), false, 8),
    ];
    let all = threads(written, &[mark(MarkKind::Sent, 5)]);
    let ids = |threads: &[Thread]| -> Vec<String> {
        let of = |thread: &Thread| {
            let answers = thread.answers.iter().map(|answer| answer.id.as_str());
            let all: Vec<&str> = std::iter::once(thread.comment.id.as_str())
                .chain(answers)
                .collect();
            all.join(" ")
        };
        threads.iter().map(of).collect()
    };
    assert_eq!(ids(&all), ["a before ours since", "b"]);
    let agency = known_to(&actor(Role::Accountant), all.clone());
    assert_eq!(ids(&agency), ["a before ours"]);
    for role in [
        Role::DepartmentReviewer,
        Role::FinanceReviewer,
        Role::Publisher,
    ] {
        assert_eq!(known_to(&actor(role), all.clone()), all);
    }
}

#[test]
fn whoever_could_return_it_writes_and_the_agency_answers_while_it_is_theirs() {
    for state in State::ALL {
        for role in Role::ALL {
            let facts = FilingFacts {
                state,
                agency_id: "agency".to_owned(),
                chain: Chain::default(),
                department_id: Some("department".to_owned()),
                bureau_id: "bureau".to_owned(),
                submitted_by: Some("another".to_owned()),
                finance_approved_by: None,
            };
            let actor = actor(role);
            let can = |verb| decide(&actor, verb, &facts).is_ok();
            let may = |deed| may_comment(&actor, deed, &facts).is_ok();
            assert_eq!(
                may(CommentDeed::Write),
                can(Verb::Return),
                "{state:?} {role:?}"
            );
            let mine = can(Verb::Return) || can(Verb::Save);
            assert_eq!(may(CommentDeed::Answer), mine, "{state:?} {role:?}");
            assert_eq!(may(CommentDeed::Handle), mine, "{state:?} {role:?}");
        }
    }
}

#[test]
fn a_return_needs_a_reason_or_comments() {
    let cases = [
        (" ", 0, None),
        (" 年度有误 ", 0, Some("年度有误")),
        ("年度有误", 2, Some("年度有误")),
        ("", 3, Some("请按所附的 3 条审核意见修改。")),
    ];
    for (reason, comments, words) in cases {
        assert_eq!(return_words(reason, comments).as_deref(), words);
    }
}

#[test]
fn a_subject_is_read_from_its_code() {
    for code in ["", "form:f1", "total_initial", "ind.q1.actual"] {
        assert_eq!(Subject::from_code(code).code(), code);
    }
}
