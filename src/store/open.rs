//! Opening a database: create, connect, bring up to date.

use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use sqlx::SqlitePool;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use super::{OpenError, Store, event_chain};

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

const SQLITE_READERS: u32 = 8;
const POSTGRES_CONNECTIONS: u32 = 16;
const PATIENCE: Duration = Duration::from_secs(30);

impl Store {
    /// Opens the database at this address and brings its tables up to date.
    ///
    /// `sqlite:FILE` is created with its folder when missing; `postgres://…` must exist.
    /// A database written by a newer program is refused.
    pub async fn open(url: &str) -> Result<Self, OpenError> {
        if url.starts_with("sqlite:") {
            let options = SqliteConnectOptions::from_str(url)
                .map_err(|_| OpenError::Address(without_password(url)))?;
            if url.contains(":memory:") || url.contains("mode=memory") {
                return Err(OpenError::InMemory);
            }
            open_sqlite(options).await
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            let options = PgConnectOptions::from_str(url)
                .map_err(|_| OpenError::Address(without_password(url)))?;
            open_postgres(options).await
        } else {
            Err(OpenError::Address(without_password(url)))
        }
    }

    /// Opens the database at this address to read in it only: nothing is made, nothing changed.
    pub async fn open_to_read(url: &str) -> Result<Self, OpenError> {
        if url.starts_with("sqlite:") {
            let options = SqliteConnectOptions::from_str(url);
            read_sqlite(options.map_err(|_| OpenError::Address(without_password(url)))?).await
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            let options = PgConnectOptions::from_str(url)
                .map_err(|_| OpenError::Address(without_password(url)))?
                .options([("default_transaction_read_only", "on")]);
            let pool = PgPoolOptions::new()
                .max_connections(1)
                .acquire_timeout(PATIENCE)
                .connect_with(options)
                .await?;
            Ok(Self::Postgres(pool))
        } else {
            Err(OpenError::Address(without_password(url)))
        }
    }

    /// The same for the SQLite database in this file.
    pub async fn open_file_to_read(path: &Path) -> Result<Self, OpenError> {
        read_sqlite(SqliteConnectOptions::new().filename(path)).await
    }

    /// Opens the SQLite database in this file, whatever characters its path has.
    pub async fn open_file(path: &Path) -> Result<Self, OpenError> {
        open_sqlite(SqliteConnectOptions::new().filename(path)).await
    }
}

async fn open_sqlite(options: SqliteConnectOptions) -> Result<Store, OpenError> {
    let folder = options.get_filename().parent().unwrap_or(Path::new(""));
    if !folder.as_os_str().is_empty() {
        std::fs::create_dir_all(folder).map_err(|source| OpenError::Folder {
            folder: folder.display().to_string(),
            source,
        })?;
    }
    let common = options
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5));
    let writing = common
        .clone()
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .optimize_on_close(true, None);
    // Without foreign keys, which cannot be turned off inside a transaction: a migration may make
    // a table anew under its old name.
    let migrating = one_connection(writing.clone().foreign_keys(false)).await?;
    SQLITE
        .run(&migrating)
        .await
        .map_err(|error| unreadable(error, &SQLITE))?;
    migrating.close().await;
    let writer = one_connection(writing).await?;
    // Opened after the writer, which has made the file and its write-ahead log.
    let readers = SqlitePoolOptions::new()
        .max_connections(SQLITE_READERS)
        .acquire_timeout(PATIENCE)
        .connect_with(common.pragma("query_only", "on"))
        .await?;
    let store = Store::Sqlite {
        writer,
        readers,
        shared: Arc::default(),
    };
    event_chain::begin(&store).await?;
    Ok(store)
}

async fn one_connection(options: SqliteConnectOptions) -> Result<SqlitePool, OpenError> {
    let pool = SqlitePoolOptions::new()
        .max_connections(1)
        .acquire_timeout(PATIENCE)
        .connect_with(options);
    Ok(pool.await?)
}

async fn read_sqlite(options: SqliteConnectOptions) -> Result<Store, OpenError> {
    let options = options
        .create_if_missing(false)
        .busy_timeout(Duration::from_secs(5))
        .pragma("query_only", "on");
    let readers = one_connection(options).await?;
    let writer = readers.clone();
    Ok(Store::Sqlite {
        writer,
        readers,
        shared: Arc::default(),
    })
}

async fn open_postgres(options: PgConnectOptions) -> Result<Store, OpenError> {
    let pool = PgPoolOptions::new()
        .max_connections(POSTGRES_CONNECTIONS)
        .acquire_timeout(PATIENCE)
        .connect_with(options)
        .await?;
    POSTGRES
        .run(&pool)
        .await
        .map_err(|error| unreadable(error, &POSTGRES))?;
    let store = Store::Postgres(pool);
    event_chain::begin(&store).await?;
    Ok(store)
}

fn unreadable(error: MigrateError, migrator: &Migrator) -> OpenError {
    let known = migrator.iter().map(|step| step.version).max().unwrap_or(0);
    match error {
        MigrateError::VersionMissing(found) if found > known => OpenError::Newer { found, known },
        error => OpenError::Migrate(error),
    }
}

/// The address as it may be shown.
fn without_password(url: &str) -> String {
    match (url.split_once("://"), url.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, place))) => format!("{scheme}://…@{place}"),
        _ => url.to_owned(),
    }
}
