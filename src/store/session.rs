//! Log-in sessions. Only the digest of a session's token is kept.

use chrono::{DateTime, Utc};

use super::account::{Account, AccountRow};
use super::pending_log_in::delete_pending_log_ins_of;
use super::posting::{Posting, PostingRow};
use super::row::Row;
use super::{Page, StoreError, Tx, new_id, time};

/// A session with the account and the posting as they are at this moment.
#[derive(Debug, Clone)]
pub struct StoredSession {
    /// Its id, which opens nothing.
    pub id: String,
    /// Whose it is.
    pub account: Account,
    /// In which of his postings he works.
    pub posting: Posting,
    /// How many postings of his are not over.
    pub postings: i64,
    /// Whether he gives a code after his password.
    pub has_second_factor: bool,
    /// The token every form must carry.
    pub csrf_token: String,
    /// When it was last used, to the minute.
    pub last_seen_at: DateTime<Utc>,
}

/// A session to be written.
#[derive(Debug)]
pub struct NewSession<'a> {
    /// The digest of its token.
    pub token_digest: &'a str,
    /// Whose it is.
    pub account_id: &'a str,
    /// In which of his postings he works.
    pub posting_id: &'a str,
    /// The token every form must carry.
    pub csrf_token: &'a str,
    /// The network address that logged in.
    pub from_address: &'a str,
}

#[derive(sqlx::FromRow)]
struct SessionRow {
    session_id: String,
    csrf_token: String,
    last_seen_at: String,
    postings: i64,
    factors: i64,
    #[sqlx(flatten)]
    account: AccountRow,
    #[sqlx(flatten)]
    posting: PostingRow,
}

/// Writes a session.
pub async fn insert_session(
    tx: &mut Tx,
    new: &NewSession<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO session
        (token_digest, id, account_id, posting_id, csrf_token, from_address, created_at,
         last_seen_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $7)";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(new.token_digest)
            .bind(new_id(now))
            .bind(new.account_id)
            .bind(new.posting_id)
            .bind(new.csrf_token)
            .bind(new.from_address)
            .bind(time::to_text(now))
    )?;
    Ok(())
}

/// The session with this token digest.
pub async fn find_session(
    tx: &mut Tx,
    token_digest: &str,
) -> Result<Option<StoredSession>, StoreError> {
    const SQL: &str = "SELECT s.id AS session_id, s.csrf_token, s.last_seen_at, a.id, a.login_name, a.display_name,
        a.must_change_password, a.is_disabled, a.created_at, a.password_changed_at, p.id AS posting_id,
        p.account_id AS posting_account, p.role, p.organization_id, o.name AS organization_name,
        o.code AS organization_code, p.asked_at, p.since, p.away_until, p.ended_at,
        (SELECT COUNT(*) FROM posting q WHERE q.account_id = a.id AND q.since IS NOT NULL
            AND (q.ended_at IS NULL OR q.ended_at > s.last_seen_at)) AS postings,
        (SELECT COUNT(*) FROM second_factor f
            WHERE f.account_id = a.id AND f.confirmed_at IS NOT NULL) AS factors
        FROM session s JOIN account a ON a.id = s.account_id
        JOIN posting p ON p.id = s.posting_id
        LEFT JOIN organization o ON o.id = p.organization_id WHERE s.token_digest = $1";
    let found: Option<SessionRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL).bind(token_digest).fetch_optional(connection).await)?;
    let Some(found) = found else { return Ok(None) };
    let last_seen_at =
        Row::new("session", token_digest).time("last_seen_at", &found.last_seen_at)?;
    Ok(Some(StoredSession {
        id: found.session_id,
        account: found.account.read()?,
        posting: found.posting.read()?,
        postings: found.postings,
        has_second_factor: found.factors > 0,
        csrf_token: found.csrf_token,
        last_seen_at,
    }))
}

/// A log-in that still lasts, as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedSession {
    /// Its id, which opens nothing.
    pub id: String,
    /// The network address that logged in.
    pub from_address: String,
    /// When.
    pub created_at: DateTime<Utc>,
    /// When it was last used, to the minute.
    pub last_seen_at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct ListedRow {
    id: String,
    from_address: String,
    created_at: String,
    last_seen_at: String,
}

/// The sessions of an account used since this time, the last used first.
pub async fn list_sessions(
    tx: &mut Tx,
    account_id: &str,
    since: DateTime<Utc>,
    page: Page,
) -> Result<Vec<ListedSession>, StoreError> {
    const SQL: &str = "SELECT id, from_address, created_at, last_seen_at FROM session
        WHERE account_id = $1 AND last_seen_at >= $2
        ORDER BY last_seen_at DESC, id LIMIT $3 OFFSET $4";
    let rows: Vec<ListedRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL)
            .bind(account_id)
            .bind(time::to_text(since))
            .bind(page.limit())
            .bind(page.offset())
            .fetch_all(connection)
            .await)?;
    let read = |row: ListedRow| {
        let read = Row::new("session", &row.id);
        Ok(ListedSession {
            created_at: read.time("created_at", &row.created_at)?,
            last_seen_at: read.time("last_seen_at", &row.last_seen_at)?,
            from_address: row.from_address,
            id: row.id.clone(),
        })
    };
    rows.into_iter().map(read).collect()
}

/// Ends one session of an account by its id; `false` when there was none.
pub async fn delete_session_of(
    tx: &mut Tx,
    account_id: &str,
    id: &str,
) -> Result<bool, StoreError> {
    const SQL: &str = "DELETE FROM session WHERE account_id = $1 AND id = $2";
    let deleted = execute!(tx, sqlx::query(SQL).bind(account_id).bind(id))?;
    Ok(deleted == 1)
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

/// Ends every session of an account, except the one with this digest if given, and every log-in of
/// his that is under way.
pub async fn delete_sessions_of(
    tx: &mut Tx,
    account_id: &str,
    except_digest: Option<&str>,
) -> Result<(), StoreError> {
    const SQL: &str = "DELETE FROM session
        WHERE account_id = $1 AND ($2 IS NULL OR token_digest <> $2)";
    execute!(tx, sqlx::query(SQL).bind(account_id).bind(except_digest))?;
    delete_pending_log_ins_of(tx, account_id).await
}

/// Ends every session that works in this posting.
pub async fn delete_sessions_in(tx: &mut Tx, posting_id: &str) -> Result<(), StoreError> {
    const SQL: &str = "DELETE FROM session WHERE posting_id = $1";
    execute!(tx, sqlx::query(SQL).bind(posting_id))?;
    Ok(())
}

/// Ends the sessions not used since this time.
pub async fn delete_sessions_before(tx: &mut Tx, time: DateTime<Utc>) -> Result<(), StoreError> {
    const SQL: &str = "DELETE FROM session WHERE last_seen_at < $1";
    execute!(tx, sqlx::query(SQL).bind(time::to_text(time)))?;
    Ok(())
}
