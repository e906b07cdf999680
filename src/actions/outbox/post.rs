//! Messages written for the people they are for, by each of their ways.

use chrono::{DateTime, Utc};

use crate::courier::Channels;
use crate::domain::message::{Channel, MessageKind, Words};
use crate::domain::workflow::OrganizationId;
use crate::store::addressee::Addressee;
use crate::store::message::{NewMessage, insert_message};
use crate::store::organization::Organization;
use crate::store::{StoreError, Tx};

/// What is told, before it is known to whom.
#[derive(Debug)]
pub(super) struct Told<'a> {
    /// What it is that is told only once.
    pub key: &'a str,
    /// Of what.
    pub kind: MessageKind,
    /// The bureau it belongs to.
    pub bureau: &'a Organization,
    /// The filing it is about.
    pub filing_id: Option<&'a str>,
    /// The words.
    pub words: &'a Words,
}

impl<'a> Told<'a> {
    fn message(&'a self, once_key: &'a str, channel: Channel) -> NewMessage<'a> {
        NewMessage {
            once_key,
            kind: self.kind,
            channel,
            hook: "",
            recipient: "",
            name: "",
            subject: &self.words.subject,
            body: &self.words.body,
            bureau_id: Some(self.bureau.id.as_str()),
            filing_id: self.filing_id,
        }
    }
}

/// Writes a message for each of these people and each way he is reached by; gives how many are new.
pub(super) async fn tell_people(
    tx: &mut Tx,
    channels: &Channels,
    told: &Told<'_>,
    people: &[Addressee],
    now: DateTime<Utc>,
) -> Result<usize, StoreError> {
    let mut written = 0;
    for person in people {
        let (email, mobile) = (&person.contact.email, &person.contact.mobile);
        if channels.has_mail && !email.is_empty() {
            let key = format!("{}:mail:{}", told.key, person.account_id);
            let message = NewMessage {
                recipient: email,
                name: &person.display_name,
                ..told.message(&key, Channel::Mail)
            };
            written += usize::from(insert_message(tx, &message, now).await?);
        }
        if mobile.is_empty() {
            continue;
        }
        for hook in Channels::of_bureau(&channels.text, &told.bureau.code) {
            let key = format!("{}:text:{hook}:{}", told.key, person.account_id);
            let message = NewMessage {
                hook,
                recipient: mobile,
                name: &person.display_name,
                ..told.message(&key, Channel::Text)
            };
            written += usize::from(insert_message(tx, &message, now).await?);
        }
    }
    Ok(written)
}

/// Writes a message for each group of a bureau; gives how many are new.
pub(super) async fn tell_groups(
    tx: &mut Tx,
    channels: &Channels,
    told: &Told<'_>,
    now: DateTime<Utc>,
) -> Result<usize, StoreError> {
    let mut written = 0;
    for hook in Channels::of_bureau(&channels.groups, &told.bureau.code) {
        let key = format!("{}:group:{hook}", told.key);
        let message = NewMessage {
            hook,
            name: hook,
            ..told.message(&key, Channel::Group)
        };
        written += usize::from(insert_message(tx, &message, now).await?);
    }
    Ok(written)
}

/// The bureau an organization stands under, which may be itself.
pub(super) fn top_of(lineage: &[OrganizationId]) -> Option<&str> {
    lineage.last().map(String::as_str)
}
