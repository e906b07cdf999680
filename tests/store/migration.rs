//! A database of an older program is brought up to date, and nothing in it is lost.

use std::path::Path;

use sqlx::migrate::Migrator;
use sqlx::{PgPool, SqlitePool};
use ziping::actions::event_record::verify_events;
use ziping::domain::workflow::Role;
use ziping::store::Store;
use ziping::store::account::find_account_by_login;
use ziping::store::posting::list_postings;
use ziping::store::session::find_session;

use super::county::dawn;
use crate::support::database::{FreshDatabase, on_both_databases};

/// What a program with four migrations had written: a bureau, one of its people who is logged in
/// and has opened a campaign, and the administrator.
const OLD: &str = "
INSERT INTO organization (id, kind, region, code, name, short_name, created_at)
    VALUES ('o1', 'bureau', '甲县', '01', '甲县财政局', '财政局', '2026-01-01T00:00:00.000Z');
INSERT INTO account (id, login_name, display_name, role, organization_id, password_hash,
    must_change_password, is_disabled, created_at) VALUES
    ('a1', 'fabu', '发布人', 'publisher', 'o1', 'hash', FALSE, FALSE, '2026-01-02T00:00:00.000Z'),
    ('a2', 'admin', '管理员', 'administrator', NULL, 'hash', TRUE, TRUE, '2026-01-03T00:00:00.000Z');
INSERT INTO session (token_digest, account_id, csrf_token, created_at, last_seen_at)
    VALUES ('t1', 'a1', 'csrf', '2026-01-04T00:00:00.000Z', '2026-01-04T00:00:00.000Z');
INSERT INTO campaign (id, bureau_id, year, title, due_on, scheme_id, scheme_version, opened_by,
    opened_at) VALUES ('c1', 'o1', 2025, '自评', '2026-06-30', 'small', 1, 'a1',
    '2026-01-05T00:00:00.000Z');
INSERT INTO event (id, at, login_name, action, result, from_address, request_id, detail) VALUES
    ('e2', '2026-01-06T00:00:00.000Z', 'fabu', 'log-in', 'done', '192.0.2.7', 'r2', ''),
    ('e1', '2026-01-05T00:00:00.000Z', 'fabu', 'log-in', 'refused', '192.0.2.7', 'r1', 'locked');
";

/// The first migrations of a folder, as an older program had them.
async fn migrations(folder: &str, last: &str, fresh: &FreshDatabase) -> Migrator {
    let old = fresh.folder.join("migrations");
    std::fs::create_dir_all(&old).unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    for entry in std::fs::read_dir(root).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if name.as_str() <= last {
            std::fs::copy(&path, old.join(name)).unwrap();
        }
    }
    Migrator::new(old).await.unwrap()
}

async fn write_old(fresh: &FreshDatabase) {
    if fresh.url.starts_with("sqlite:") {
        let pool = SqlitePool::connect(&format!("{}?mode=rwc", fresh.url))
            .await
            .unwrap();
        let old = migrations("migrations/sqlite", "0005", fresh).await;
        old.run(&pool).await.unwrap();
        sqlx::raw_sql(OLD).execute(&pool).await.unwrap();
        pool.close().await;
    } else {
        let pool = PgPool::connect(&fresh.url).await.unwrap();
        let old = migrations("migrations/postgres", "0005", fresh).await;
        old.run(&pool).await.unwrap();
        sqlx::raw_sql(OLD).execute(&pool).await.unwrap();
        pool.close().await;
    }
}

async fn accounts_keep_what_they_were_as_postings(fresh: FreshDatabase) {
    write_old(&fresh).await;
    let store = Store::open(&fresh.url).await.unwrap();
    let mut tx = store.read().await.unwrap();
    for (login_name, role, place, must_change, is_disabled) in [
        ("fabu", Role::Publisher, "甲县财政局", false, false),
        ("admin", Role::SystemAdministrator, "", true, true),
    ] {
        let account = find_account_by_login(&mut tx, login_name)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            (account.must_change_password, account.is_disabled),
            (must_change, is_disabled)
        );
        let postings = list_postings(&mut tx, &account.id).await.unwrap();
        assert_eq!(postings.len(), 1, "{login_name}");
        assert_eq!(
            (postings[0].role, postings[0].organization_name.as_str()),
            (role, place)
        );
        assert!(postings[0].term.is_in_force(dawn()));
    }
    let session = find_session(&mut tx, "t1").await.unwrap();
    assert!(session.is_none(), "who was logged in logs in again");
    drop(tx);
    let chain = verify_events(&store, None).await.unwrap();
    assert_eq!(chain.records, 2, "old events are in the chain");
    store.close().await;
    let store = Store::open(&fresh.url).await.unwrap();
    let again = verify_events(&store, None).await.unwrap();
    assert_eq!(again, chain, "made once");
    store.close().await;
}

on_both_databases!(accounts_keep_what_they_were_as_postings);
