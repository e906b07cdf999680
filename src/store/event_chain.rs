//! The chain of the event record: its head, its records in order, and what is closed.

use chrono::{DateTime, Utc};

use super::{Store, StoreError, Tx, time};
use crate::domain::event_chain::{Link, Mark};

/// So many records are read at one time.
const AT_ONCE: i64 = 1000;

/// Where the chain begins and ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ends {
    /// The last record that is no longer kept; the beginning when all are.
    pub closed: Mark,
    /// The last record.
    pub head: Mark,
}

#[derive(sqlx::FromRow)]
struct EndsRow {
    head_position: i64,
    head_digest: String,
    closed_position: i64,
    closed_digest: String,
}

#[derive(sqlx::FromRow)]
struct LinkRow {
    position: Option<i64>,
    digest: Option<String>,
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

impl LinkRow {
    fn read(self) -> Link {
        Link {
            position: self.position,
            digest: self.digest,
            id: self.id,
            at: self.at,
            account_id: self.account_id,
            login_name: self.login_name,
            action: self.action,
            filing_id: self.filing_id,
            result: self.result,
            from_address: self.from_address,
            request_id: self.request_id,
            detail: self.detail,
        }
    }
}

/// Where the chain begins and ends; `None` before the program first opened the database, or when
/// somebody took the row away.
pub async fn find_ends(tx: &mut Tx) -> Result<Option<Ends>, StoreError> {
    const SQL: &str = "SELECT head_position, head_digest, closed_position, closed_digest
        FROM event_chain WHERE id = 'event'";
    let row: Option<EndsRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL).fetch_optional(connection).await)?;
    Ok(row.map(|row| Ends {
        closed: Mark {
            position: row.closed_position,
            digest: row.closed_digest,
        },
        head: Mark {
            position: row.head_position,
            digest: row.head_digest,
        },
    }))
}

/// The place behind the head, with the head's digest. Kept from every other writer until the
/// transaction ends: an event is the last thing that a deed writes, so nobody waits long.
pub(super) async fn take_place(tx: &mut Tx) -> Result<(i64, String), StoreError> {
    const SQL: &str = "UPDATE event_chain SET head_position = head_position + 1 WHERE id = 'event'
        RETURNING head_position, head_digest";
    let found: Option<(i64, String)> = on_both!(tx, connection =>
        sqlx::query_as(SQL).fetch_optional(connection).await)?;
    found.ok_or_else(lost)
}

/// Moves the head to the record that was written in the place taken.
pub(super) async fn put_head(tx: &mut Tx, digest: &str) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE event_chain SET head_digest = $1 WHERE id = 'event'";
    execute!(tx, sqlx::query(SQL).bind(digest))?;
    Ok(())
}

/// Records behind this place in their order, some at a time.
pub async fn list_links(tx: &mut Tx, behind: i64) -> Result<Vec<Link>, StoreError> {
    const SQL: &str = "SELECT position, digest, id, at, account_id, login_name, action, filing_id,
        result, from_address, request_id, detail FROM event
        WHERE position > $1 ORDER BY position LIMIT $2";
    let rows: Vec<LinkRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL)
            .bind(behind)
            .bind(AT_ONCE)
            .fetch_all(connection)
            .await)?;
    Ok(rows.into_iter().map(LinkRow::read).collect())
}

/// A record that has no place in the chain, or one before its beginning.
pub async fn find_stray(tx: &mut Tx, closed: i64) -> Result<Option<Link>, StoreError> {
    const SQL: &str = "SELECT position, digest, id, at, account_id, login_name, action, filing_id,
        result, from_address, request_id, detail FROM event
        WHERE position IS NULL OR position <= $1 ORDER BY at, id LIMIT 1";
    let row: Option<LinkRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL).bind(closed).fetch_optional(connection).await)?;
    Ok(row.map(LinkRow::read))
}

/// The last record of those before this time, as kept.
pub async fn find_last_before(tx: &mut Tx, at: DateTime<Utc>) -> Result<Option<Mark>, StoreError> {
    const SQL: &str = "SELECT position, digest FROM event
        WHERE position < COALESCE((SELECT MIN(position) FROM event WHERE at >= $1),
            9223372036854775807)
        ORDER BY position DESC LIMIT 1";
    let found: Option<(i64, String)> = on_both!(tx, connection =>
        sqlx::query_as(SQL).bind(time::to_text(at)).fetch_optional(connection).await)?;
    Ok(found.map(|(position, digest)| Mark { position, digest }))
}

/// Lets the chain begin behind this record, and removes it and what came before; gives how many.
/// The record that closes them follows in the same transaction.
pub async fn close_through(tx: &mut Tx, mark: &Mark) -> Result<u64, StoreError> {
    const CLOSE: &str =
        "UPDATE event_chain SET closed_position = $1, closed_digest = $2 WHERE id = 'event'";
    const REMOVE: &str = "DELETE FROM event WHERE position <= $1";
    execute!(
        tx,
        sqlx::query(CLOSE).bind(mark.position).bind(&mark.digest)
    )?;
    Ok(execute!(tx, sqlx::query(REMOVE).bind(mark.position))?)
}

/// Begins the chain, once in the life of a database: records from before it get their digests in
/// the order of their places. Two programs that start at one moment do it once.
pub(super) async fn begin(store: &Store) -> Result<(), StoreError> {
    const BEGIN: &str = "INSERT INTO event_chain
        (id, head_position, head_digest, closed_position, closed_digest)
        VALUES ('event', 0, $1, 0, $1) ON CONFLICT (id) DO NOTHING";
    const SEAL: &str = "UPDATE event SET digest = $2 WHERE position = $1";
    const HEAD: &str =
        "UPDATE event_chain SET head_position = $1, head_digest = $2 WHERE id = 'event'";
    let mut tx = store.read().await?;
    let is_begun = find_ends(&mut tx).await?.is_some();
    tx.commit().await?;
    if is_begun {
        return Ok(());
    }
    let mut tx = store.write().await?;
    let mut head = Mark::beginning();
    if execute!(&mut tx, sqlx::query(BEGIN).bind(&head.digest))? == 0 {
        return tx.commit().await;
    }
    loop {
        let links = list_links(&mut tx, head.position).await?;
        if links.is_empty() {
            break;
        }
        for link in links {
            if link.digest.is_some() {
                // There was a chain, and somebody took its head away.
                return Err(lost());
            }
            let position = head.position.saturating_add(1);
            let digest = link.digest_behind(&head.digest, position);
            execute!(&mut tx, sqlx::query(SEAL).bind(position).bind(&digest))?;
            head = Mark { position, digest };
        }
    }
    execute!(
        &mut tx,
        sqlx::query(HEAD).bind(head.position).bind(&head.digest)
    )?;
    tx.commit().await
}

fn lost() -> StoreError {
    StoreError::Lost {
        table: "event_chain",
        id: "event".to_owned(),
    }
}
