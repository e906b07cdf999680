//! Messages handed over: tried again, given up, sent again, and by two senders of whom either may be
//! killed at any moment never twice.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use chrono::TimeDelta;
use futures_util::future::join;
use ziping::actions::outbox::{
    OutboxError, cancel_message, deliver_next, has_work, release, send_again, take_turn,
};
use ziping::courier::Channels;
use ziping::domain::message::{Channel, MessageKind, MessageState};
use ziping::store::message::{NewMessage, insert_message};

use super::{channels, courier_to};
use crate::store::county::{County, after};
use crate::support::database::{FreshDatabase, on_both_databases};
use crate::support::smtp::{MailServer, Manner};

/// Messages in the test of two senders.
const MESSAGES: usize = 60;

fn only_mail() -> Channels {
    Channels {
        text: Vec::new(),
        groups: Vec::new(),
        ..channels()
    }
}

impl County {
    async fn urged_by_mail(&self) -> String {
        self.reach(&self.accountant, "jia@example.gov.cn", "").await;
        self.urge_all(&only_mail(), after(0)).await;
        self.messages().await.remove(0).id
    }

    async fn standing(&self) -> (MessageState, u32, String) {
        let message = self.messages().await.remove(0);
        (message.state, message.attempts, message.last_error)
    }
}

async fn a_server_that_is_busy_is_asked_again_and_given_up_in_the_end(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let id = county.urged_by_mail().await;
    let busy = Manner {
        to_recipients: VecDeque::from(["450 busy"; 6]),
        ..Manner::default()
    };
    let server = MailServer::start(busy).await;
    let courier = courier_to(&server);
    let store = &county.store;
    let mut tried = Vec::new();
    for minute in [0, 1, 10, 11, 12, 70, 71, 431, 432, 1000] {
        if let Some(state) = deliver_next(store, &courier, after(minute)).await.unwrap() {
            tried.push((minute, state));
        }
    }
    let (failed, given_up) = (MessageState::Failed, MessageState::GivenUp);
    assert_eq!(
        tried,
        [
            (0, failed),
            (1, failed),
            (11, failed),
            (71, failed),
            (431, given_up)
        ]
    );
    let (state, attempts, error) = county.standing().await;
    assert_eq!((state, attempts), (given_up, 5));
    assert!(error.contains("暂时不收（450）"), "{error}");

    let (bureau, now) = (&county.finance_reviewer, after(1001));
    for stranger in [&county.accountant, &county.department_reviewer] {
        let refused = send_again(store, stranger, &id, now).await;
        assert!(matches!(refused, Err(OutboxError::NotFound)));
    }
    send_again(store, bureau, &id, now).await.unwrap();
    assert_eq!(
        deliver_next(store, &courier, now).await.unwrap(),
        Some(given_up)
    );
    send_again(store, bureau, &id, now).await.unwrap();
    let sent = deliver_next(store, &courier, now).await.unwrap();
    assert_eq!(sent, Some(MessageState::Sent));
    assert_eq!(server.arrived().len(), 1);
    let twice = send_again(store, bureau, &id, now).await;
    assert!(matches!(
        twice,
        Err(OutboxError::NotNow(MessageState::Sent))
    ));
    assert_eq!(deliver_next(store, &courier, now).await.unwrap(), None);
    let record = county.record_of(bureau).await;
    assert_eq!(
        record[1..],
        [
            "resend-message done",
            "resend-message done",
            "resend-message refused not-now"
        ]
    );
}

async fn what_is_cancelled_stays_here(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let id = county.urged_by_mail().await;
    let server = MailServer::start(Manner::default()).await;
    let courier = courier_to(&server);
    let (store, bureau) = (&county.store, &county.publisher);
    cancel_message(store, bureau, &id, after(1)).await.unwrap();
    assert_eq!(deliver_next(store, &courier, after(2)).await.unwrap(), None);
    let twice = cancel_message(store, bureau, &id, after(3)).await;
    assert!(matches!(
        twice,
        Err(OutboxError::NotNow(MessageState::Cancelled))
    ));
    assert!(server.arrived().is_empty());
}

async fn one_node_sends_until_it_stops(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let store = &county.store;
    let turns = [
        ("one", 0, true),
        ("two", 1, false),
        ("one", 2, true),
        ("two", 4, false),
        ("two", 5, true),
        ("one", 6, false),
    ];
    for (holder, minute, is_taken) in turns {
        let taken = take_turn(store, holder, after(minute)).await.unwrap();
        assert_eq!(taken, is_taken, "{holder} after {minute} minutes");
    }
    ziping::actions::outbox::give_back(store, "two")
        .await
        .unwrap();
    assert!(take_turn(store, "one", after(6)).await.unwrap());
}

/// The senders of a portal, each of whom may be killed at any moment.
async fn send_and_be_killed(county: &County, server: &MailServer, patience: [u64; 2]) {
    // Each program has a connection of its own.
    let couriers = [courier_to(server), courier_to(server)];
    let one = deliver_next(&county.store, &couriers[0], after(1));
    let two = deliver_next(&county.store, &couriers[1], after(1));
    let [first, second] = patience.map(Duration::from_micros);
    // A future that is dropped is a program that is killed: it goes no step further.
    let _ = join(
        tokio::time::timeout(first, one),
        tokio::time::timeout(second, two),
    )
    .await;
}

async fn two_senders_of_whom_either_may_be_killed_send_nothing_twice(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let mut tx = county.store.write().await.unwrap();
    for number in 0..MESSAGES {
        let message = NewMessage {
            once_key: &format!("test:{number}"),
            kind: MessageKind::Urged,
            channel: Channel::Mail,
            hook: "",
            recipient: &format!("jia-{number}@example.gov.cn"),
            name: "填报人",
            subject: "催报",
            body: "请填报。\n",
            bureau_id: Some(&county.bureau),
            filing_id: None,
        };
        assert!(insert_message(&mut tx, &message, after(0)).await.unwrap());
        assert!(!insert_message(&mut tx, &message, after(0)).await.unwrap());
    }
    tx.commit().await.unwrap();
    let server = MailServer::start(Manner::default()).await;
    let mut chance: u64 = 7;
    for _ in 0..MESSAGES / 2 {
        let mut patience = [0, 0];
        for wait in &mut patience {
            chance = chance
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            *wait = (chance >> 33) % 12_000;
        }
        send_and_be_killed(&county, &server, patience).await;
    }
    // The next program finds what the killed ones left, when nobody can have it in hand any more.
    let later = after(1) + TimeDelta::minutes(11);
    assert!(has_work(&county.store, later).await.unwrap());
    let unclear = release(&county.store, later).await.unwrap();
    let courier = courier_to(&server);
    while deliver_next(&county.store, &courier, later)
        .await
        .unwrap()
        .is_some()
    {}
    let mut arrived: BTreeMap<String, usize> = BTreeMap::new();
    for mail in server.arrived() {
        *arrived.entry(mail.to).or_default() += 1;
    }
    let mut left_open = 0;
    for message in county.messages().await {
        let times = arrived.get(&message.recipient).copied().unwrap_or(0);
        match message.state {
            MessageState::Sent => assert_eq!(times, 1, "{}", message.recipient),
            MessageState::Unclear => {
                left_open += 1;
                assert!(times <= 1, "{} came {times} times", message.recipient);
            }
            other => panic!("{} is {other:?}", message.recipient),
        }
    }
    assert_eq!(left_open, unclear);
    assert!(unclear > 0, "nobody was killed with a message in hand");
}

on_both_databases!(
    a_server_that_is_busy_is_asked_again_and_given_up_in_the_end,
    what_is_cancelled_stays_here,
    one_node_sends_until_it_stops,
    two_senders_of_whom_either_may_be_killed_send_nothing_twice,
);
