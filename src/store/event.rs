//! The record of who did what, when, from where and with which result. Append-only:
//! both databases refuse to change a row, or to delete one that is not closed. Each row stands in
//! the chain of [`super::event_chain`].

use chrono::{DateTime, Utc};

use super::event_chain::{put_head, take_place};
use super::row::Row;
use super::{Page, StoreError, Tx, new_id, time};
use crate::domain::event_chain::Link;

/// How a deed ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventResult {
    /// It was done.
    Done,
    /// A rule of the house refused it.
    Refused,
    /// The program could not do it.
    Failed,
}

impl EventResult {
    const ALL: [Self; 3] = [Self::Done, Self::Refused, Self::Failed];

    /// The permanent code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Failed => "failed",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|result| result.code() == code)
    }
}

/// One line of the record. Nothing that a person typed ever stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub at: DateTime<Utc>,
    /// Who, when it was somebody known.
    pub account_id: Option<String>,
    /// His log-in name at that time.
    pub login_name: String,
    /// What: the permanent code of the action.
    pub action: String,
    /// On which filing, when on one.
    pub filing_id: Option<String>,
    /// How it ended.
    pub result: EventResult,
    /// From which network address.
    pub from_address: String,
    /// The request number that pages and logs show too.
    pub request_id: String,
    /// Codes and counts only.
    pub detail: String,
}

impl Event {
    /// The event as it will be kept, with an id of its own and no place yet.
    fn link(&self) -> Link {
        Link {
            position: None,
            digest: None,
            id: new_id(self.at),
            at: time::to_text(self.at),
            account_id: self.account_id.clone(),
            login_name: self.login_name.clone(),
            action: self.action.clone(),
            filing_id: self.filing_id.clone(),
            result: self.result.code().to_owned(),
            from_address: self.from_address.clone(),
            request_id: self.request_id.clone(),
            detail: self.detail.clone(),
        }
    }
}

#[derive(sqlx::FromRow)]
struct EventRow {
    id: String,
    at: String,
    account_id: Option<String>,
    login_name: String,
    action: String,
    filing_id: Option<String>,
    result: String,
    from_address: String,
    request_id: String,
    detail: String,
}

impl EventRow {
    fn read(self) -> Result<Event, StoreError> {
        let row = Row::new("event", &self.id);
        Ok(Event {
            at: row.time("at", &self.at)?,
            result: row.some("result", EventResult::from_code(&self.result))?,
            account_id: self.account_id,
            login_name: self.login_name,
            action: self.action,
            filing_id: self.filing_id,
            from_address: self.from_address,
            request_id: self.request_id,
            detail: self.detail,
        })
    }
}

/// Writes one line of the record, at the end of its chain. The last thing that a deed writes: from
/// here to the end of the transaction nobody else can write a line.
pub async fn insert_event(tx: &mut Tx, event: &Event) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO event
        (id, at, account_id, login_name, action, filing_id, result, from_address, request_id,
         detail, position, digest)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    let (position, previous) = take_place(tx).await?;
    let link = event.link();
    let digest = link.digest_behind(&previous, position);
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(&link.id)
            .bind(&link.at)
            .bind(&link.account_id)
            .bind(&link.login_name)
            .bind(&link.action)
            .bind(&link.filing_id)
            .bind(&link.result)
            .bind(&link.from_address)
            .bind(&link.request_id)
            .bind(&link.detail)
            .bind(position)
            .bind(&digest)
    )?;
    put_head(tx, &digest).await
}

/// The record, newest first.
pub async fn list_events(tx: &mut Tx, page: Page) -> Result<Vec<Event>, StoreError> {
    const SQL: &str = "SELECT id, at, account_id, login_name, action, filing_id, result,
        from_address, request_id, detail
        FROM event ORDER BY at DESC, id DESC LIMIT $1 OFFSET $2";
    let rows: Vec<EventRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL)
            .bind(page.limit())
            .bind(page.offset())
            .fetch_all(connection)
            .await)?;
    rows.into_iter().map(EventRow::read).collect()
}

/// The record of one filing, newest first.
pub async fn list_events_of_filing(
    tx: &mut Tx,
    filing_id: &str,
    page: Page,
) -> Result<Vec<Event>, StoreError> {
    const SQL: &str = "SELECT id, at, account_id, login_name, action, filing_id, result,
        from_address, request_id, detail
        FROM event WHERE filing_id = $1 ORDER BY at DESC, id DESC LIMIT $2 OFFSET $3";
    let rows: Vec<EventRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL)
            .bind(filing_id)
            .bind(page.limit())
            .bind(page.offset())
            .fetch_all(connection)
            .await)?;
    rows.into_iter().map(EventRow::read).collect()
}
