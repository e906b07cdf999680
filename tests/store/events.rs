//! What is written for good: both databases refuse to change or delete it.

use ziping::store::correction::{
    NewCorrection, Rescoring, find_rescoring, insert_correction, insert_rescoring,
};
use ziping::store::event::{Event, EventResult, insert_event, list_events, list_events_of_filing};
use ziping::store::{Page, Store, Tx};

use super::county::{County, after, dawn, render};
use crate::support::database::{FreshDatabase, on_both_databases};

/// Runs a statement that no function of the store offers, and gives the database's answer.
async fn tamper(store: &Store, statement: &'static str) -> Result<u64, sqlx::Error> {
    match store.write().await.unwrap() {
        Tx::Sqlite(mut tx) => {
            let done = sqlx::query(statement)
                .execute(&mut *tx)
                .await?
                .rows_affected();
            tx.commit().await.map(|()| done)
        }
        Tx::Postgres(mut tx) => {
            let done = sqlx::query(statement)
                .execute(&mut *tx)
                .await?
                .rows_affected();
            tx.commit().await.map(|()| done)
        }
    }
}

async fn rows_written_for_good_stay(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let id = county.approved().await;
    let by = &county.publisher;
    let published = ziping::actions::publish::publish_filing(
        &county.store,
        &county.schemes,
        by,
        &id,
        county.seen(&id).await,
        render,
        after(9),
    );
    published.await.unwrap();
    correct_something(&county, &id).await;
    for statement in [
        "UPDATE event SET detail = 'x'",
        "DELETE FROM event",
        "UPDATE cell_change SET typed = 'x'",
        "DELETE FROM cell_change",
        "UPDATE decision SET reason = 'x'",
        "DELETE FROM decision",
        "UPDATE publication SET body_html = 'x'",
        "DELETE FROM publication",
        "UPDATE correction SET typed = 'x'",
        "DELETE FROM correction",
        "UPDATE rescoring SET reviewed_total = '100'",
        "DELETE FROM rescoring",
    ] {
        let refused = tamper(&county.store, statement).await;
        let message = refused.expect_err(statement).to_string();
        assert!(message.contains("never"), "{statement}: {message}");
    }
    if matches!(county.store, Store::Postgres(_)) {
        for statement in ["TRUNCATE event", "TRUNCATE decision"] {
            assert!(
                tamper(&county.store, statement).await.is_err(),
                "{statement}"
            );
        }
    }
    let untouched = tamper(&county.store, "UPDATE filing SET version = version").await;
    assert_eq!(untouched.unwrap(), 2, "other tables can be written");
}

/// A reviewer's correction, with what it comes to.
async fn correct_something(county: &County, id: &str) {
    let mut tx = county.store.write().await.unwrap();
    let correction = NewCorrection {
        filing_id: id,
        submitted_at: dawn(),
        code: "total_initial",
        typed: Some("1"),
        reason: "以决算为准",
        made_by: &county.publisher.actor.account_id,
    };
    insert_correction(&mut tx, &correction, after(9))
        .await
        .unwrap();
    let rescoring = Rescoring {
        filing_version: 1,
        own_total: "96".to_owned(),
        own_grade: "优".to_owned(),
        reviewed_total: "88.5".to_owned(),
        reviewed_grade: "良".to_owned(),
        corrections: 1,
    };
    insert_rescoring(&mut tx, id, &rescoring, after(9))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let mut tx = county.store.read().await.unwrap();
    assert_eq!(find_rescoring(&mut tx, id).await.unwrap(), Some(rescoring));
}

async fn values_nobody_here_wrote_are_named(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let id = county.filing_of(&county.accountant).await;
    for (statement, column) in [
        ("UPDATE filing SET updated_at = 'yesterday'", "updated_at"),
        ("UPDATE filing SET scheme_version = -1", "scheme_version"),
        ("UPDATE filing SET state = 'lost'", "state"),
    ] {
        tamper(&county.store, statement).await.unwrap();
        let mut tx = county.store.read().await.unwrap();
        let error = ziping::store::filing::find_filing(&mut tx, &id)
            .await
            .unwrap_err();
        let message = error.to_string();
        assert!(
            message.contains("table filing") && message.contains(&id),
            "{message}"
        );
        assert!(message.contains(column), "{message}");
    }
}

fn event(minute: i64, filing: Option<&str>) -> Event {
    Event {
        at: after(minute),
        account_id: None,
        login_name: String::new(),
        action: "save".to_owned(),
        filing_id: filing.map(str::to_owned),
        result: EventResult::Failed,
        from_address: "2001:db8::1".to_owned(),
        request_id: minute.to_string(),
        detail: "store-failure".to_owned(),
    }
}

async fn events_read_back_newest_first(fresh: FreshDatabase) {
    let store = fresh.open().await;
    let mut tx = store.write().await.unwrap();
    for minute in 0..5 {
        let filing = (minute % 2 == 0).then_some("f");
        insert_event(&mut tx, &event(minute, filing)).await.unwrap();
    }
    let page = Page {
        limit: 2,
        offset: 1,
    };
    let some = list_events(&mut tx, page).await.unwrap();
    assert_eq!(some, [event(3, None), event(2, Some("f"))]);
    let of_filing = list_events_of_filing(&mut tx, "f", Page::first(9))
        .await
        .unwrap();
    let minutes: Vec<_> = of_filing
        .iter()
        .map(|event| event.request_id.as_str())
        .collect();
    assert_eq!(minutes, ["4", "2", "0"]);
    assert_eq!(of_filing[2].at, dawn());
}

async fn a_dropped_transaction_leaves_nothing(fresh: FreshDatabase) {
    let store = fresh.open().await;
    let mut tx = store.write().await.unwrap();
    insert_event(&mut tx, &event(1, None)).await.unwrap();
    drop(tx);
    let mut tx = store.write().await.unwrap();
    insert_event(&mut tx, &event(2, None)).await.unwrap();
    tx.rollback().await.unwrap();
    let mut tx = store.read().await.unwrap();
    assert!(
        list_events(&mut tx, Page::first(9))
            .await
            .unwrap()
            .is_empty()
    );
}

async fn readers_cannot_write(fresh: FreshDatabase) {
    let store = fresh.open().await;
    let mut tx = store.read().await.unwrap();
    assert!(insert_event(&mut tx, &event(1, None)).await.is_err());
}

on_both_databases!(
    rows_written_for_good_stay,
    values_nobody_here_wrote_are_named,
    events_read_back_newest_first,
    a_dropped_transaction_leaves_nothing,
    readers_cannot_write,
);
