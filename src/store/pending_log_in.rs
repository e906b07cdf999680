//! Log-ins that are right so far and wait for a code. Only the digest of the token is kept.

use chrono::{DateTime, Utc};

use super::account::{Account, AccountRow};
use super::{StoreError, Tx, time};

/// Writes that an account's password was right.
pub async fn insert_pending_log_in(
    tx: &mut Tx,
    token_digest: &str,
    account_id: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    const SQL: &str =
        "INSERT INTO pending_log_in (token_digest, account_id, begun_at) VALUES ($1, $2, $3)";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(token_digest)
            .bind(account_id)
            .bind(time::to_text(now))
    )?;
    Ok(())
}

/// Whose log-in waits under this digest, begun after this time.
pub async fn find_pending_log_in(
    tx: &mut Tx,
    token_digest: &str,
    since: DateTime<Utc>,
) -> Result<Option<Account>, StoreError> {
    const SQL: &str = "SELECT a.id, a.login_name, a.display_name, a.must_change_password,
        a.is_disabled, a.created_at, a.password_changed_at
        FROM pending_log_in p JOIN account a ON a.id = p.account_id
        WHERE p.token_digest = $1 AND p.begun_at > $2";
    let row: Option<AccountRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL)
            .bind(token_digest)
            .bind(time::to_text(since))
            .fetch_optional(connection)
            .await)?;
    row.map(AccountRow::read).transpose()
}

/// Forgets one that came to its end, and those begun before this time.
pub async fn delete_pending_log_in(
    tx: &mut Tx,
    token_digest: &str,
    before: DateTime<Utc>,
) -> Result<(), StoreError> {
    const SQL: &str = "DELETE FROM pending_log_in WHERE token_digest = $1 OR begun_at <= $2";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(token_digest)
            .bind(time::to_text(before))
    )?;
    Ok(())
}

/// Forgets all of an account, whose password is another one now.
pub async fn delete_pending_log_ins_of(tx: &mut Tx, account_id: &str) -> Result<(), StoreError> {
    const SQL: &str = "DELETE FROM pending_log_in WHERE account_id = $1";
    execute!(tx, sqlx::query(SQL).bind(account_id))?;
    Ok(())
}
