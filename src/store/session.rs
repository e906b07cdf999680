//! Log-in sessions. Only the digest of a session's token is kept.

use chrono::{DateTime, Utc};

use super::account::{Account, AccountRow};
use super::row::Row;
use super::{StoreError, Tx, time};

/// A session with the account as it is at this moment.
#[derive(Debug, Clone)]
pub struct StoredSession {
    /// Whose it is.
    pub account: Account,
    /// The name of the organization he works for.
    pub organization_name: Option<String>,
    /// The token every form must carry.
    pub csrf_token: String,
    /// When it was last used, to the minute.
    pub last_seen_at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct SessionRow {
    csrf_token: String,
    last_seen_at: String,
    organization_name: Option<String>,
    #[sqlx(flatten)]
    account: AccountRow,
}

/// Writes a session.
pub async fn insert_session(
    tx: &mut Tx,
    token_digest: &str,
    account_id: &str,
    csrf_token: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO session
        (token_digest, account_id, csrf_token, created_at, last_seen_at)
        VALUES ($1, $2, $3, $4, $4)";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(token_digest)
            .bind(account_id)
            .bind(csrf_token)
            .bind(time::to_text(now))
    )?;
    Ok(())
}

/// The session with this token digest.
pub async fn find_session(
    tx: &mut Tx,
    token_digest: &str,
) -> Result<Option<StoredSession>, StoreError> {
    const SQL: &str = "SELECT s.csrf_token, s.last_seen_at, a.id, a.login_name, a.display_name,
        a.role, a.organization_id, a.must_change_password, a.is_disabled, a.created_at,
        o.name AS organization_name
        FROM session s JOIN account a ON a.id = s.account_id
        LEFT JOIN organization o ON o.id = a.organization_id WHERE s.token_digest = $1";
    let found: Option<SessionRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL).bind(token_digest).fetch_optional(connection).await)?;
    let Some(found) = found else { return Ok(None) };
    let last_seen_at =
        Row::new("session", token_digest).time("last_seen_at", &found.last_seen_at)?;
    Ok(Some(StoredSession {
        account: found.account.read()?,
        organization_name: found.organization_name,
        csrf_token: found.csrf_token,
        last_seen_at,
    }))
}

/// Notes that the session was used.
pub async fn update_last_seen(
    tx: &mut Tx,
    token_digest: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE session SET last_seen_at = $2 WHERE token_digest = $1";
    execute!(
        tx,
        sqlx::query(SQL).bind(token_digest).bind(time::to_text(now))
    )?;
    Ok(())
}

/// Ends one session; `false` when there was none.
pub async fn delete_session(tx: &mut Tx, token_digest: &str) -> Result<bool, StoreError> {
    const SQL: &str = "DELETE FROM session WHERE token_digest = $1";
    let deleted = execute!(tx, sqlx::query(SQL).bind(token_digest))?;
    Ok(deleted == 1)
}

/// Ends every session of an account, except the one with this digest if given.
pub async fn delete_sessions_of(
    tx: &mut Tx,
    account_id: &str,
    except_digest: Option<&str>,
) -> Result<(), StoreError> {
    const SQL: &str = "DELETE FROM session
        WHERE account_id = $1 AND ($2 IS NULL OR token_digest <> $2)";
    execute!(tx, sqlx::query(SQL).bind(account_id).bind(except_digest))?;
    Ok(())
}

/// Ends the sessions not used since this time.
pub async fn delete_sessions_before(tx: &mut Tx, time: DateTime<Utc>) -> Result<(), StoreError> {
    const SQL: &str = "DELETE FROM session WHERE last_seen_at < $1";
    execute!(tx, sqlx::query(SQL).bind(time::to_text(time)))?;
    Ok(())
}
