//! Works that share a transaction: each is durable when it is told so, and fails alone.

use futures_util::future::{join, join_all};
use ziping::store::account::find_account_by_login;
use ziping::store::log_in_failure::{find_log_in_failure, put_log_in_failure};
use ziping::store::{Store, StoreError, Tx};

use super::county::{County, after};
use crate::support::database::{FreshDatabase, on_both_databases};

/// Writes one small row under this name.
async fn write(tx: &mut Tx, name: &str) -> Result<(), StoreError> {
    put_log_in_failure(
        tx,
        name,
        ziping::domain::account::Attempts::default(),
        after(1),
    )
    .await
}

async fn is_there(store: &Store, name: &str) -> bool {
    let mut tx = store.read().await.unwrap();
    find_log_in_failure(&mut tx, name).await.unwrap().is_some()
}

async fn each_work_is_kept_or_undone_alone(fresh: FreshDatabase) {
    let store = fresh.open().await;
    let works = (0..100).map(|number| {
        let store = &store;
        async move {
            let name = format!("name-{number}");
            let outcome = store
                .share(async |tx| {
                    write(tx, &name).await?;
                    if number % 3 == 0 {
                        return Err(StoreError::Lost {
                            table: "test",
                            id: name.clone(),
                        });
                    }
                    Ok(number)
                })
                .await;
            assert_eq!(outcome.is_ok(), number % 3 != 0);
            assert_eq!(is_there(store, &name).await, outcome.is_ok(), "{name}");
        }
    });
    join_all(works).await;
    store.close().await;
}

async fn a_work_given_up_in_the_middle_holds_nobody_up(fresh: FreshDatabase) {
    let store = fresh.open().await;
    for round in 0..20 {
        let torn = format!("torn-{round}");
        let given_up = tokio::time::timeout(
            std::time::Duration::from_millis(5),
            store.share(async |tx| {
                write(tx, &torn).await?;
                std::future::pending::<Result<(), StoreError>>().await
            }),
        );
        let others = join_all((0..5).map(|number| {
            let (store, name) = (&store, format!("whole-{round}-{number}"));
            async move {
                store
                    .share(async |tx| write(tx, &name).await)
                    .await
                    .unwrap();
                assert!(is_there(store, &name).await, "{name}");
            }
        }));
        let (given_up, _) = join(given_up, others).await;
        assert!(given_up.is_err());
    }
    store
        .share(async |tx| write(tx, "last").await)
        .await
        .unwrap();
    for round in 0..20 {
        assert!(!is_there(&store, &format!("torn-{round}")).await);
    }
    store.close().await;
}

async fn others_write_between(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let store = &county.store;
    let shared = join_all((0..50).map(|number| async move {
        let name = format!("shared-{number}");
        store
            .share(async |tx| write(tx, &name).await)
            .await
            .unwrap();
    }));
    let alone = join_all((0..50).map(|number| async move {
        let mut tx = store.write().await.unwrap();
        write(&mut tx, &format!("alone-{number}")).await.unwrap();
        tx.commit().await.unwrap();
    }));
    join(shared, alone).await;
    for number in 0..50 {
        assert!(is_there(store, &format!("shared-{number}")).await);
        assert!(is_there(store, &format!("alone-{number}")).await);
    }
    let mut tx = store.read().await.unwrap();
    assert!(
        find_account_by_login(&mut tx, "nobody")
            .await
            .unwrap()
            .is_none()
    );
}

on_both_databases!(
    each_work_is_kept_or_undone_alone,
    a_work_given_up_in_the_middle_holds_nobody_up,
    others_write_between,
);
