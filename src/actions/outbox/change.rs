//! 发送记录 in the hands of the bureau: what was sent, 重发, 取消.

use chrono::{DateTime, Utc};

use crate::actions::Caller;
use crate::actions::record::{Deed, Outcome, settle};
use crate::domain::message::MessageState;
use crate::domain::workflow::may_open_campaign;
use crate::store::message::{
    Message, MessageFilter, find_message, list_messages, update_message_state,
};
use crate::store::{Store, StoreError, Tx};

/// Why a message is left as it is.
#[derive(Debug, thiserror::Error)]
pub enum OutboxError {
    /// There is none, or it is another bureau's.
    #[error("没有这条发送记录，可能已经清理。")]
    NotFound,
    /// It has come too far, or not far enough.
    #[error("这条通知现在是“{}”，不能这样办理。", .0.label())]
    NotNow(MessageState),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Outcome for OutboxError {
    fn refusal_code(&self) -> Option<&'static str> {
        match self {
            Self::NotFound => Some("not-found"),
            Self::NotNow(_) => Some("not-now"),
            Self::Store(_) => None,
        }
    }
}

/// The messages of the caller's bureau, newest first, so many older than one of them.
pub async fn list_own_messages(
    store: &Store,
    caller: &Caller,
    state: Option<MessageState>,
    before: Option<&str>,
    most: u32,
) -> Result<Vec<Message>, StoreError> {
    let Some(bureau) = caller.actor.organization_id.as_deref() else {
        return Ok(Vec::new());
    };
    let filter = MessageFilter {
        bureau_id: Some(bureau),
        state,
        before,
    };
    let mut tx = store.read().await?;
    list_messages(&mut tx, filter, most).await
}

/// 重发: once more at once, whatever came of it before.
///
/// # Errors
/// See [`OutboxError`].
pub async fn send_again(
    store: &Store,
    caller: &Caller,
    id: &str,
    now: DateTime<Utc>,
) -> Result<(), OutboxError> {
    let mut tx = store.write().await?;
    let outcome = change(&mut tx, caller, id, MessageState::Waiting, now).await;
    let deed = Deed::of(caller, "resend-message", now);
    settle(store, tx, deed, outcome).await
}

/// 取消 of a message that has not gone out.
///
/// # Errors
/// See [`OutboxError`].
pub async fn cancel_message(
    store: &Store,
    caller: &Caller,
    id: &str,
    now: DateTime<Utc>,
) -> Result<(), OutboxError> {
    let mut tx = store.write().await?;
    let outcome = change(&mut tx, caller, id, MessageState::Cancelled, now).await;
    let deed = Deed::of(caller, "cancel-message", now);
    settle(store, tx, deed, outcome).await
}

async fn change(
    tx: &mut Tx,
    caller: &Caller,
    id: &str,
    to: MessageState,
    now: DateTime<Utc>,
) -> Result<(), OutboxError> {
    let found = find_message(tx, id).await?.filter(|message| {
        let bureau = message.bureau_id.as_ref();
        bureau.is_some_and(|bureau| may_open_campaign(&caller.actor, bureau))
    });
    let from = found.ok_or(OutboxError::NotFound)?.state;
    let may = match to {
        MessageState::Cancelled => from.may_be_cancelled(),
        _ => from.may_be_sent_again(),
    };
    if may && update_message_state(tx, id, from, to, now).await? {
        Ok(())
    } else {
        Err(OutboxError::NotNow(from))
    }
}
