//! 发送通知: who is told what, once, whatever happens to those who send.

mod sending;
mod telling;

use chrono::{DateTime, Utc};
use ziping::actions::Caller;
use ziping::actions::outbox::address_occasions;
use ziping::actions::progress::find_newest;
use ziping::actions::urge::{Whom, urge};
use ziping::config::Settings;
use ziping::courier::{Channels, Courier};
use ziping::domain::message::day_in_beijing;
use ziping::store::contact::{Contact, put_contact};
use ziping::store::message::{Message, MessageFilter, list_messages};

use super::county::County;
use crate::support::smtp::MailServer;

/// Mail, a gateway for 短信, a group of this bureau and one of another.
pub(super) fn channels() -> Channels {
    Channels {
        has_mail: true,
        text: vec![("短信".to_owned(), String::new())],
        groups: vec![
            ("甲县群".to_owned(), "01".to_owned()),
            ("乙区群".to_owned(), "91".to_owned()),
        ],
        site: "自评".to_owned(),
        address: "https://jx.example.gov.cn".to_owned(),
    }
}

/// Somebody who carries mail to this server.
fn courier_to(server: &MailServer) -> Courier {
    let text = format!(
        "[mail]\nserver = \"127.0.0.1\"\nport = {}\ntls = \"none\"\nfrom = \"jx@example.gov.cn\"",
        server.port
    );
    let settings = Settings::parse(std::path::Path::new("ziping.toml"), &text);
    Courier::open(&settings.unwrap()).unwrap()
}

/// A moment in Beijing.
fn at(text: &str) -> DateTime<Utc> {
    let text = format!("{text}+08:00");
    DateTime::parse_from_rfc3339(&text).unwrap().to_utc()
}

impl County {
    async fn reach(&self, who: &Caller, email: &str, mobile: &str) {
        let contact = Contact {
            email: email.to_owned(),
            mobile: mobile.to_owned(),
        };
        let mut tx = self.store.write().await.unwrap();
        put_contact(&mut tx, &who.actor.account_id, &contact)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    /// The bureau urges everybody; the messages of it are written.
    async fn urge_all(&self, channels: &Channels, now: DateTime<Utc>) {
        let (store, reviewer) = (&self.store, &self.finance_reviewer);
        let campaign = find_newest(store, reviewer).await.unwrap().unwrap().id;
        let day = day_in_beijing(now);
        urge(store, reviewer, &campaign, &Whom::All, day, now)
            .await
            .unwrap();
        self.address(channels, now).await;
    }

    async fn address(&self, channels: &Channels, now: DateTime<Utc>) {
        while address_occasions(&self.store, channels, now).await.unwrap() > 0 {}
    }

    /// All messages, oldest first.
    async fn messages(&self) -> Vec<Message> {
        let mut tx = self.store.read().await.unwrap();
        let mut all = list_messages(&mut tx, MessageFilter::default(), 1000)
            .await
            .unwrap();
        all.reverse();
        all
    }

    /// `kind channel whom` of all messages in the order of these words.
    async fn told(&self) -> Vec<String> {
        let mut told: Vec<String> = self
            .messages()
            .await
            .iter()
            .map(|it| {
                let whom = if it.recipient.is_empty() {
                    &it.hook
                } else {
                    &it.recipient
                };
                format!("{} {} {whom}", it.kind.code(), it.channel.code())
            })
            .collect();
        told.sort();
        told
    }
}
