//! What is done once a day: reminders, the reviewers' lists of the day, and clearing away what need
//! no longer be kept. Done again on the same day it tells nobody anything twice.

use chrono::{DateTime, TimeDelta, Utc};

use super::remind::remind_all;
use super::summary::tell_reviewers;
use crate::actions::Caller;
use crate::actions::event_record::{CloseError, close_events};
use crate::courier::Channels;
use crate::store::event_chain::find_last_before;
use crate::store::message::delete_ended;
use crate::store::occasion::delete_addressed;
use crate::store::{Store, StoreError};

/// What is done once a day.
#[derive(Debug, Clone)]
pub struct DailyPlan {
    /// So many days before the deadline those who owe are reminded.
    pub reminder_days: Vec<u32>,
    /// Records of events and messages are kept so many days.
    pub keep_days: i64,
}

/// What came of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Swept {
    /// New reminders.
    pub reminders: usize,
    /// New lists of the day.
    pub lists: usize,
    /// Records of events removed.
    pub events: u64,
    /// Messages removed.
    pub messages: u64,
}

/// Does what is done once a day.
///
/// # Errors
/// When the database fails, or the record of events is not sound and so not cleared.
pub async fn run_daily(
    store: &Store,
    channels: &Channels,
    plan: &DailyPlan,
    now: DateTime<Utc>,
) -> Result<Swept, CloseError> {
    let mut done = Swept::default();
    if channels.is_any() {
        done.reminders = remind_all(store, channels, &plan.reminder_days, now).await?;
        done.lists = tell_reviewers(store, channels, now).await?;
    }
    let oldest = now - TimeDelta::days(plan.keep_days);
    done.messages = forget(store, oldest).await?;
    if has_closable(store, oldest).await? {
        let caller = Caller::command_line();
        done.events = close_events(store, &caller, plan.keep_days, now).await?;
    }
    Ok(done)
}

/// Removes messages, and what they were about, that are over since before this moment.
async fn forget(store: &Store, oldest: DateTime<Utc>) -> Result<u64, StoreError> {
    let mut tx = store.write().await?;
    let messages = delete_ended(&mut tx, oldest).await?;
    delete_addressed(&mut tx, oldest).await?;
    tx.commit().await?;
    Ok(messages)
}

/// Whether there are events to clear; the whole chain is verified only when there are.
async fn has_closable(store: &Store, oldest: DateTime<Utc>) -> Result<bool, StoreError> {
    let mut tx = store.read().await?;
    Ok(find_last_before(&mut tx, oldest).await?.is_some())
}
