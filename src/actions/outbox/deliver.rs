//! Messages are handed over one by one.

use chrono::{DateTime, TimeDelta, Utc};

use crate::courier::{Courier, Letter};
use crate::domain::message::{MessageState, after_failure};
use crate::store::lease::{give_lease_back, take_lease};
use crate::store::message::{
    Attempt, Message, claim_message, finish_attempt, has_due_messages, release_stuck,
};
use crate::store::{Store, StoreError};

/// The work that only one node does at a time.
const LEASE: &str = "outbox";
/// A node that has not renewed its turn for so long has stopped.
const TURN: TimeDelta = TimeDelta::minutes(3);
/// A message is in somebody's hand for so long at most; handing one over takes less.
const IN_HAND: TimeDelta = TimeDelta::minutes(10);

/// Said of a message in the hand of a program that stopped.
const UNCLEAR: &str = "发送途中程序停止，不知道对方是否已经收到；请先核实，需要时重发。";

/// Takes the turn of sending, or renews it; `false` while another node has it.
pub async fn take_turn(
    store: &Store,
    holder: &str,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let mut tx = store.write().await?;
    let is_ours = take_lease(&mut tx, LEASE, holder, now + TURN, now).await?;
    tx.commit().await?;
    Ok(is_ours)
}

/// Gives the turn back, so that the next node need not wait.
pub async fn give_back(store: &Store, holder: &str) -> Result<(), StoreError> {
    let mut tx = store.write().await?;
    give_lease_back(&mut tx, LEASE, holder).await?;
    tx.commit().await
}

/// Whether a message waits to be handed over, or hangs in the hand of a program that stopped.
pub async fn has_work(store: &Store, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let mut tx = store.read().await?;
    has_due_messages(&mut tx, now).await
}

/// Messages in the hand of a program that stopped are shown as 未确认; gives how many.
pub async fn release(store: &Store, now: DateTime<Utc>) -> Result<u64, StoreError> {
    let mut tx = store.write().await?;
    let released = release_stuck(&mut tx, UNCLEAR, now).await?;
    tx.commit().await?;
    Ok(released)
}

/// Hands over the message whose turn it is and gives what became of it; `None` when none is due.
pub async fn deliver_next(
    store: &Store,
    courier: &Courier,
    now: DateTime<Utc>,
) -> Result<Option<MessageState>, StoreError> {
    let mut tx = store.write().await?;
    let claimed = claim_message(&mut tx, now + IN_HAND, now).await?;
    tx.commit().await?;
    let Some(message) = claimed else {
        return Ok(None);
    };
    let sent = courier.send(&letter(&message), now).await;
    let (state, error, pause) = match &sent {
        Ok(()) => (MessageState::Sent, "", TimeDelta::zero()),
        Err(failure) => {
            let (state, pause) = after_failure(message.attempts, failure);
            (state, failure.sentence.as_str(), pause)
        }
    };
    let attempt = Attempt {
        state,
        error,
        next_try_at: now + pause,
    };
    let mut tx = store.write().await?;
    finish_attempt(&mut tx, &message, attempt, now).await?;
    tx.commit().await?;
    Ok(Some(state))
}

fn letter(message: &Message) -> Letter<'_> {
    Letter {
        id: &message.id,
        kind: message.kind,
        channel: message.channel,
        hook: &message.hook,
        recipient: &message.recipient,
        name: &message.name,
        subject: &message.subject,
        body: &message.body,
    }
}
