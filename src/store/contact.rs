//! How people are reached outside the portal, and of what they do not want to be told.

use super::row::Row;
use super::{StoreError, Tx};
use crate::domain::message::MessageKind;

/// How a person is reached; empty where not.
#[derive(Debug, Clone, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Contact {
    /// The e-mail address.
    pub email: String,
    /// The mobile number.
    pub mobile: String,
}

/// How a person is reached.
pub async fn load_contact(tx: &mut Tx, account_id: &str) -> Result<Contact, StoreError> {
    const SQL: &str = "SELECT email, mobile FROM contact WHERE account_id = $1";
    let row: Option<Contact> = on_both!(tx, connection =>
        sqlx::query_as(SQL).bind(account_id).fetch_optional(connection).await)?;
    Ok(row.unwrap_or_default())
}

/// Writes how a person is reached.
pub async fn put_contact(
    tx: &mut Tx,
    account_id: &str,
    contact: &Contact,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO contact (account_id, email, mobile) VALUES ($1, $2, $3)
        ON CONFLICT (account_id) DO UPDATE SET email = excluded.email, mobile = excluded.mobile";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(account_id)
            .bind(&contact.email)
            .bind(&contact.mobile)
    )?;
    Ok(())
}

/// Of what a person does not want to be told.
pub async fn list_off(tx: &mut Tx, account_id: &str) -> Result<Vec<MessageKind>, StoreError> {
    const SQL: &str = "SELECT kind FROM notice_off WHERE account_id = $1 ORDER BY kind";
    let codes: Vec<String> = on_both!(tx, connection =>
        sqlx::query_scalar(SQL).bind(account_id).fetch_all(connection).await)?;
    let row = Row::new("notice_off", account_id);
    codes
        .iter()
        .map(|code| row.some("kind", MessageKind::from_code(code)))
        .collect()
}

/// Writes of what a person does not want to be told.
pub async fn put_off(tx: &mut Tx, account_id: &str, off: &[MessageKind]) -> Result<(), StoreError> {
    const CLEAR: &str = "DELETE FROM notice_off WHERE account_id = $1";
    const SQL: &str = "INSERT INTO notice_off (account_id, kind) VALUES ($1, $2)
        ON CONFLICT (account_id, kind) DO NOTHING";
    execute!(tx, sqlx::query(CLEAR).bind(account_id))?;
    for kind in off {
        execute!(tx, sqlx::query(SQL).bind(account_id).bind(kind.code()))?;
    }
    Ok(())
}
