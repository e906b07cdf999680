//! Opening a database: made when missing, found again, refused when newer.

use ziping::store::organization::count_organizations;
use ziping::store::{OpenError, Store, Tx};

use super::county::County;
use crate::support::database::{Database, FreshDatabase, on_both_databases};

async fn a_second_start_finds_its_data(fresh: FreshDatabase) {
    let url = fresh.url.clone();
    let county = County::with_campaign(fresh).await;
    let again = Store::open(&url).await.unwrap();
    let mut tx = again.read().await.unwrap();
    assert_eq!(count_organizations(&mut tx).await.unwrap(), 6);
    drop(tx);
    again.close().await;
    county.store.close().await;
}

async fn a_database_of_a_newer_program_is_refused(fresh: FreshDatabase) {
    const SQL: &str = "INSERT INTO _sqlx_migrations
        (version, description, success, checksum, execution_time)
        VALUES (9999, 'of the future', true, $1, 0)";
    let store = fresh.open().await;
    let nothing: &[u8] = &[];
    match store.write().await.unwrap() {
        Tx::Sqlite(mut tx) => {
            sqlx::query(SQL)
                .bind(nothing)
                .execute(&mut *tx)
                .await
                .unwrap();
            tx.commit().await.unwrap();
        }
        Tx::Postgres(mut tx) => {
            sqlx::query(SQL)
                .bind(nothing)
                .execute(&mut *tx)
                .await
                .unwrap();
            tx.commit().await.unwrap();
        }
    }
    store.close().await;
    let refused = Store::open(&fresh.url).await;
    let Err(OpenError::Newer { found: 9999, known }) = refused else {
        panic!("must be refused: {refused:?}");
    };
    assert!(known >= 1);
}

on_both_databases!(
    a_second_start_finds_its_data,
    a_database_of_a_newer_program_is_refused
);

#[actix_web::test]
async fn a_file_is_made_with_its_folders_whatever_their_names() {
    let fresh = FreshDatabase::on(Database::Sqlite).await.unwrap();
    let file = fresh.url.trim_start_matches("sqlite:").to_owned();
    let path = std::path::Path::new(&file)
        .parent()
        .unwrap()
        .join("自评 数据?#%20/深一层/ziping.db");
    let store = Store::open_file(&path).await.unwrap();
    store.close().await;
    assert!(path.is_file());
    let wal = path.with_extension("db-wal");
    assert!(!wal.exists(), "closing folds the log into the file");
}

#[actix_web::test]
async fn addresses_that_cannot_be_meant_are_refused_with_a_sentence() {
    for url in ["mysql://localhost/x", "ziping.db", "", "sqlite", "http://x"] {
        let refused = Store::open(url).await.unwrap_err();
        assert!(
            matches!(refused, OpenError::Address(_)),
            "{url}: {refused:?}"
        );
    }
    for url in ["sqlite::memory:", "sqlite://x.db?mode=memory"] {
        assert!(
            matches!(Store::open(url).await, Err(OpenError::InMemory)),
            "{url}"
        );
    }
    let secret = "mysql://me:secret@host/x";
    let message = Store::open(secret).await.unwrap_err().to_string();
    assert!(
        !message.contains("secret") && message.contains("host/x"),
        "{message}"
    );
    let folder = Store::open_file(std::path::Path::new("/dev/null/x/ziping.db")).await;
    assert!(matches!(folder, Err(OpenError::Folder { .. })));
}
