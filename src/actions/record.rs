//! Ends an action: what it wrote and its event stand or fall together.

use chrono::{DateTime, Utc};

use super::{Caller, Origin};
use crate::store::event::{Event, EventResult, insert_event};
use crate::store::{Store, StoreError, Tx};

/// An error of an action, as far as the event record is concerned.
pub(super) trait Outcome: From<StoreError> {
    /// The permanent code of the refusal; `None` when the program itself failed.
    fn refusal_code(&self) -> Option<&'static str>;
}

/// The event that an action will leave, before its result is known.
#[derive(Debug, Clone)]
pub(super) struct Deed {
    event: Event,
}

impl Deed {
    /// A deed of a known caller.
    pub(super) fn of(caller: &Caller, action: &str, now: DateTime<Utc>) -> Self {
        let mut deed = Self::from(&caller.origin, action, now);
        deed.event.account_id = Some(caller.actor.account_id.clone());
        deed.event.login_name.clone_from(&caller.login_name);
        deed
    }

    /// A deed of somebody not known yet.
    pub(super) fn from(origin: &Origin, action: &str, now: DateTime<Utc>) -> Self {
        Self {
            event: Event {
                at: now,
                account_id: None,
                login_name: String::new(),
                action: action.to_owned(),
                filing_id: None,
                result: EventResult::Done,
                from_address: origin.address.clone(),
                request_id: origin.request_id.clone(),
                detail: String::new(),
            },
        }
    }

    /// Names the account when it becomes known.
    pub(super) fn by(mut self, account_id: &str, login_name: &str) -> Self {
        self.event.account_id = Some(account_id.to_owned());
        login_name.clone_into(&mut self.event.login_name);
        self
    }

    /// Names the filing; only one that exists, never text from an address.
    pub(super) fn on_filing(mut self, filing_id: &str) -> Self {
        self.event.filing_id = Some(filing_id.to_owned());
        self
    }

    /// Codes and counts, never typed content.
    pub(super) fn detail(mut self, detail: String) -> Self {
        self.event.detail = detail;
        self
    }

    /// Writes the event of a deed done, in the deed's own transaction.
    pub(super) async fn done(self, tx: &mut Tx) -> Result<(), StoreError> {
        insert_event(tx, &self.event).await
    }

    fn ended(mut self, result: EventResult, code: &str) -> Self {
        self.event.result = result;
        let detail = format!("{code} {}", self.event.detail);
        detail.trim_end().clone_into(&mut self.event.detail);
        self
    }
}

/// Commits a deed with its event, or undoes it and records only that it was refused.
pub(super) async fn settle<T, E: Outcome>(
    store: &Store,
    mut tx: Tx,
    deed: Deed,
    outcome: Result<T, E>,
) -> Result<T, E> {
    let error = match outcome {
        Ok(value) => {
            deed.done(&mut tx).await?;
            tx.commit().await?;
            return Ok(value);
        }
        Err(error) => error,
    };
    tx.rollback().await?;
    refuse(store, deed, &error).await?;
    Err(error)
}

/// Records that a deed was refused or failed.
pub(super) async fn refuse<E: Outcome>(
    store: &Store,
    deed: Deed,
    error: &E,
) -> Result<(), StoreError> {
    let deed = match error.refusal_code() {
        Some(code) => deed.ended(EventResult::Refused, code),
        None => deed.ended(EventResult::Failed, "store-failure"),
    };
    let mut tx = store.write().await?;
    deed.done(&mut tx).await?;
    tx.commit().await
}
