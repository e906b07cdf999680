//! Accounts: who logs in. What they are, and for whom, is in [`super::posting`].

use chrono::{DateTime, Utc};

use super::row::Row;
use super::{Page, StoreError, Tx, new_id, time};
use crate::domain::workflow::AccountId;

/// A person's account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// The name typed to log in, unique.
    pub login_name: String,
    /// The name on pages.
    pub display_name: String,
    /// Set by an administrator, so it must be changed at the next log-in.
    pub must_change_password: bool,
    /// Closed for good.
    pub is_disabled: bool,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When its password was made.
    pub password_changed_at: DateTime<Utc>,
}

/// An account to be written.
#[derive(Debug)]
pub struct NewAccount<'a> {
    /// The name typed to log in.
    pub login_name: &'a str,
    /// The name on pages.
    pub display_name: &'a str,
    /// The password as hashed.
    pub password_hash: &'a str,
    /// Whether it must be changed at the next log-in.
    pub must_change_password: bool,
}

#[derive(sqlx::FromRow)]
pub(super) struct AccountRow {
    id: String,
    login_name: String,
    display_name: String,
    must_change_password: bool,
    is_disabled: bool,
    created_at: String,
    password_changed_at: Option<String>,
}

impl AccountRow {
    pub(super) fn read(self) -> Result<Account, StoreError> {
        let row = Row::new("account", &self.id);
        let created_at = row.time("created_at", &self.created_at)?;
        let changed_at = self.password_changed_at.as_deref();
        let changed_at = row.optional_time("password_changed_at", changed_at)?;
        Ok(Account {
            id: self.id,
            login_name: self.login_name,
            display_name: self.display_name,
            must_change_password: self.must_change_password,
            is_disabled: self.is_disabled,
            created_at,
            password_changed_at: changed_at.unwrap_or(created_at),
        })
    }
}

/// Writes an account and gives its id; `None` when the name is taken.
pub async fn insert_account(
    tx: &mut Tx,
    new: &NewAccount<'_>,
    now: DateTime<Utc>,
) -> Result<Option<AccountId>, StoreError> {
    const SQL: &str = "INSERT INTO account
        (id, login_name, display_name, password_hash, must_change_password, is_disabled, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (login_name) DO NOTHING";
    let id = new_id(now);
    let written = execute!(
        tx,
        sqlx::query(SQL)
            .bind(&id)
            .bind(new.login_name)
            .bind(new.display_name)
            .bind(new.password_hash)
            .bind(new.must_change_password)
            .bind(false)
            .bind(time::to_text(now))
    )?;
    Ok((written == 1).then_some(id))
}

/// The account with this log-in name.
pub async fn find_account_by_login(
    tx: &mut Tx,
    login_name: &str,
) -> Result<Option<Account>, StoreError> {
    const SQL: &str = "SELECT id, login_name, display_name, must_change_password,
        is_disabled, created_at,
        password_changed_at FROM account WHERE login_name = $1";
    let row: Option<AccountRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL).bind(login_name).fetch_optional(connection).await)?;
    row.map(AccountRow::read).transpose()
}

/// The account that a stored id points to, kept from everybody else until the transaction ends:
/// what it holds is looked at and changed as one.
pub async fn load_account_to_change(tx: &mut Tx, id: &str) -> Result<Account, StoreError> {
    const SQL: &str = "UPDATE account SET display_name = display_name WHERE id = $1
        RETURNING id, login_name, display_name, must_change_password, is_disabled, created_at,
        password_changed_at";
    let row: Option<AccountRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL).bind(id).fetch_optional(connection).await)?;
    row.ok_or_else(|| lost(id))?.read()
}

/// The hashed password of an account.
pub async fn load_password_hash(tx: &mut Tx, id: &str) -> Result<String, StoreError> {
    const SQL: &str = "SELECT password_hash FROM account WHERE id = $1";
    let hash: Option<String> = on_both!(tx, connection =>
        sqlx::query_scalar(SQL).bind(id).fetch_optional(connection).await)?;
    hash.ok_or_else(|| lost(id))
}

/// Accounts by log-in name.
pub async fn list_accounts(tx: &mut Tx, page: Page) -> Result<Vec<Account>, StoreError> {
    const SQL: &str = "SELECT id, login_name, display_name, must_change_password,
        is_disabled, created_at,
        password_changed_at FROM account
        ORDER BY login_name LIMIT $1 OFFSET $2";
    let rows: Vec<AccountRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL)
            .bind(page.limit())
            .bind(page.offset())
            .fetch_all(connection)
            .await)?;
    rows.into_iter().map(AccountRow::read).collect()
}

/// How many accounts there are.
pub async fn count_accounts(tx: &mut Tx) -> Result<i64, StoreError> {
    const SQL: &str = "SELECT COUNT(*) FROM account";
    Ok(on_both!(tx, connection => sqlx::query_scalar(SQL).fetch_one(connection).await)?)
}

/// Gives an account a new password and keeps the hash of the old one.
pub async fn update_password(
    tx: &mut Tx,
    id: &str,
    password_hash: &str,
    must_change_password: bool,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    const KEEP: &str = "INSERT INTO former_password (id, account_id, password_hash, left_at)
        SELECT $2, id, password_hash, $3 FROM account WHERE id = $1";
    const SQL: &str = "UPDATE account SET password_hash = $2, must_change_password = $3,
        password_changed_at = $4 WHERE id = $1";
    let now_text = time::to_text(now);
    execute!(
        tx,
        sqlx::query(KEEP).bind(id).bind(new_id(now)).bind(&now_text)
    )?;
    let written = execute!(
        tx,
        sqlx::query(SQL)
            .bind(id)
            .bind(password_hash)
            .bind(must_change_password)
            .bind(&now_text)
    )?;
    if written == 1 { Ok(()) } else { Err(lost(id)) }
}

/// The hashes of an account's last passwords before the present one, newest first.
pub async fn list_former_passwords(
    tx: &mut Tx,
    id: &str,
    page: Page,
) -> Result<Vec<String>, StoreError> {
    const SQL: &str = "SELECT password_hash FROM former_password WHERE account_id = $1
        ORDER BY left_at DESC, id DESC LIMIT $2 OFFSET $3";
    Ok(on_both!(tx, connection =>
        sqlx::query_scalar(SQL)
            .bind(id)
            .bind(page.limit())
            .bind(page.offset())
            .fetch_all(connection)
            .await)?)
}

/// 联系电话 of an account, for the house only; empty when none is known.
pub async fn load_phone(tx: &mut Tx, id: &str) -> Result<String, StoreError> {
    const SQL: &str = "SELECT phone FROM account WHERE id = $1";
    let phone: Option<String> = on_both!(tx, connection =>
        sqlx::query_scalar(SQL).bind(id).fetch_optional(connection).await)?;
    phone.ok_or_else(|| lost(id))
}

/// Writes who holds an account and how he is reached; an empty number leaves the known one.
pub async fn update_person(
    tx: &mut Tx,
    id: &str,
    display_name: &str,
    phone: &str,
) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE account SET display_name = $2,
        phone = CASE WHEN $3 = '' THEN phone ELSE $3 END WHERE id = $1";
    let written = execute!(tx, sqlx::query(SQL).bind(id).bind(display_name).bind(phone))?;
    if written == 1 { Ok(()) } else { Err(lost(id)) }
}

/// Closes or opens an account.
pub async fn update_disabled(tx: &mut Tx, id: &str, is_disabled: bool) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE account SET is_disabled = $2 WHERE id = $1";
    let written = execute!(tx, sqlx::query(SQL).bind(id).bind(is_disabled))?;
    if written == 1 { Ok(()) } else { Err(lost(id)) }
}

fn lost(id: &str) -> StoreError {
    StoreError::Lost {
        table: "account",
        id: id.to_owned(),
    }
}
