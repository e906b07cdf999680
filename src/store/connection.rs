//! The two pools and the transaction every store function works in.

use std::sync::Arc;

use sqlx::{PgPool, Postgres, Sqlite, SqlitePool, Transaction};

use super::StoreError;
use super::shared::Shared;

/// Runs one expression on the connection of either database:
/// `on_both!(tx, connection => sqlx::query_as(SQL).fetch_all(connection).await)`.
macro_rules! on_both {
    ($tx:expr, $connection:ident => $run:expr) => {
        match $tx {
            $crate::store::Tx::Sqlite(transaction) => {
                let $connection = &mut **transaction;
                $run
            }
            $crate::store::Tx::Postgres(transaction) => {
                let $connection = &mut **transaction;
                $run
            }
        }
    };
}

/// Executes a query on either database and gives the number of rows it changed.
macro_rules! execute {
    ($tx:expr, $query:expr) => {
        on_both!($tx, connection => $query
            .execute(connection)
            .await
            .map(|done| done.rows_affected()))
    };
}

/// An open database, cheap to clone.
#[derive(Debug, Clone)]
pub enum Store {
    /// One file. Writers queue for the single writing connection, so none of them ever
    /// fights for SQLite's lock; readers see the last commit and never wait.
    Sqlite {
        /// The one connection that writes.
        writer: SqlitePool,
        /// The connections that read.
        readers: SqlitePool,
        /// The transaction that saves share.
        shared: Arc<Shared>,
    },
    /// A server.
    Postgres(PgPool),
}

impl Store {
    /// A transaction that only reads, on one consistent state of the database.
    pub async fn read(&self) -> Result<Tx, StoreError> {
        Ok(match self {
            Self::Sqlite { readers, .. } => Tx::Sqlite(readers.begin().await?),
            Self::Postgres(pool) => Tx::Postgres(
                pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                    .await?,
            ),
        })
    }

    /// A transaction that writes. Dropped without [`Tx::commit`] it leaves nothing behind.
    ///
    /// On SQLite it begins IMMEDIATE: one that upgrades from reading fails at once and
    /// ignores the busy time-out.
    pub async fn write(&self) -> Result<Tx, StoreError> {
        Ok(match self {
            Self::Sqlite { writer, .. } => Tx::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// Closes every connection; SQLite folds its write-ahead log into the file.
    pub async fn close(&self) {
        match self {
            Self::Sqlite {
                writer, readers, ..
            } => {
                readers.close().await;
                writer.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

/// One transaction.
#[derive(Debug)]
pub enum Tx {
    /// On SQLite.
    Sqlite(Transaction<'static, Sqlite>),
    /// On PostgreSQL.
    Postgres(Transaction<'static, Postgres>),
}

impl Tx {
    /// Makes everything written durable.
    pub async fn commit(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(transaction) => transaction.commit().await?,
            Self::Postgres(transaction) => transaction.commit().await?,
        }
        Ok(())
    }

    /// Marks where one of several works in this transaction begins.
    pub(super) async fn begin_work(&mut self) -> Result<(), StoreError> {
        execute!(self, sqlx::query("SAVEPOINT work"))?;
        Ok(())
    }

    /// Undoes everything since the mark.
    pub(super) async fn undo_work(&mut self) -> Result<(), StoreError> {
        execute!(self, sqlx::query("ROLLBACK TO work"))?;
        self.keep_work().await
    }

    /// Forgets the mark and keeps everything since.
    pub(super) async fn keep_work(&mut self) -> Result<(), StoreError> {
        execute!(self, sqlx::query("RELEASE work"))?;
        Ok(())
    }

    /// Undoes everything written. Dropping does the same, a moment later.
    pub async fn rollback(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(transaction) => transaction.rollback().await?,
            Self::Postgres(transaction) => transaction.rollback().await?,
        }
        Ok(())
    }
}
