//! 发送记录: messages that go out, each to one person or group by one channel.

use chrono::{DateTime, Utc};
use sqlx::QueryBuilder;

use super::row::Row;
use super::{StoreError, Tx, new_id, time};
use crate::domain::message::{Channel, MessageKind, MessageState};

/// A message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Its id.
    pub id: String,
    /// Of what it tells.
    pub kind: MessageKind,
    /// By which way it goes.
    pub channel: Channel,
    /// The name of the webhook it goes through; empty for mail.
    pub hook: String,
    /// The address or number; empty for a group.
    pub recipient: String,
    /// The name of the person or group.
    pub name: String,
    /// One line.
    pub subject: String,
    /// The text.
    pub body: String,
    /// Whose people see it.
    pub bureau_id: Option<String>,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// How far it has come.
    pub state: MessageState,
    /// How often it was tried.
    pub attempts: u32,
    /// When it is tried next; while it is being sent, until when that may take.
    pub next_try_at: DateTime<Utc>,
    /// Why it did not go through the last time; empty when nothing failed.
    pub last_error: String,
    /// When nothing more happened to it.
    pub ended_at: Option<DateTime<Utc>>,
}

/// A message to be written.
#[derive(Debug)]
pub struct NewMessage<'a> {
    /// What it is that is told only once.
    pub once_key: &'a str,
    /// Of what it tells.
    pub kind: MessageKind,
    /// By which way it goes.
    pub channel: Channel,
    /// The name of the webhook it goes through; empty for mail.
    pub hook: &'a str,
    /// The address or number; empty for a group.
    pub recipient: &'a str,
    /// The name of the person or group.
    pub name: &'a str,
    /// One line.
    pub subject: &'a str,
    /// The text.
    pub body: &'a str,
    /// Whose people see it.
    pub bureau_id: Option<&'a str>,
    /// The filing it is about.
    pub filing_id: Option<&'a str>,
}

#[derive(sqlx::FromRow)]
struct MessageRow {
    id: String,
    kind: String,
    channel: String,
    hook: String,
    recipient: String,
    name: String,
    subject: String,
    body: String,
    bureau_id: Option<String>,
    created_at: String,
    state: String,
    attempts: i64,
    next_try_at: String,
    last_error: String,
    ended_at: Option<String>,
}

impl MessageRow {
    fn read(self) -> Result<Message, StoreError> {
        let row = Row::new("message", &self.id);
        Ok(Message {
            kind: row.some("kind", MessageKind::from_code(&self.kind))?,
            channel: row.some("channel", Channel::from_code(&self.channel))?,
            state: row.some("state", MessageState::from_code(&self.state))?,
            created_at: row.time("created_at", &self.created_at)?,
            attempts: row.count("attempts", self.attempts)?,
            next_try_at: row.time("next_try_at", &self.next_try_at)?,
            ended_at: row.optional_time("ended_at", self.ended_at.as_deref())?,
            id: self.id,
            hook: self.hook,
            recipient: self.recipient,
            name: self.name,
            subject: self.subject,
            body: self.body,
            bureau_id: self.bureau_id,
            last_error: self.last_error,
        })
    }
}

const SELECT: &str = "SELECT id, kind, channel, hook, recipient, name, subject, body, bureau_id,
    created_at, state, attempts, next_try_at, last_error, ended_at FROM message";

/// Writes a message that is sent at once; `false` when what it tells was told before.
pub async fn insert_message(
    tx: &mut Tx,
    new: &NewMessage<'_>,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    const SQL: &str = "INSERT INTO message
        (id, once_key, kind, channel, hook, recipient, name, subject, body, bureau_id, filing_id,
         created_at, state, attempts, next_try_at, last_error, ended_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
        ON CONFLICT (once_key) DO NOTHING";
    let now_text = time::to_text(now);
    let written = execute!(
        tx,
        sqlx::query(SQL)
            .bind(new_id(now))
            .bind(new.once_key)
            .bind(new.kind.code())
            .bind(new.channel.code())
            .bind(new.hook)
            .bind(new.recipient)
            .bind(new.name)
            .bind(new.subject)
            .bind(new.body)
            .bind(new.bureau_id)
            .bind(new.filing_id)
            .bind(&now_text)
            .bind(MessageState::Waiting.code())
            .bind(0_i64)
            .bind(&now_text)
            .bind("")
            .bind(None::<String>)
    )?;
    Ok(written == 1)
}

/// The message with this id.
pub async fn find_message(tx: &mut Tx, id: &str) -> Result<Option<Message>, StoreError> {
    let row: Option<MessageRow> = on_both!(tx, connection => {
        let mut query = QueryBuilder::new(SELECT);
        query.push(" WHERE id = ").push_bind(id);
        query.build_query_as().fetch_optional(connection).await
    })?;
    row.map(MessageRow::read).transpose()
}

/// Whether a message is due, or hangs in the hand of a program that stopped.
pub async fn has_due_messages(tx: &mut Tx, now: DateTime<Utc>) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT id FROM message WHERE state = $1 AND next_try_at <= $2 LIMIT 1";
    for state in MessageState::DUE.into_iter().chain([MessageState::Sending]) {
        let found: Option<String> = on_both!(tx, connection =>
            sqlx::query_scalar(SQL)
                .bind(state.code())
                .bind(time::to_text(now))
                .fetch_optional(connection)
                .await)?;
        if found.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Takes the message whose turn it is in hand, to be sent until then. `None` when there is none, or
/// when another node was quicker.
pub async fn claim_message(
    tx: &mut Tx,
    until: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Option<Message>, StoreError> {
    const FIRST: &str = "SELECT id FROM message WHERE state = $1 AND next_try_at <= $2
        ORDER BY next_try_at, id LIMIT 1";
    const TAKE: &str = "UPDATE message SET state = $2, attempts = attempts + 1, next_try_at = $3
        WHERE id = $1 AND state = $4";
    for state in MessageState::DUE {
        let first: Option<String> = on_both!(tx, connection =>
            sqlx::query_scalar(FIRST)
                .bind(state.code())
                .bind(time::to_text(now))
                .fetch_optional(connection)
                .await)?;
        let Some(id) = first else { continue };
        let taken = execute!(
            tx,
            sqlx::query(TAKE)
                .bind(&id)
                .bind(MessageState::Sending.code())
                .bind(time::to_text(until))
                .bind(state.code())
        )?;
        if taken == 1 {
            return find_message(tx, &id).await;
        }
    }
    Ok(None)
}

/// What came of an attempt.
#[derive(Debug, Clone, Copy)]
pub struct Attempt<'a> {
    /// The state now.
    pub state: MessageState,
    /// Why it did not go through.
    pub error: &'a str,
    /// When it is tried again.
    pub next_try_at: DateTime<Utc>,
}

/// Writes what came of the attempt that [`claim_message`] began, unless it was tried again since.
pub async fn finish_attempt(
    tx: &mut Tx,
    claimed: &Message,
    attempt: Attempt<'_>,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE message SET state = $3, last_error = $4, next_try_at = $5,
        ended_at = $6 WHERE id = $1 AND attempts = $2 AND state IN ($7, $8)";
    let ended_at = attempt.state.is_over().then(|| time::to_text(now));
    let written = execute!(
        tx,
        sqlx::query(SQL)
            .bind(&claimed.id)
            .bind(i64::from(claimed.attempts))
            .bind(attempt.state.code())
            .bind(attempt.error)
            .bind(time::to_text(attempt.next_try_at))
            .bind(ended_at)
            .bind(MessageState::Sending.code())
            .bind(MessageState::Unclear.code())
    )?;
    Ok(written == 1)
}

/// Messages in the hand of a program that stopped: nobody knows whether they went out. Gives how many.
pub async fn release_stuck(
    tx: &mut Tx,
    error: &str,
    now: DateTime<Utc>,
) -> Result<u64, StoreError> {
    const SQL: &str = "UPDATE message SET state = $1, last_error = $2, ended_at = $3
        WHERE state = $4 AND next_try_at <= $3";
    Ok(execute!(
        tx,
        sqlx::query(SQL)
            .bind(MessageState::Unclear.code())
            .bind(error)
            .bind(time::to_text(now))
            .bind(MessageState::Sending.code())
    )?)
}

/// Puts a message from one state into another because a person said so; `false` when it is not in that
/// state any more.
pub async fn update_message_state(
    tx: &mut Tx,
    id: &str,
    from: MessageState,
    to: MessageState,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE message SET state = $3, next_try_at = $4, ended_at = $5
        WHERE id = $1 AND state = $2";
    let now_text = time::to_text(now);
    let ended_at = to.is_over().then_some(&now_text);
    let written = execute!(
        tx,
        sqlx::query(SQL)
            .bind(id)
            .bind(from.code())
            .bind(to.code())
            .bind(&now_text)
            .bind(ended_at)
    )?;
    Ok(written == 1)
}

/// Which messages are listed.
#[derive(Debug, Clone, Copy, Default)]
pub struct MessageFilter<'a> {
    /// Those of this bureau; of all without.
    pub bureau_id: Option<&'a str>,
    /// In this state.
    pub state: Option<MessageState>,
    /// Older than this one.
    pub before: Option<&'a str>,
}

/// So many messages, newest first.
pub async fn list_messages(
    tx: &mut Tx,
    filter: MessageFilter<'_>,
    most: u32,
) -> Result<Vec<Message>, StoreError> {
    let rows: Vec<MessageRow> = on_both!(tx, connection => {
        let mut query = QueryBuilder::new(SELECT);
        query.push(" WHERE id > ''");
        if let Some(bureau) = filter.bureau_id {
            query.push(" AND bureau_id = ").push_bind(bureau);
        }
        if let Some(state) = filter.state {
            query.push(" AND state = ").push_bind(state.code());
        }
        if let Some(before) = filter.before {
            query.push(" AND id < ").push_bind(before);
        }
        query.push(" ORDER BY id DESC LIMIT ").push_bind(i64::from(most));
        query.build_query_as().fetch_all(connection).await
    })?;
    rows.into_iter().map(MessageRow::read).collect()
}

/// Removes messages to which nothing happened since this moment; gives how many.
pub async fn delete_ended(tx: &mut Tx, before: DateTime<Utc>) -> Result<u64, StoreError> {
    const SQL: &str = "DELETE FROM message WHERE ended_at < $1";
    Ok(execute!(tx, sqlx::query(SQL).bind(time::to_text(before)))?)
}
