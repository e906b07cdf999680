//! Who is told what, by which way, once.

use ziping::actions::contact::change_own_notices;
use ziping::actions::outbox::{DailyPlan, run_daily};
use ziping::actions::step::return_filing;
use ziping::actions::task::{TaskDeed, change_task};
use ziping::courier::Channels;
use ziping::domain::message::MessageKind;
use ziping::store::contact::Contact;

use super::{at, channels};
use crate::store::county::{County, after};
use crate::support::database::{FreshDatabase, on_both_databases};

fn plan() -> DailyPlan {
    DailyPlan {
        reminder_days: vec![10, 3, 1],
        keep_days: 1096,
    }
}

async fn who_owes_is_told_by_every_way_he_has_and_once_a_day(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    county
        .reach(&county.accountant, "jia@example.gov.cn", "13900000000")
        .await;
    county
        .reach(&county.colleague, "yi@example.gov.cn", "")
        .await;
    county
        .reach(&county.stranger, "wai@example.gov.cn", "")
        .await;
    county.urge_all(&channels(), after(1)).await;
    county.urge_all(&channels(), after(2)).await;
    assert_eq!(
        county.told().await,
        [
            "urged group 甲县群",
            "urged mail jia@example.gov.cn",
            "urged mail yi@example.gov.cn",
            "urged text 13900000000",
        ]
    );
    let messages = county.messages().await;
    let group = messages.iter().find(|it| it.hook == "甲县群").unwrap();
    assert!(
        group
            .body
            .contains("甲县预算单位11、甲县预算单位12，共 2 个单位"),
        "{}",
        group.body
    );
    let mail = messages.iter().find(|it| it.hook.is_empty()).unwrap();
    let filing = county.filing_of(&county.accountant).await;
    let link = format!("https://jx.example.gov.cn/filings/{filing}");
    assert!(mail.body.contains(&link), "{}", mail.body);
    county
        .urge_all(&channels(), at("2026-03-03T10:00:00"))
        .await;
    assert_eq!(county.told().await.len(), 8);
}

async fn nothing_is_written_where_nothing_is_sent(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    county
        .reach(&county.accountant, "jia@example.gov.cn", "13900000000")
        .await;
    county.urge_all(&Channels::default(), after(1)).await;
    county.address(&channels(), after(2)).await;
    assert_eq!(county.told().await, Vec::<String>::new());
}

async fn a_deadline_is_told_on_its_days_and_once(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    county
        .reach(&county.accountant, "jia@example.gov.cn", "")
        .await;
    county
        .reach(&county.direct_accountant, "bing@example.gov.cn", "")
        .await;
    let direct = county.filing_of(&county.direct_accountant).await;
    let seen = county.seen(&direct).await;
    let later = TaskDeed::Extend("2026-05-10".parse().unwrap());
    let (store, bureau) = (&county.store, &county.finance_reviewer);
    change_task(store, bureau, &direct, later, seen, "停电", after(3))
        .await
        .unwrap();
    let mut counts = Vec::new();
    for day in [
        "04-19", "04-20", "04-20", "04-27", "04-29", "04-30", "05-09",
    ] {
        let now = at(&format!("2026-{day}T08:00:00"));
        let done = run_daily(store, &channels(), &plan(), now).await.unwrap();
        counts.push((day, done.reminders));
    }
    // A person and the group on each day of the campaign's own, one person on those of the extension.
    assert_eq!(
        counts,
        [
            ("04-19", 0),
            ("04-20", 2),
            ("04-20", 0),
            ("04-27", 2),
            ("04-29", 2),
            ("04-30", 1),
            ("05-09", 1)
        ]
    );
    let last = county.messages().await.pop().unwrap();
    assert_eq!(last.recipient, "bing@example.gov.cn");
    assert!(last.body.contains("2026-05-10，还有 1 天"), "{}", last.body);
}

async fn what_is_switched_off_is_not_told(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let contact = Contact {
        email: "jia@example.gov.cn".to_owned(),
        mobile: String::new(),
    };
    let (store, me) = (&county.store, &county.accountant);
    let off = [MessageKind::DueSoon, MessageKind::Urged];
    change_own_notices(store, me, &contact, &off, after(1))
        .await
        .unwrap();
    let now = at("2026-04-20T08:00:00");
    run_daily(store, &channels(), &plan(), now).await.unwrap();
    assert_eq!(county.told().await, ["due-soon group 甲县群"]);
    county.urge_all(&channels(), now).await;
    let told = county.told().await;
    assert!(
        told.contains(&"urged mail jia@example.gov.cn".to_owned()),
        "{told:?}"
    );
}

async fn a_return_is_told_at_once_and_a_full_list_in_the_morning(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    county
        .reach(&county.accountant, "jia@example.gov.cn", "")
        .await;
    county
        .reach(&county.department_reviewer, "shen@example.gov.cn", "")
        .await;
    county
        .reach(&county.finance_reviewer, "cai@example.gov.cn", "")
        .await;
    let filing = county.submitted(&county.accountant).await;
    let morning = at("2026-03-03T08:00:00");
    for _ in 0..2 {
        run_daily(&county.store, &channels(), &plan(), morning)
            .await
            .unwrap();
    }
    assert_eq!(county.told().await, ["queue mail shen@example.gov.cn"]);
    let seen = county.seen(&filing).await;
    let (store, reviewer) = (&county.store, &county.department_reviewer);
    return_filing(store, reviewer, &filing, seen, "金额有误", morning)
        .await
        .unwrap();
    county.address(&channels(), morning).await;
    let messages = county.messages().await;
    let told = messages.last().unwrap();
    assert_eq!(told.recipient, "jia@example.gov.cn");
    assert_eq!(told.subject, "【自评】退回修改：甲县预算单位11");
    assert!(!told.body.contains("金额有误"), "{}", told.body);
}

async fn what_is_over_long_ago_is_cleared_with_its_events(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    county
        .reach(&county.accountant, "jia@example.gov.cn", "")
        .await;
    let silent = Channels {
        groups: Vec::new(),
        ..channels()
    };
    county.urge_all(&silent, after(1)).await;
    let id = county.messages().await.remove(0).id;
    let (store, bureau) = (&county.store, &county.finance_reviewer);
    ziping::actions::outbox::cancel_message(store, bureau, &id, after(2))
        .await
        .unwrap();
    let plan = DailyPlan {
        reminder_days: Vec::new(),
        keep_days: 200,
    };
    let early = run_daily(store, &silent, &plan, at("2026-09-01T08:00:00"));
    let early = early.await.unwrap();
    assert_eq!((early.messages, early.events), (0, 0));
    let late = run_daily(store, &silent, &plan, at("2026-10-01T08:00:00"));
    let late = late.await.unwrap();
    assert_eq!(late.messages, 1);
    assert!(late.events > 0);
    let again = run_daily(store, &silent, &plan, at("2026-10-01T09:00:00"));
    assert_eq!(again.await.unwrap().events, 0);
    let events = county.events().await;
    let actions: Vec<&str> = events.iter().map(|event| event.action.as_str()).collect();
    assert_eq!(actions, ["close-events"]);
}

on_both_databases!(
    who_owes_is_told_by_every_way_he_has_and_once_a_day,
    nothing_is_written_where_nothing_is_sent,
    a_deadline_is_told_on_its_days_and_once,
    what_is_switched_off_is_not_told,
    a_return_is_told_at_once_and_a_full_list_in_the_morning,
    what_is_over_long_ago_is_cleared_with_its_events,
);
