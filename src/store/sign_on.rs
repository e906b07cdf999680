//! 单点登录: questions under way, claims to be confirmed, and which account is whose.

use chrono::{DateTime, Utc};

use super::account::{Account, AccountRow};
use super::row::Row;
use super::{StoreError, Tx, time};

/// A question asked of the provider.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct AskedQuestion {
    /// Ties the provider's word to it.
    pub nonce: String,
    /// Shows that who asks for the word asked the question.
    pub verifier: String,
    /// Where the person wanted to go.
    pub next: String,
}

/// Writes a question, and forgets those asked before this time.
pub async fn insert_question(
    tx: &mut Tx,
    state_digest: &str,
    question: &AskedQuestion,
    (now, before): (DateTime<Utc>, DateTime<Utc>),
) -> Result<(), StoreError> {
    const OLD: &str = "DELETE FROM sign_on_question WHERE asked_at <= $1";
    const SQL: &str = "INSERT INTO sign_on_question
        (state_digest, nonce, verifier, next, asked_at) VALUES ($1, $2, $3, $4, $5)";
    execute!(tx, sqlx::query(OLD).bind(time::to_text(before)))?;
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(state_digest)
            .bind(&question.nonce)
            .bind(&question.verifier)
            .bind(&question.next)
            .bind(time::to_text(now))
    )?;
    Ok(())
}

/// Takes a question asked after this time out, so that it is answered once.
pub async fn take_question(
    tx: &mut Tx,
    state_digest: &str,
    since: DateTime<Utc>,
) -> Result<Option<AskedQuestion>, StoreError> {
    const SQL: &str = "DELETE FROM sign_on_question WHERE state_digest = $1 AND asked_at > $2
        RETURNING nonce, verifier, next";
    Ok(on_both!(tx, connection =>
        sqlx::query_as(SQL)
            .bind(state_digest)
            .bind(time::to_text(since))
            .fetch_optional(connection)
            .await)?)
}

/// Somebody at the provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The provider.
    pub issuer: String,
    /// The person's lasting name there.
    pub subject: String,
}

/// Writes whom the provider named, and forgets what was claimed before this time.
pub async fn insert_claim(
    tx: &mut Tx,
    token_digest: &str,
    (account_id, subject): (&str, &Subject),
    (now, before): (DateTime<Utc>, DateTime<Utc>),
) -> Result<(), StoreError> {
    const OLD: &str = "DELETE FROM sign_on_claim WHERE claimed_at <= $1";
    const SQL: &str = "INSERT INTO sign_on_claim
        (token_digest, account_id, issuer, subject, claimed_at) VALUES ($1, $2, $3, $4, $5)";
    execute!(tx, sqlx::query(OLD).bind(time::to_text(before)))?;
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(token_digest)
            .bind(account_id)
            .bind(&subject.issuer)
            .bind(&subject.subject)
            .bind(time::to_text(now))
    )?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct ClaimRow {
    issuer: String,
    subject: String,
    #[sqlx(flatten)]
    account: AccountRow,
}

/// Who claimed which account under this digest, after this time.
pub async fn find_claim(
    tx: &mut Tx,
    token_digest: &str,
    since: DateTime<Utc>,
) -> Result<Option<(Account, Subject)>, StoreError> {
    const SQL: &str = "SELECT c.issuer, c.subject, a.id, a.login_name, a.display_name,
        a.must_change_password, a.is_disabled, a.created_at, a.password_changed_at
        FROM sign_on_claim c JOIN account a ON a.id = c.account_id
        WHERE c.token_digest = $1 AND c.claimed_at > $2";
    let row: Option<ClaimRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL)
            .bind(token_digest)
            .bind(time::to_text(since))
            .fetch_optional(connection)
            .await)?;
    let Some(row) = row else { return Ok(None) };
    let subject = Subject {
        issuer: row.issuer,
        subject: row.subject,
    };
    Ok(Some((row.account.read()?, subject)))
}

/// Forgets a claim.
pub async fn delete_claim(tx: &mut Tx, token_digest: &str) -> Result<(), StoreError> {
    const SQL: &str = "DELETE FROM sign_on_claim WHERE token_digest = $1";
    execute!(tx, sqlx::query(SQL).bind(token_digest))?;
    Ok(())
}

/// Binds an account to somebody at the provider; `false` when either is bound already.
pub async fn insert_binding(
    tx: &mut Tx,
    account_id: &str,
    subject: &Subject,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    const SQL: &str = "INSERT INTO sign_on_binding (account_id, issuer, subject, bound_at)
        VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    let written = execute!(
        tx,
        sqlx::query(SQL)
            .bind(account_id)
            .bind(&subject.issuer)
            .bind(&subject.subject)
            .bind(time::to_text(now))
    )?;
    Ok(written == 1)
}

/// Whose account somebody at the provider has.
pub async fn find_bound_account(
    tx: &mut Tx,
    subject: &Subject,
) -> Result<Option<Account>, StoreError> {
    const SQL: &str = "SELECT a.id, a.login_name, a.display_name, a.must_change_password,
        a.is_disabled, a.created_at, a.password_changed_at
        FROM sign_on_binding b JOIN account a ON a.id = b.account_id
        WHERE b.issuer = $1 AND b.subject = $2";
    let row: Option<AccountRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL)
            .bind(&subject.issuer)
            .bind(&subject.subject)
            .fetch_optional(connection)
            .await)?;
    row.map(AccountRow::read).transpose()
}

/// Since when an account is bound to somebody at the provider.
pub async fn find_binding(
    tx: &mut Tx,
    account_id: &str,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    const SQL: &str = "SELECT bound_at FROM sign_on_binding WHERE account_id = $1";
    let bound_at: Option<String> = on_both!(tx, connection =>
        sqlx::query_scalar(SQL).bind(account_id).fetch_optional(connection).await)?;
    Row::new("sign_on_binding", account_id).optional_time("bound_at", bound_at.as_deref())
}

/// Takes a binding off; `false` when there was none.
pub async fn delete_binding(tx: &mut Tx, account_id: &str) -> Result<bool, StoreError> {
    const SQL: &str = "DELETE FROM sign_on_binding WHERE account_id = $1";
    let deleted = execute!(tx, sqlx::query(SQL).bind(account_id))?;
    Ok(deleted == 1)
}
