//! 第二因素: what telephones share with the portal, recovery codes, and why some were taken off.

use chrono::{DateTime, Utc};

use super::row::Row;
use super::{StoreError, Tx, new_id, time};

/// The second factor of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecondFactor {
    /// What the telephone shares, sealed.
    pub sealed_secret: String,
    /// When its owner showed that his telephone has it; `None` while it counts for nothing.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// The step of the last code taken.
    pub last_step: i64,
}

#[derive(sqlx::FromRow)]
struct SecondFactorRow {
    sealed_secret: String,
    confirmed_at: Option<String>,
    last_step: i64,
}

/// The second factor of an account, also one not confirmed yet.
pub async fn find_second_factor(
    tx: &mut Tx,
    account_id: &str,
) -> Result<Option<SecondFactor>, StoreError> {
    const SQL: &str =
        "SELECT sealed_secret, confirmed_at, last_step FROM second_factor WHERE account_id = $1";
    let found: Option<SecondFactorRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL).bind(account_id).fetch_optional(connection).await)?;
    let Some(found) = found else { return Ok(None) };
    let row = Row::new("second_factor", account_id);
    Ok(Some(SecondFactor {
        confirmed_at: row.optional_time("confirmed_at", found.confirmed_at.as_deref())?,
        sealed_secret: found.sealed_secret,
        last_step: found.last_step,
    }))
}

/// Writes a second factor to be confirmed, in place of another one that never was; `false` when
/// there is a confirmed one.
pub async fn put_second_factor(
    tx: &mut Tx,
    account_id: &str,
    sealed_secret: &str,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    const SQL: &str = "INSERT INTO second_factor (account_id, sealed_secret, made_at, last_step)
        VALUES ($1, $2, $3, 0)
        ON CONFLICT (account_id) DO UPDATE SET sealed_secret = excluded.sealed_secret,
            made_at = excluded.made_at, last_step = 0
        WHERE second_factor.confirmed_at IS NULL";
    let written = execute!(
        tx,
        sqlx::query(SQL)
            .bind(account_id)
            .bind(sealed_secret)
            .bind(time::to_text(now))
    )?;
    Ok(written == 1)
}

/// From now on the second factor counts.
pub async fn confirm_second_factor(
    tx: &mut Tx,
    account_id: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE second_factor SET confirmed_at = $2 WHERE account_id = $1";
    execute!(
        tx,
        sqlx::query(SQL).bind(account_id).bind(time::to_text(now))
    )?;
    Ok(())
}

/// Notes the step of a code that was taken; `false` when one of it or of a later step was taken
/// meanwhile.
pub async fn update_last_step(
    tx: &mut Tx,
    account_id: &str,
    step: i64,
) -> Result<bool, StoreError> {
    const SQL: &str =
        "UPDATE second_factor SET last_step = $2 WHERE account_id = $1 AND last_step < $2";
    let written = execute!(tx, sqlx::query(SQL).bind(account_id).bind(step))?;
    Ok(written == 1)
}

/// Takes a second factor off, with its recovery codes; `false` when there was none.
pub async fn delete_second_factor(tx: &mut Tx, account_id: &str) -> Result<bool, StoreError> {
    const CODES: &str = "DELETE FROM recovery_code WHERE account_id = $1";
    const SQL: &str = "DELETE FROM second_factor WHERE account_id = $1";
    execute!(tx, sqlx::query(CODES).bind(account_id))?;
    let deleted = execute!(tx, sqlx::query(SQL).bind(account_id))?;
    Ok(deleted == 1)
}

/// Gives an account these recovery codes in place of all it had.
pub async fn replace_recovery_codes(
    tx: &mut Tx,
    account_id: &str,
    digests: &[String],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    const DELETE: &str = "DELETE FROM recovery_code WHERE account_id = $1";
    const SQL: &str =
        "INSERT INTO recovery_code (code_digest, account_id, made_at) VALUES ($1, $2, $3)";
    execute!(tx, sqlx::query(DELETE).bind(account_id))?;
    for digest in digests {
        execute!(
            tx,
            sqlx::query(SQL)
                .bind(digest)
                .bind(account_id)
                .bind(time::to_text(now))
        )?;
    }
    Ok(())
}

/// Uses a recovery code up; `false` when the account has none such, or it was used.
pub async fn use_recovery_code(
    tx: &mut Tx,
    account_id: &str,
    digest: &str,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE recovery_code SET used_at = $3
        WHERE code_digest = $1 AND account_id = $2 AND used_at IS NULL";
    let written = execute!(
        tx,
        sqlx::query(SQL)
            .bind(digest)
            .bind(account_id)
            .bind(time::to_text(now))
    )?;
    Ok(written == 1)
}

/// How many recovery codes an account has left.
pub async fn count_recovery_codes(tx: &mut Tx, account_id: &str) -> Result<i64, StoreError> {
    const SQL: &str = "SELECT COUNT(*) FROM recovery_code
        WHERE account_id = $1 AND used_at IS NULL";
    Ok(on_both!(tx, connection =>
        sqlx::query_scalar(SQL).bind(account_id).fetch_one(connection).await)?)
}

/// A second factor that was taken off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removal {
    /// The log-in name of who did it.
    pub removed_by: String,
    /// When.
    pub removed_at: DateTime<Utc>,
    /// Why.
    pub reason: String,
}

#[derive(sqlx::FromRow)]
struct RemovalRow {
    id: String,
    removed_by: String,
    removed_at: String,
    reason: String,
}

/// Writes that a second factor was taken off.
pub async fn insert_removal(
    tx: &mut Tx,
    account_id: &str,
    removal: &Removal,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO second_factor_removal
        (id, account_id, removed_by, removed_at, reason) VALUES ($1, $2, $3, $4, $5)";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(new_id(removal.removed_at))
            .bind(account_id)
            .bind(&removal.removed_by)
            .bind(time::to_text(removal.removed_at))
            .bind(&removal.reason)
    )?;
    Ok(())
}

/// The second factors of an account that were taken off, the last first. They are few.
pub async fn list_removals(tx: &mut Tx, account_id: &str) -> Result<Vec<Removal>, StoreError> {
    const SQL: &str = "SELECT id, removed_by, removed_at, reason FROM second_factor_removal
        WHERE account_id = $1 ORDER BY removed_at DESC, id DESC";
    let rows: Vec<RemovalRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL).bind(account_id).fetch_all(connection).await)?;
    let read = |row: RemovalRow| {
        let removed_at =
            Row::new("second_factor_removal", &row.id).time("removed_at", &row.removed_at)?;
        Ok(Removal {
            removed_by: row.removed_by,
            removed_at,
            reason: row.reason,
        })
    };
    rows.into_iter().map(read).collect()
}
