//! Mail, against a mail server that listens on this machine.

use std::collections::VecDeque;

use ziping::courier::Courier;
use ziping::domain::message::Failure;

use super::{courier, letter, moment, settings};
use crate::support::smtp::{MailServer, Manner};

fn set(port: u16, more: &str) -> String {
    format!(
        "[site]\nname = \"甲县财政局绩效自评\"\n[mail]\nserver = \"127.0.0.1\"\nport = {port}\n\
         from = \"jx@example.gov.cn\"\n{more}"
    )
}

const OPEN: &str = "tls = \"none\"\nreply_to = \"bangong@example.gov.cn\"\n";

#[actix_web::test]
async fn a_mail_arrives_with_chinese_words_and_clean_headers() {
    let server = MailServer::start(Manner::default()).await;
    let courier = courier(&set(server.port, OPEN));
    let sent = courier
        .send(
            &letter("jia@example.gov.cn", "【自评】催报：甲县审计局"),
            moment(),
        )
        .await;
    assert_eq!(sent, Ok(()));
    let arrived = server.arrived();
    assert_eq!(arrived.len(), 1);
    assert_eq!(arrived[0].to, "jia@example.gov.cn");
    insta::assert_snapshot!(arrived[0].text);
}

#[actix_web::test]
async fn nothing_typed_becomes_a_header() {
    let server = MailServer::start(Manner::default()).await;
    let courier = courier(&set(server.port, OPEN));
    let mut letter = letter(
        "jia@example.gov.cn",
        "催报\r\nBcc: zong@example.gov.cn\r\n\r\n假的正文",
    );
    letter.name = "甲\r\nBcc: zong@example.gov.cn";
    courier.send(&letter, moment()).await.unwrap();
    let arrived = server.arrived();
    assert_eq!(arrived[0].to, "jia@example.gov.cn");
    let head = arrived[0].text.split("\n\n").next().unwrap();
    let names: Vec<&str> = head
        .lines()
        .filter(|line| !line.starts_with(' '))
        .filter_map(|line| line.split(':').next())
        .collect();
    assert!(!names.contains(&"Bcc"), "{head}");
    assert_eq!(names.iter().filter(|name| **name == "Subject").count(), 1);
}

#[actix_web::test]
async fn what_a_difficult_server_says_is_told_in_words() {
    let log_in = Some(("jx", "right"));
    let cases: [(Manner, &str, &str, bool); 6] = [
        (Manner::default(), "", "加密", false),
        (
            Manner {
                log_in,
                ..Manner::default()
            },
            "tls = \"none\"\nuser = \"jx\"\npassword = \"wrong\"",
            "用户名和密码",
            false,
        ),
        (
            Manner {
                log_in,
                ..Manner::default()
            },
            OPEN,
            "（530）",
            false,
        ),
        (
            Manner {
                to_recipients: VecDeque::from(["450 grey"]),
                ..Manner::default()
            },
            OPEN,
            "暂时不收（450）",
            false,
        ),
        (
            Manner {
                to_recipients: VecDeque::from(["550 nobody"]),
                ..Manner::default()
            },
            OPEN,
            "拒收（550）",
            true,
        ),
        (
            Manner {
                to_recipients: VecDeque::from(["421 closing"]),
                ..Manner::default()
            },
            OPEN,
            "暂时不收（421）",
            false,
        ),
    ];
    for (manner, more, told, is_final) in cases {
        let server = MailServer::start(manner).await;
        let courier = courier(&set(server.port, more));
        let letter = letter("jia@example.gov.cn", "催报");
        let Failure {
            sentence,
            is_final: last,
        } = courier.send(&letter, moment()).await.unwrap_err();
        assert!(sentence.contains(told), "{sentence} for {more}");
        assert_eq!(last, is_final, "{sentence}");
        assert!(server.arrived().is_empty(), "{sentence}");
    }
}

#[actix_web::test]
async fn a_server_that_asks_to_come_again_takes_it_the_second_time() {
    let manner = Manner {
        to_recipients: VecDeque::from(["451 come again"]),
        log_in: Some(("jx", "right")),
    };
    let server = MailServer::start(manner).await;
    let more = "tls = \"none\"\nuser = \"jx\"\npassword = \"right\"";
    let courier = courier(&set(server.port, more));
    let letter = letter("jia@example.gov.cn", "催报");
    assert!(courier.send(&letter, moment()).await.is_err());
    assert_eq!(courier.send(&letter, moment()).await, Ok(()));
    assert_eq!(server.arrived().len(), 1);
}

#[actix_web::test]
async fn nobody_listens() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let courier = courier(&set(port, OPEN));
    let failure = courier
        .send(&letter("jia@example.gov.cn", "催报"), moment())
        .await
        .unwrap_err();
    assert!(failure.sentence.contains("连接没有建成"), "{failure:?}");
}

#[test]
fn settings_that_cannot_work_are_refused_at_the_start() {
    for (more, told) in [
        ("from = \"not an address\"", "mail.from"),
        ("from = \"a@b.cn\"\nreply_to = \"x\"", "mail.reply_to"),
        ("from = \"a@b.cn\"\nuser = \"x\"", "mail.user"),
        ("from = \"a@b.cn\"\npassword = \"x\"", "mail.user"),
        (
            "from = \"a@b.cn\"\nuser = \"x\"\npassword = \"y\"\ntls = \"none\"",
            "unprotected",
        ),
        (
            "from = \"a@b.cn\"\nuser = \"x\"\npassword_file = \"/nowhere/at/all\"",
            "/nowhere/at/all",
        ),
        (
            "from = \"a@b.cn\"\nauthority_file = \"/nowhere/at/all\"",
            "/nowhere/at/all",
        ),
    ] {
        let text = format!("[mail]\nserver = \"mail.example.gov.cn\"\n{more}");
        let error = Courier::open(&settings(&text)).unwrap_err().to_string();
        assert!(error.contains(told), "{error} for {more}");
    }
}
