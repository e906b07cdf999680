//! Both migrations make the same tables, columns, keys and indexes.

use std::collections::BTreeSet;

use sqlx::Row as _;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use ziping::store::{Store, Tx};

use crate::support::database::{Database, FreshDatabase};

type Facts = BTreeSet<String>;

/// Columns with their type and whether they may be empty.
const SQLITE_COLUMNS: &str = "SELECT t.name || '.' || c.name || ' '
        || CASE c.type WHEN 'TEXT' THEN 'text' ELSE 'number' END
        || CASE WHEN c.\"notnull\" = 1 THEN ' required' ELSE '' END
    FROM sqlite_schema t JOIN pragma_table_info(t.name) c
    WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name <> '_sqlx_migrations'";
const POSTGRES_COLUMNS: &str = "SELECT table_name || '.' || column_name || ' '
        || CASE data_type WHEN 'text' THEN 'text' ELSE 'number' END
        || CASE is_nullable WHEN 'NO' THEN ' required' ELSE '' END
    FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name <> '_sqlx_migrations'";

/// Indexes, those of primary and unique keys among them, by table and columns.
const SQLITE_INDEXES: &str = "SELECT t.name
        || CASE WHEN i.origin = 'pk' THEN ' primary' WHEN i.\"unique\" = 1 THEN ' unique' ELSE '' END
        || ' (' || (SELECT group_concat(k.name, ', ')
            FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno) k) || ')'
    FROM sqlite_schema t JOIN pragma_index_list(t.name) i
    WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name <> '_sqlx_migrations'";
const POSTGRES_INDEXES: &str = "SELECT t.relname
        || CASE WHEN i.indisprimary THEN ' primary' WHEN i.indisunique THEN ' unique' ELSE '' END
        || ' (' || (SELECT string_agg(a.attname, ', ' ORDER BY k.place)
            FROM unnest(i.indkey) WITH ORDINALITY AS k(number, place)
            JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number) || ')'
    FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
    WHERE t.relnamespace = 'public'::regnamespace AND t.relname <> '_sqlx_migrations'";

/// Foreign keys.
const SQLITE_REFERENCES: &str = "SELECT t.name || '.' || r.\"from\" || ' -> ' || r.\"table\"
    FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) r WHERE t.type = 'table'";
const POSTGRES_REFERENCES: &str = "SELECT t.relname || '.' || a.attname || ' -> ' || r.relname
    FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
    JOIN pg_class r ON r.oid = c.confrelid
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = c.conkey[1] WHERE c.contype = 'f'";

async fn facts(store: &Store, sqlite: &'static str, postgres: &'static str) -> Facts {
    match store.read().await.unwrap() {
        Tx::Sqlite(mut tx) => {
            let rows: Vec<SqliteRow> = sqlx::query(sqlite).fetch_all(&mut *tx).await.unwrap();
            rows.iter().map(|row| row.get(0)).collect()
        }
        Tx::Postgres(mut tx) => {
            let rows: Vec<PgRow> = sqlx::query(postgres).fetch_all(&mut *tx).await.unwrap();
            rows.iter().map(|row| row.get(0)).collect()
        }
    }
}

fn difference(one: &Facts, other: &Facts) -> Vec<String> {
    one.symmetric_difference(other).cloned().collect()
}

#[actix_web::test]
async fn both_databases_have_the_same_tables() {
    let Some(server) = FreshDatabase::on(Database::Postgres).await else {
        return;
    };
    let file = FreshDatabase::on(Database::Sqlite).await.unwrap();
    let (file_store, server_store) = (file.open().await, server.open().await);
    for (sqlite, postgres, least) in [
        (SQLITE_COLUMNS, POSTGRES_COLUMNS, 80),
        (SQLITE_INDEXES, POSTGRES_INDEXES, 25),
        (SQLITE_REFERENCES, POSTGRES_REFERENCES, 20),
    ] {
        let one = facts(&file_store, sqlite, postgres).await;
        let other = facts(&server_store, sqlite, postgres).await;
        assert!(one.len() >= least, "only {} found: {one:?}", one.len());
        assert_eq!(difference(&one, &other), Vec::<String>::new());
    }
    file_store.close().await;
    server_store.close().await;
}

#[actix_web::test]
async fn every_table_of_sqlite_is_strict() {
    let file = FreshDatabase::on(Database::Sqlite).await.unwrap();
    let store = file.open().await;
    let loose = facts(
        &store,
        "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0
            AND name NOT LIKE 'sqlite_%' AND name <> '_sqlx_migrations'",
        "",
    );
    assert_eq!(loose.await, Facts::new());
}

#[test]
fn both_folders_hold_the_same_files() {
    let names = |folder: &str| -> Vec<String> {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let entries = std::fs::read_dir(root.join("migrations").join(folder)).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    };
    assert_eq!(names("sqlite"), names("postgres"));
    assert!(!names("sqlite").is_empty());
}
