//! What is handed over.

use crate::domain::message::{Channel, MessageKind};

/// A message as it is handed over.
#[derive(Debug, Clone, Copy)]
pub struct Letter<'a> {
    /// Its id: the other side knows by it what it had before.
    pub id: &'a str,
    /// Of what it tells.
    pub kind: MessageKind,
    /// By which way it goes.
    pub channel: Channel,
    /// The webhook's name; empty for mail.
    pub hook: &'a str,
    /// The address or number; empty for a group.
    pub recipient: &'a str,
    /// The name of the person or group.
    pub name: &'a str,
    /// One line.
    pub subject: &'a str,
    /// Plain text.
    pub body: &'a str,
}
