//! Messages handed over for real: to a mail server and to webhooks on this machine.

mod hook;
mod mail;

use chrono::{DateTime, Utc};
use ziping::config::Settings;
use ziping::courier::{Courier, Letter};
use ziping::domain::message::{Channel, MessageKind};

/// The moment at which everything here is sent.
fn moment() -> DateTime<Utc> {
    DateTime::parse_from_rfc3339("2026-03-16T09:30:00+08:00")
        .unwrap()
        .to_utc()
}

/// Settings as an operator would write them.
fn settings(text: &str) -> Settings {
    Settings::parse(std::path::Path::new("ziping.toml"), text).unwrap()
}

/// Whoever carries messages, as it is set.
fn courier(text: &str) -> Courier {
    Courier::open(&settings(text)).unwrap()
}

/// A mail with this subject.
fn letter<'a>(recipient: &'a str, subject: &'a str) -> Letter<'a> {
    Letter {
        id: "0198-1",
        kind: MessageKind::Urged,
        channel: Channel::Mail,
        hook: "",
        recipient,
        name: "填报人一",
        subject,
        body: "甲县审计局尚未报送。\n\n办理地址：https://jx.example.gov.cn/filings/1\n.\n",
    }
}
