//! Failed log-ins, counted by digest of the name typed: a name without an account is
//! counted and locked exactly like one with an account, so a lock tells nothing.

use chrono::{DateTime, Utc};

use super::row::Row;
use super::{StoreError, Tx, time};
use crate::domain::account::Attempts;

#[derive(sqlx::FromRow)]
struct LogInFailureRow {
    failed_attempts: i64,
    locked_until: Option<String>,
}

/// What is remembered under this name.
pub async fn find_log_in_failure(
    tx: &mut Tx,
    name_digest: &str,
) -> Result<Option<Attempts>, StoreError> {
    const SQL: &str = "SELECT failed_attempts, locked_until
        FROM log_in_failure WHERE name_digest = $1";
    let found: Option<LogInFailureRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL).bind(name_digest).fetch_optional(connection).await)?;
    let Some(found) = found else { return Ok(None) };
    let row = Row::new("log_in_failure", name_digest);
    Ok(Some(Attempts {
        failed: row.count("failed_attempts", found.failed_attempts)?,
        locked_until: row.optional_time("locked_until", found.locked_until.as_deref())?,
    }))
}

/// Remembers a failure under this name.
pub async fn put_log_in_failure(
    tx: &mut Tx,
    name_digest: &str,
    attempts: Attempts,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO log_in_failure
        (name_digest, failed_attempts, last_failed_at, locked_until) VALUES ($1, $2, $3, $4)
        ON CONFLICT (name_digest) DO UPDATE SET failed_attempts = excluded.failed_attempts,
            last_failed_at = excluded.last_failed_at, locked_until = excluded.locked_until";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(name_digest)
            .bind(i64::from(attempts.failed))
            .bind(time::to_text(now))
            .bind(attempts.locked_until.map(time::to_text))
    )?;
    Ok(())
}

/// Forgets the failures under this name.
pub async fn delete_log_in_failure(tx: &mut Tx, name_digest: &str) -> Result<(), StoreError> {
    const SQL: &str = "DELETE FROM log_in_failure WHERE name_digest = $1";
    execute!(tx, sqlx::query(SQL).bind(name_digest))?;
    Ok(())
}

/// Forgets failures older than this, so that guessed names do not pile up.
pub async fn delete_log_in_failures_before(
    tx: &mut Tx,
    time: DateTime<Utc>,
) -> Result<(), StoreError> {
    const SQL: &str = "DELETE FROM log_in_failure WHERE last_failed_at < $1";
    execute!(tx, sqlx::query(SQL).bind(time::to_text(time)))?;
    Ok(())
}
