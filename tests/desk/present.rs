//! Who else is at a filing, and what they changed meanwhile.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::cells::Window;
use super::office::Office;
use crate::support::county;
use crate::support::database::{FreshDatabase, on_both_databases};

async fn poll(window: &Window<'_>, form: &str, version: i64) -> Value {
    let answer = window
        .tell("presence", &json!({ "form": form, "version": version }))
        .await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.json()
}

async fn people_see_each_other_for_a_minute(database: FreshDatabase) {
    let office = Office::open(database, "datonghu-2020", 2020).await;
    let colleague = office.colleague().await;
    let mine = Window::open(&office, &office.accountant).await;
    let theirs = Window::open(&office, &colleague).await;
    assert_eq!(poll(&mine, "f1", 0).await["people"], json!([]));
    assert_eq!(
        poll(&theirs, "f4", 0).await["people"],
        json!(["填报人（测试） 正在填写附件1"])
    );
    assert_eq!(
        poll(&mine, "f1", 0).await["people"],
        json!(["填报人二 正在填写附件4"])
    );
    office.app.pass(TimeDelta::seconds(61));
    assert_eq!(poll(&mine, "f1", 0).await["people"], json!([]));
    assert_eq!(
        poll(&theirs, &"x".repeat(999), 0).await["people"],
        json!(["填报人（测试） 正在填写附件1"])
    );
    assert_eq!(
        poll(&mine, "f1", 0).await["people"],
        json!(["填报人二 正在填写本填报"])
    );
}

async fn a_poll_brings_what_others_changed_and_leaves_no_record(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2022).await;
    let colleague = office.colleague().await;
    let mine = Window::open(&office, &office.accountant).await;
    let theirs = Window::open(&office, &colleague).await;
    let quiet = poll(&mine, "f1", 0).await;
    assert_eq!((&quiet["others"], &quiet["html"]), (&json!([]), &json!("")));
    theirs.send(&[("total_annual", "2", None)]).await;
    theirs.send(&[("total_executed", "1", None)]).await;
    let news = poll(&mine, "f1", 0).await;
    assert_eq!(news["version"], 2);
    let texts: Vec<&Value> = news["others"]
        .as_array()
        .unwrap()
        .iter()
        .map(|other| &other["typed"])
        .collect();
    assert_eq!(texts, ["2", "1"]);
    assert!(news["html"].as_str().unwrap().contains("50.00%"));
    assert_eq!(poll(&mine, "f1", 2).await["others"], json!([]));

    let store = &office.app.portal.store;
    let mut tx = store.read().await.unwrap();
    let page = ziping::store::Page::first(99);
    let events = ziping::store::event::list_events(&mut tx, page)
        .await
        .unwrap();
    assert!(events.iter().all(|event| event.action != "presence"));
    let caller = county::caller(store, county::ACCOUNTANT).await;
    let looks = events
        .iter()
        .filter(|event| event.account_id.as_ref() == Some(&caller.actor.account_id));
    assert_eq!(looks.count(), 1, "nothing but the log-in");
}

on_both_databases!(
    people_see_each_other_for_a_minute,
    a_poll_brings_what_others_changed_and_leaves_no_record,
);
