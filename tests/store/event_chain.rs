//! The chain of events in the database: whole after every deed, broken by every hand that reaches
//! past the program, closed where it is no longer kept.

use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::TimeDelta;
use sqlx::SqlitePool;
use ziping::actions::Caller;
use ziping::actions::event_record::{CloseError, VerifyError, close_events, verify_events};
use ziping::domain::event_chain::Break;
use ziping::store::Store;
use ziping::store::event::{Event, EventResult, insert_event};

use super::county::{County, after};
use crate::support::database::{Database, FreshDatabase, on_both_databases};

fn event(minute: i64) -> Event {
    Event {
        at: after(minute),
        account_id: Some("a".to_owned()),
        login_name: "tianbao".to_owned(),
        action: "save".to_owned(),
        filing_id: None,
        result: EventResult::Done,
        from_address: "192.0.2.7".to_owned(),
        request_id: minute.to_string(),
        detail: "cells=1".to_owned(),
    }
}

async fn write(store: &Store, minutes: impl IntoIterator<Item = i64>) {
    for minute in minutes {
        let mut tx = store.write().await.unwrap();
        insert_event(&mut tx, &event(minute)).await.unwrap();
        tx.commit().await.unwrap();
    }
}

async fn every_deed_is_in_the_chain(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let filing = county.filing_of(&county.accountant).await;
    county.fill(&county.accountant, &filing).await;
    let before = county.events().await.len();
    assert!(before > 1);
    let found = verify_events(&county.store, None).await.unwrap();
    assert_eq!(found.records, i64::try_from(before).unwrap());
    let mut tx = county.store.write().await.unwrap();
    insert_event(&mut tx, &event(1)).await.unwrap();
    tx.rollback().await.unwrap();
    let again = verify_events(&county.store, None).await.unwrap();
    assert_eq!(again, found, "what is undone leaves no gap");
}

async fn deeds_at_one_moment_make_one_chain(fresh: FreshDatabase) {
    let store = fresh.open().await;
    let work = |minute: i64| {
        let store = store.clone();
        async move { write(&store, [minute; 10]).await }
    };
    futures_util::future::join_all((0..8).map(work)).await;
    assert_eq!(verify_events(&store, None).await.unwrap().records, 80);
    store.close().await;
}

async fn what_is_no_longer_kept_is_closed_and_the_chain_stays_whole(fresh: FreshDatabase) {
    let store = fresh.open().await;
    write(&store, [0, 1, 2, 600_000, 600_001]).await;
    let now = after(600_002);
    let (by, days) = (Caller::command_line(), 365);
    let refused = close_events(&store, &by, 182, now).await;
    assert!(matches!(refused, Err(CloseError::TooShort)));
    let mut auditor = Caller::command_line();
    auditor.actor.account_id = "somebody".to_owned();
    let refused = close_events(&store, &auditor, days, now).await;
    assert!(matches!(refused, Err(CloseError::NotAllowed)));
    let whole = verify_events(&store, None).await.unwrap();
    assert_eq!(close_events(&store, &by, days, now).await.unwrap(), 3);
    let found = verify_events(&store, Some(whole.head)).await.unwrap();
    assert_eq!(
        (found.closed.position, found.head.position, found.records),
        (3, 7, 4)
    );
    assert_eq!(
        close_events(&store, &by, days, now).await.unwrap(),
        0,
        "nothing more"
    );
    let later = now + TimeDelta::days(400);
    assert_eq!(close_events(&store, &by, days, later).await.unwrap(), 4);
    let found = verify_events(&store, None).await.unwrap();
    assert_eq!(
        (found.closed.position, found.records),
        (7, 1),
        "the closing itself is left"
    );
    store.close().await;
}

on_both_databases!(
    every_deed_is_in_the_chain,
    deeds_at_one_moment_make_one_chain,
    what_is_no_longer_kept_is_closed_and_the_chain_stays_whole,
);

/// A copy of the database in which somebody has done this, past the triggers.
async fn tampered(whole: &Path, number: usize, deed: &str) -> PathBuf {
    let copy = whole.with_file_name(format!("tampered-{number}.db"));
    std::fs::copy(whole, &copy).unwrap();
    let pool = SqlitePool::connect(&format!("sqlite:{}", copy.display()))
        .await
        .unwrap();
    let deed = format!("DROP TRIGGER event_no_update; DROP TRIGGER event_no_delete; {deed}");
    sqlx::raw_sql(sqlx::AssertSqlSafe(deed))
        .execute(&pool)
        .await
        .unwrap();
    pool.close().await;
    copy
}

#[actix_web::test]
async fn every_hand_past_the_program_is_found() {
    const INSERT: &str = "INSERT INTO event SELECT 'forged', at, account_id, login_name, action,
        filing_id, result, from_address, request_id, detail";
    let fresh = FreshDatabase::on(Database::Sqlite).await.unwrap();
    let file = PathBuf::from(fresh.url.trim_start_matches("sqlite:"));
    let store = fresh.open().await;
    write(&store, 0..10).await;
    store.close().await;
    let changed = |position: i64| format!("record {position} (id ");
    let cases = [
        (
            "UPDATE event SET detail = 'x' WHERE position = 5".to_owned(),
            changed(5),
        ),
        (
            "UPDATE event SET account_id = NULL WHERE position = 1".to_owned(),
            changed(1),
        ),
        (
            "UPDATE event SET digest = NULL WHERE position = 10".to_owned(),
            changed(10),
        ),
        (
            "DELETE FROM event WHERE position = 5".to_owned(),
            "record 5 was removed".to_owned(),
        ),
        (
            "DELETE FROM event WHERE position = 1".to_owned(),
            "record 1 was removed".to_owned(),
        ),
        (
            "DELETE FROM event WHERE position > 7".to_owned(),
            "record 8 was removed".to_owned(),
        ),
        (
            "DELETE FROM event".to_owned(),
            "record 1 was removed".to_owned(),
        ),
        (
            format!("{INSERT}, NULL, NULL FROM event WHERE position = 2"),
            "id forged was put in".to_owned(),
        ),
        (
            format!("{INSERT}, 0, digest FROM event WHERE position = 2"),
            "id forged was put in".to_owned(),
        ),
        (
            format!("{INSERT}, 11, digest FROM event WHERE position = 10"),
            changed(11),
        ),
        (
            "UPDATE event SET position = -3 WHERE position = 3; UPDATE event SET position = 3
             WHERE position = 4; UPDATE event SET position = 4 WHERE position = -3"
                .to_owned(),
            changed(3),
        ),
        (
            "UPDATE event_chain SET head_digest = closed_digest".to_owned(),
            "ends at record 10".to_owned(),
        ),
        (
            "UPDATE event_chain SET closed_position = 2, closed_digest =
                (SELECT digest FROM event WHERE position = 2);
             DELETE FROM event WHERE position < 3"
                .to_owned(),
            "no record of the chain closes them".to_owned(),
        ),
        (
            "DELETE FROM event_chain".to_owned(),
            "head of the chain is gone".to_owned(),
        ),
    ];
    for (number, (deed, told)) in cases.iter().enumerate() {
        let copy = tampered(&file, number, deed).await;
        let store = Store::open_file_to_read(&copy).await.unwrap();
        let error = verify_events(&store, None).await.unwrap_err();
        assert!(error.to_string().contains(told), "{deed}: {error}");
        store.close().await;
    }
}

#[actix_web::test]
async fn a_head_set_back_with_the_tail_is_found_by_the_head_noted_before() {
    let fresh = FreshDatabase::on(Database::Sqlite).await.unwrap();
    let file = PathBuf::from(fresh.url.trim_start_matches("sqlite:"));
    let store = fresh.open().await;
    write(&store, 0..10).await;
    store.close().await;
    let store = Store::open_file_to_read(&file).await.unwrap();
    let head = verify_events(&store, None).await.unwrap().head;
    store.close().await;
    let cut = "DELETE FROM event WHERE position > 7; UPDATE event_chain SET head_position = 7,
        head_digest = (SELECT digest FROM event WHERE position = 7)";
    let copy = tampered(&file, 99, cut).await;
    let store = Store::open_file_to_read(&copy).await.unwrap();
    assert!(
        verify_events(&store, None).await.is_ok(),
        "nothing inside tells it"
    );
    let found = verify_events(&store, Some(head)).await;
    assert!(
        matches!(
            found,
            Err(VerifyError::Broken(Break::Removed { position: 10 }))
        ),
        "{found:?}"
    );
    store.close().await;
    // A head that is gone is not quietly made anew.
    let copy = tampered(&file, 100, "DELETE FROM event_chain").await;
    assert!(Store::open_file(&copy).await.is_err());
}

#[actix_web::test]
async fn the_command_tells_by_its_exit_status() {
    let fresh = FreshDatabase::on(Database::Sqlite).await.unwrap();
    let file = PathBuf::from(fresh.url.trim_start_matches("sqlite:"));
    let store = fresh.open().await;
    write(&store, 0..3).await;
    let head = verify_events(&store, None).await.unwrap().head;
    store.close().await;
    let run = |url: &str, words: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_ziping"))
            .args(words)
            .args(["--database", url])
            .output()
            .unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stdout).unwrap(),
        )
    };
    let (status, said) = run(&fresh.url, &["verify", "audit"]);
    assert_eq!(status, Some(0), "{said}");
    let noted = format!("{}:{}", head.position, head.digest);
    assert!(
        said.contains("3 records") && said.contains(&noted),
        "{said}"
    );
    let (status, _) = run(&fresh.url, &["verify", "audit", "--head", &noted]);
    assert_eq!(status, Some(0));
    let copy = tampered(&file, 1, "DELETE FROM event WHERE position = 2").await;
    let (status, said) = run(&format!("sqlite:{}", copy.display()), &["verify", "audit"]);
    assert_eq!(status, Some(1));
    assert!(said.contains("record 2 was removed"), "{said}");
    let (status, _) = run("sqlite:/nowhere/at/all.db", &["verify", "audit"]);
    assert_eq!(status, Some(2));

    let (status, csv) = run(&fresh.url, &["events", "export", "--to", "csv", "-"]);
    assert_eq!((status, csv.lines().count()), (Some(0), 4));
    assert!(csv.contains("cells=1") && csv.contains(&head.digest));
    let (_, lines) = run(&fresh.url, &["events", "export", "--to", "jsonl", "-"]);
    let last: serde_json::Value = serde_json::from_str(lines.lines().last().unwrap()).unwrap();
    assert_eq!(
        (last["position"].as_i64(), last["digest"].as_str()),
        (Some(3), Some(head.digest.as_str()))
    );
    let (status, said) = run(&fresh.url, &["events", "close"]);
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("older than 1096 days"), "{said}");
}
