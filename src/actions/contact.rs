//! 我的通知: how somebody is reached outside the portal, and of what he does not want to be told.

use chrono::{DateTime, Utc};

use super::Caller;
use super::account::{AccountError, find_by_login, require_administrator, settle_on_account};
use super::record::{Deed, Outcome, settle};
use crate::domain::message::{ContactProblem, EmailAddress, MessageKind, MobileNumber};
use crate::store::contact::{Contact, list_off, load_contact, put_contact, put_off};
use crate::store::{Store, StoreError};

/// Why it is not kept.
#[derive(Debug, thiserror::Error)]
pub enum ContactError {
    /// An address or a number does not fit.
    #[error(transparent)]
    Unfit(#[from] ContactProblem),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Outcome for ContactError {
    fn refusal_code(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(_) => Some("unfit"),
            Self::Store(_) => None,
        }
    }
}

/// How the caller is reached, and of what he does not want to be told.
pub async fn load_own_notices(
    store: &Store,
    caller: &Caller,
) -> Result<(Contact, Vec<MessageKind>), StoreError> {
    let mut tx = store.read().await?;
    let id = &caller.actor.account_id;
    Ok((
        load_contact(&mut tx, id).await?,
        list_off(&mut tx, id).await?,
    ))
}

/// Reads what was typed; an empty text is no address or number at all.
pub fn read_contact(email: &str, mobile: &str) -> Result<Contact, ContactProblem> {
    let (email, mobile) = (email.trim(), mobile.trim());
    let mut contact = Contact::default();
    if !email.is_empty() {
        EmailAddress::parse(email)?
            .as_str()
            .clone_into(&mut contact.email);
    }
    if !mobile.is_empty() {
        MobileNumber::parse(mobile)?
            .as_str()
            .clone_into(&mut contact.mobile);
    }
    Ok(contact)
}

/// Keeps how the caller is reached, and of what he does not want to be told.
///
/// # Errors
/// See [`ContactError`].
pub async fn change_own_notices(
    store: &Store,
    caller: &Caller,
    contact: &Contact,
    off: &[MessageKind],
    now: DateTime<Utc>,
) -> Result<(), ContactError> {
    let off: Vec<MessageKind> = off
        .iter()
        .copied()
        .filter(|kind| kind.may_be_off())
        .collect();
    let mut tx = store.write().await?;
    let id = &caller.actor.account_id;
    let outcome = async {
        put_contact(&mut tx, id, contact).await?;
        put_off(&mut tx, id, &off).await?;
        Ok(())
    }
    .await;
    settle(store, tx, Deed::of(caller, "change-notices", now), outcome).await
}

/// Keeps how somebody is reached, for the system administrator.
///
/// # Errors
/// When the caller is none, or there is no such account.
pub async fn change_contact(
    store: &Store,
    caller: &Caller,
    login_name: &str,
    contact: &Contact,
    now: DateTime<Utc>,
) -> Result<(), AccountError> {
    let mut tx = store.write().await?;
    let outcome = async {
        require_administrator(caller)?;
        let account = find_by_login(&mut tx, login_name).await?;
        put_contact(&mut tx, &account.id, contact).await?;
        Ok(account.id)
    }
    .await;
    let deed = Deed::of(caller, "change-contact", now);
    settle_on_account(store, tx, deed, outcome).await
}
