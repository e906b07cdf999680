//! The event record as a whole: verified along its chain, handed out, and closed where it need no
//! longer be kept.

use chrono::{DateTime, TimeDelta, Utc};

use super::Caller;
use super::record::{Deed, Outcome, settle};
use crate::domain::event_chain::{Break, CHECKPOINT, Mark, Walk};
use crate::store::event_chain::{
    close_through, find_ends, find_last_before, find_stray, list_links,
};
use crate::store::{Store, StoreError};

/// Events are kept for at least so many days (六个月, 网络安全法 第二十一条).
pub const FEWEST_DAYS: i64 = 183;

/// A sound chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// How many records were looked at.
    pub records: i64,
    /// The last record no longer kept; position 0 when all are.
    pub closed: Mark,
    /// The last record.
    pub head: Mark,
}

/// Why a chain is not sound, or could not be walked.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// It is broken.
    #[error(transparent)]
    Broken(#[from] Break),
    /// The row with its head is gone.
    #[error("the head of the chain is gone")]
    NoHead,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Walks the whole chain in one consistent state of the database; with `noted` it must pass
/// through that mark.
pub async fn verify_events(store: &Store, noted: Option<Mark>) -> Result<Verified, VerifyError> {
    let mut tx = store.read().await?;
    let ends = find_ends(&mut tx).await?.ok_or(VerifyError::NoHead)?;
    if let Some(stray) = find_stray(&mut tx, ends.closed.position).await? {
        return Err(Break::Inserted { id: stray.id }.into());
    }
    let mut walk = Walk::from(ends.closed.clone());
    if let Some(mark) = noted.filter(|mark| mark.position > ends.closed.position) {
        walk = walk.through(mark);
    }
    let mut behind = ends.closed.position;
    let mut records = 0;
    loop {
        let links = list_links(&mut tx, behind).await?;
        let Some(last) = links.last() else { break };
        behind = last.position.unwrap_or(behind);
        for link in &links {
            walk.step(link)?;
            records += 1;
        }
    }
    let head = walk.end(&ends.head)?;
    Ok(Verified {
        records,
        closed: ends.closed,
        head,
    })
}

/// Why the record is not closed.
#[derive(Debug, thiserror::Error)]
pub enum CloseError {
    /// Only from the server's own machine.
    #[error("操作记录的到期清理只能在服务器上办理。")]
    NotAllowed,
    /// Too short.
    #[error("操作记录至少保存 {FEWEST_DAYS} 天。")]
    TooShort,
    /// It is broken: what is broken is not cleared away.
    #[error("操作记录的校验没有通过，不能清理：{0}")]
    Broken(#[from] Break),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Outcome for CloseError {
    fn refusal_code(&self) -> Option<&'static str> {
        match self {
            Self::NotAllowed => Some("not-allowed"),
            Self::TooShort => Some("too-short"),
            Self::Broken(_) => Some("broken"),
            Self::Store(_) => None,
        }
    }
}

/// Removes what is older than so many days and lets the chain begin behind it. A record in the
/// chain itself says through which record and with which digest it was closed, by whom and when,
/// so the chain stays whole. Gives how many records were removed.
pub async fn close_events(
    store: &Store,
    caller: &Caller,
    keep_days: i64,
    now: DateTime<Utc>,
) -> Result<u64, CloseError> {
    let deed = Deed::of(caller, CHECKPOINT, now);
    if !caller.is_command_line() {
        let error = CloseError::NotAllowed;
        super::record::refuse(store, deed, &error).await?;
        return Err(error);
    }
    if keep_days < FEWEST_DAYS {
        return Err(CloseError::TooShort);
    }
    match verify_events(store, None).await {
        Ok(_) | Err(VerifyError::NoHead) => {}
        Err(VerifyError::Broken(broken)) => return Err(broken.into()),
        Err(VerifyError::Store(error)) => return Err(error.into()),
    }
    let mut tx = store.write().await?;
    let Some(mark) = find_last_before(&mut tx, now - TimeDelta::days(keep_days)).await? else {
        return Ok(0);
    };
    let detail = mark.closing_detail();
    let outcome = close_through(&mut tx, &mark)
        .await
        .map_err(CloseError::from);
    settle(store, tx, deed.detail(detail), outcome).await
}

/// Records that somebody took the whole record away as a file.
pub async fn note_export(
    store: &Store,
    caller: &Caller,
    format: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mut tx = store.write().await?;
    let deed = Deed::of(caller, "export-events", now).detail(format!("format={format}"));
    deed.done(&mut tx).await?;
    tx.commit().await
}
