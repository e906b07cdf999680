//! Who has which form of a filing open, as far as the last minute goes.

use chrono::{DateTime, Utc};

use super::row::Row;
use super::{StoreError, Tx, time};
use crate::domain::workflow::AccountId;

/// Somebody at a filing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presence {
    /// Who.
    pub account_id: AccountId,
    /// His name on pages.
    pub name: String,
    /// The form he has open.
    pub form: String,
    /// When his page last said so.
    pub seen_at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct PresenceRow {
    account_id: String,
    name: String,
    form: String,
    seen_at: String,
}

/// Notes that an account has a form of a filing open.
pub async fn put_presence(
    tx: &mut Tx,
    filing_id: &str,
    account_id: &str,
    form: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO presence (filing_id, account_id, form, seen_at)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (filing_id, account_id)
        DO UPDATE SET form = excluded.form, seen_at = excluded.seen_at";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(filing_id)
            .bind(account_id)
            .bind(form)
            .bind(time::to_text(now))
    )?;
    Ok(())
}

/// Who is at a filing since this time, in the order of the names.
pub async fn list_presence(
    tx: &mut Tx,
    filing_id: &str,
    since: DateTime<Utc>,
) -> Result<Vec<Presence>, StoreError> {
    const SQL: &str = "SELECT p.account_id, a.display_name AS name, p.form, p.seen_at
        FROM presence p JOIN account a ON a.id = p.account_id
        WHERE p.filing_id = $1 AND p.seen_at >= $2 ORDER BY a.display_name, p.account_id";
    let rows: Vec<PresenceRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL)
            .bind(filing_id)
            .bind(time::to_text(since))
            .fetch_all(connection)
            .await)?;
    let read = |row: PresenceRow| {
        let seen_at = Row::new("presence", &row.account_id).time("seen_at", &row.seen_at)?;
        Ok(Presence {
            account_id: row.account_id,
            name: row.name,
            form: row.form,
            seen_at,
        })
    };
    rows.into_iter().map(read).collect()
}

/// Forgets everybody not seen since this time.
pub async fn delete_presence_before(tx: &mut Tx, time: DateTime<Utc>) -> Result<(), StoreError> {
    const SQL: &str = "DELETE FROM presence WHERE seen_at < $1";
    execute!(tx, sqlx::query(SQL).bind(time::to_text(time)))?;
    Ok(())
}
