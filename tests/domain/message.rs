//! 通知: addresses, the words, and how often a message is tried.

use chrono::{NaiveDate, TimeDelta};
use ziping::domain::message::{
    Concern, EmailAddress, Failure, MessageKind, MessageState, MobileNumber, News, after_failure,
    days_left, tell, tell_group, tell_queue, who_is_told,
};
use ziping::domain::workflow::{Role, State};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn about(link: &str) -> Concern<'_> {
    Concern {
        site: "甲县绩效自评",
        agency: "甲县审计局",
        campaign: "2025年度部门整体支出绩效自评",
        due_on: day("2026-04-30"),
        link,
    }
}

#[test]
fn addresses_that_are_kept_and_those_that_are_not() {
    for (typed, kept) in [
        ("jia@example.gov.cn", Some("jia@example.gov.cn")),
        (
            " Jia.Yi+jx@Example.GOV.cn ",
            Some("Jia.Yi+jx@example.gov.cn"),
        ),
        ("a_b-1@mail.163.com", Some("a_b-1@mail.163.com")),
        ("", None),
        ("jia", None),
        ("jia@localhost", None),
        ("jia@@example.cn", None),
        ("jia@example..cn", None),
        ("jia@-example.cn", None),
        ("jia@127.0.0.1", None),
        (".jia@example.cn", None),
        ("jia..yi@example.cn", None),
        ("jia yi@example.cn", None),
        ("jia@example.cn\r\nBcc: x@y.cn", None),
        ("甲@example.cn", None),
        ("\"a b\"@example.cn", None),
        ("jia@example.cn>", None),
    ] {
        let parsed = EmailAddress::parse(typed).ok();
        assert_eq!(parsed.as_ref().map(EmailAddress::as_str), kept, "{typed}");
    }
    let long = format!("{}@example.cn", "a".repeat(65));
    assert!(EmailAddress::parse(&long).is_err());
}

#[test]
fn numbers_that_are_kept_and_those_that_are_not() {
    for (typed, kept) in [
        ("13900000000", Some("13900000000")),
        ("139 0000 0000", Some("13900000000")),
        ("+86 139-0000-0000", Some("13900000000")),
        ("1390000000", None),
        ("23900000000", None),
        ("010-12345678", None),
        ("１３９００００００００", None),
        ("", None),
    ] {
        let parsed = MobileNumber::parse(typed).ok();
        assert_eq!(parsed.as_ref().map(MobileNumber::as_str), kept, "{typed}");
    }
}

#[test]
fn five_attempts_from_a_minute_to_six_hours_apart() {
    let passing = Failure::passing("忙");
    let waits: Vec<(MessageState, i64)> = (1..=6)
        .map(|attempt| after_failure(attempt, &passing))
        .map(|(state, pause)| (state, pause.num_minutes()))
        .collect();
    let (failed, given_up) = (MessageState::Failed, MessageState::GivenUp);
    assert_eq!(
        waits,
        [
            (failed, 1),
            (failed, 10),
            (failed, 60),
            (failed, 360),
            (given_up, 0),
            (given_up, 0)
        ]
    );
    let last = after_failure(1, &Failure::last("无此地址"));
    assert_eq!(last, (given_up, TimeDelta::zero()));
}

#[test]
fn what_a_person_may_do_with_a_message() {
    let table: Vec<String> = MessageState::ALL
        .into_iter()
        .map(|state| {
            format!(
                "{} again={} cancel={} over={}",
                state.label(),
                state.may_be_sent_again(),
                state.may_be_cancelled(),
                state.is_over()
            )
        })
        .collect();
    assert_eq!(
        table,
        [
            "待发送 again=false cancel=true over=false",
            "发送中 again=false cancel=false over=false",
            "已发送 again=false cancel=false over=true",
            "重试中 again=true cancel=true over=false",
            "已放弃 again=true cancel=false over=true",
            "未确认 again=true cancel=false over=true",
            "已取消 again=true cancel=false over=true",
        ]
    );
    for state in MessageState::ALL {
        assert_eq!(MessageState::from_code(state.code()), Some(state));
    }
}

#[test]
fn whose_turn_it_is_and_what_cannot_be_switched_off() {
    assert_eq!(who_is_told(State::AwaitingCheck), Role::AgencyChecker);
    assert_eq!(who_is_told(State::Returned), Role::Accountant);
    let fixed: Vec<MessageKind> = MessageKind::ALL
        .into_iter()
        .filter(|kind| !kind.may_be_off())
        .collect();
    assert_eq!(fixed, [MessageKind::Urged]);
    for kind in MessageKind::ALL {
        assert_eq!(MessageKind::from_code(kind.code()), Some(kind));
    }
    let due = day("2026-04-30");
    assert_eq!(days_left(day("2026-04-27"), due), Some(3));
    assert_eq!(days_left(due, due), Some(0));
    assert_eq!(days_left(day("2026-05-01"), due), None);
}

#[test]
fn the_words_of_every_message() {
    let link = "https://jx.example.gov.cn/filings/1";
    let mut all = String::new();
    for news in [
        News::Urged(Some(3)),
        News::Urged(Some(0)),
        News::Urged(None),
        News::DueSoon(10),
        News::Returned,
        News::AppealAnswered,
    ] {
        let words = tell(news, &about(link));
        all.push_str(&format!("{}\n{}\n----\n", words.subject, words.body));
    }
    let words = tell_queue("甲县绩效自评", 2, "12", "");
    all.push_str(&format!("{}\n{}\n----\n", words.subject, words.body));
    let names: Vec<String> = (1..=25).map(|number| format!("单位{number}")).collect();
    for many in [2, 25] {
        let kind = MessageKind::Urged;
        let left = Some(5);
        let names = names.get(..usize::try_from(many).unwrap()).unwrap();
        let words = tell_group(kind, left, &about(link), names, many);
        all.push_str(&format!("{}\n{}\n----\n", words.subject, words.body));
    }
    insta::assert_snapshot!(all);
}

#[test]
fn a_subject_is_one_line_whatever_the_names_are() {
    let hostile = Concern {
        agency: "甲\r\nBcc: x@y.cn\u{202e}局",
        site: "站\n点",
        ..about("")
    };
    let words = tell(News::Returned, &hostile);
    assert_eq!(words.subject, "【站 点】退回修改：甲  Bcc: x@y.cn局");
}
