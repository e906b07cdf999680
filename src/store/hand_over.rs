//! 转办: whose duties were handed to whom, by whom, until when, and whether that was undone.

use chrono::{DateTime, Utc};

use super::row::Row;
use super::{StoreError, Tx, new_id, time};
use crate::domain::workflow::AccountId;

/// Duties handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOver {
    /// Its id.
    pub id: String,
    /// The posting whose duties they are.
    pub posting_id: String,
    /// The posting that was made for who does them now.
    pub substitute_id: String,
    /// The name of who does them now.
    pub substitute_name: String,
    /// The first moment at which they go back; `None` for good.
    pub until: Option<DateTime<Utc>>,
    /// Who handed them over.
    pub handed_by: AccountId,
    /// When.
    pub handed_at: DateTime<Utc>,
}

/// Duties to be handed over.
#[derive(Debug)]
pub struct NewHandOver<'a> {
    /// The posting whose duties they are.
    pub posting_id: &'a str,
    /// The posting made for the substitute.
    pub substitute_id: &'a str,
    /// The first moment at which they go back.
    pub until: Option<DateTime<Utc>>,
    /// Who hands them over.
    pub handed_by: &'a str,
}

#[derive(sqlx::FromRow)]
struct HandOverRow {
    id: String,
    posting_id: String,
    substitute_id: String,
    substitute_name: String,
    until: Option<String>,
    handed_by: String,
    handed_at: String,
}

impl HandOverRow {
    fn read(self) -> Result<HandOver, StoreError> {
        let row = Row::new("hand_over", &self.id);
        Ok(HandOver {
            until: row.optional_time("until", self.until.as_deref())?,
            handed_at: row.time("handed_at", &self.handed_at)?,
            posting_id: self.posting_id,
            substitute_id: self.substitute_id,
            substitute_name: self.substitute_name,
            handed_by: self.handed_by,
            id: self.id,
        })
    }
}

/// Writes a hand-over and gives its id.
pub async fn insert_hand_over(
    tx: &mut Tx,
    new: &NewHandOver<'_>,
    now: DateTime<Utc>,
) -> Result<String, StoreError> {
    const SQL: &str = "INSERT INTO hand_over
        (id, posting_id, substitute_id, until, handed_by, handed_at)
        VALUES ($1, $2, $3, $4, $5, $6)";
    let id = new_id(now);
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(&id)
            .bind(new.posting_id)
            .bind(new.substitute_id)
            .bind(new.until.map(time::to_text))
            .bind(new.handed_by)
            .bind(time::to_text(now))
    )?;
    Ok(id)
}

/// The last hand-over of a posting, or to it, that was not undone.
pub async fn find_hand_over(tx: &mut Tx, posting_id: &str) -> Result<Option<HandOver>, StoreError> {
    const SQL: &str = "SELECT h.id, h.posting_id, h.substitute_id, h.until, h.handed_by,
        h.handed_at, a.display_name AS substitute_name
        FROM hand_over h JOIN posting p ON p.id = h.substitute_id
        JOIN account a ON a.id = p.account_id
        WHERE (h.posting_id = $1 OR h.substitute_id = $1) AND h.undone_at IS NULL
        ORDER BY h.handed_at DESC, h.id DESC LIMIT 1";
    let row: Option<HandOverRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL).bind(posting_id).fetch_optional(connection).await)?;
    row.map(HandOverRow::read).transpose()
}

/// Notes that a hand-over was undone; `false` when it was before.
pub async fn update_undone(
    tx: &mut Tx,
    id: &str,
    undone_by: &str,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE hand_over SET undone_by = $2, undone_at = $3
        WHERE id = $1 AND undone_at IS NULL";
    let written = execute!(
        tx,
        sqlx::query(SQL)
            .bind(id)
            .bind(undone_by)
            .bind(time::to_text(now))
    )?;
    Ok(written == 1)
}
