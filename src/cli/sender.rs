//! Sends messages beside the running portal: one node at a time, from where the last one stopped.

use std::time::Duration;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use tokio::sync::watch::Receiver;

use super::place::now;
use crate::actions::event_record::CloseError;
use crate::actions::outbox::{
    DailyPlan, address_occasions, deliver_next, give_back, has_occasions, has_work, release,
    run_daily, take_turn,
};
use crate::config::Settings;
use crate::courier::{Channels, Courier};
use crate::domain::message::{MessageState, day_in_beijing, hour_in_beijing};
use crate::store::{Store, StoreError, new_id};

/// So long after one look at what is to be sent the next one comes.
const EVERY: Duration = Duration::from_secs(5);

/// The turn is renewed this often while there is much to send.
const RENEW: TimeDelta = TimeDelta::minutes(1);

/// Whoever sends.
#[derive(Debug)]
pub(super) struct Sender {
    store: Store,
    courier: Courier,
    channels: Channels,
    plan: DailyPlan,
    hour: u32,
    holder: String,
    /// The last day on which what is done daily was done.
    done_on: Option<NaiveDate>,
}

/// How many messages came to which end.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tally {
    /// Taken by the other side.
    pub sent: usize,
    /// Not taken, and tried again later.
    pub failed: usize,
    /// Given up.
    pub given_up: usize,
}

impl Sender {
    /// Somebody who sends as the operator set it.
    pub fn new(store: Store, courier: Courier, settings: &Settings) -> Self {
        Self {
            store,
            courier,
            channels: Channels::of(settings),
            plan: DailyPlan {
                reminder_days: settings.notices.reminder_days.clone(),
                keep_days: i64::from(settings.audit.keep_days),
            },
            hour: settings.notices.hour,
            holder: new_id(now()),
            done_on: None,
        }
    }

    /// Sends until it is told to stop; what cannot be done now is tried again.
    pub async fn keep_sending(mut self, mut stop: Receiver<bool>) {
        while !*stop.borrow() {
            if let Err(error) = self.look(&stop).await {
                tracing::error!(%error, "messages could not be sent");
            }
            tokio::select! {
                () = tokio::time::sleep(EVERY) => {}
                _ = stop.changed() => break,
            }
        }
        if let Err(error) = give_back(&self.store, &self.holder).await {
            tracing::warn!(%error, "the turn of sending could not be given back");
        }
    }

    /// One look at what is to be done. The database is only written to when there is something.
    async fn look(&mut self, stop: &Receiver<bool>) -> Result<(), CloseError> {
        let begun = now();
        let today = self.day_to_do(begun);
        let is_idle = today.is_none()
            && !has_occasions(&self.store).await?
            && !has_work(&self.store, begun).await?;
        if is_idle || !take_turn(&self.store, &self.holder, begun).await? {
            return Ok(());
        }
        if let Some(today) = today {
            // What fails is told and done again tomorrow, not every few seconds.
            self.done_on = Some(today);
            let done = run_daily(&self.store, &self.channels, &self.plan, begun).await?;
            tracing::info!(?done, "the work of the day is done");
        }
        self.send_all(|| *stop.borrow()).await?;
        Ok(())
    }

    /// The day on which what is done daily is still to be done.
    fn day_to_do(&self, at: DateTime<Utc>) -> Option<NaiveDate> {
        let today = day_in_beijing(at);
        (self.done_on != Some(today) && hour_in_beijing(at) >= self.hour).then_some(today)
    }

    /// Hands over everything that is due and gives the turn back; `None` while another node has it.
    pub async fn send_once(&self) -> Result<Option<Tally>, StoreError> {
        if !take_turn(&self.store, &self.holder, now()).await? {
            return Ok(None);
        }
        let done = self.send_all(|| false).await;
        give_back(&self.store, &self.holder).await?;
        done.map(Some)
    }

    /// Hands over everything that is due, until `is_over` says so.
    async fn send_all(&self, is_over: impl Fn() -> bool) -> Result<Tally, StoreError> {
        while !is_over() && address_occasions(&self.store, &self.channels, now()).await? > 0 {}
        release(&self.store, now()).await?;
        let mut tally = Tally::default();
        let mut renewed = now();
        while !is_over() {
            if now() - renewed > RENEW {
                renewed = now();
                if !take_turn(&self.store, &self.holder, renewed).await? {
                    break;
                }
            }
            match deliver_next(&self.store, &self.courier, now()).await? {
                None => break,
                Some(MessageState::Sent) => tally.sent += 1,
                Some(MessageState::GivenUp) => tally.given_up += 1,
                Some(_) => tally.failed += 1,
            }
        }
        Ok(tally)
    }
}
