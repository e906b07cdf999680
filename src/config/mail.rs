//! Settings of what people are told outside the portal, and of the mail server.

use std::path::PathBuf;

use serde::Deserialize;
use validator::{Validate, ValidationError};

/// The last hour of a day.
const LAST_HOUR: u32 = 23;
/// Nobody is reminded a year ahead.
const MOST_DAYS: u32 = 90;

/// What people are told outside the portal, and when.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub struct NoticeSettings {
    /// The address by which people reach the portal, for the links in messages; empty for no links.
    #[validate(custom(function = "is_address"))]
    pub address: String,
    /// So many days before the deadline those who owe are reminded; empty for never.
    #[validate(custom(function = "are_days"))]
    pub reminder_days: Vec<u32>,
    /// The hour of the day, Beijing time, from which reminders and lists of the day go out.
    #[validate(range(max = LAST_HOUR, message = "notices.hour must lie between 0 and 23"))]
    pub hour: u32,
}

impl Default for NoticeSettings {
    fn default() -> Self {
        Self {
            address: String::new(),
            reminder_days: vec![10, 3, 1],
            hour: 8,
        }
    }
}

fn is_address(address: &str) -> Result<(), ValidationError> {
    let is_web = address.starts_with("https://") || address.starts_with("http://");
    let is_plain = !address.contains(|c: char| c.is_whitespace() || c.is_control());
    if address.is_empty() || (is_web && is_plain) {
        return Ok(());
    }
    Err(ValidationError::new("address")
        .with_message("notices.address must be empty or begin with https:// or http://".into()))
}

fn are_days(days: &[u32]) -> Result<(), ValidationError> {
    if days.iter().all(|day| *day <= MOST_DAYS) {
        return Ok(());
    }
    Err(ValidationError::new("days")
        .with_message("notices.reminder_days must lie between 0 and 90".into()))
}

/// How the connection to the mail server is protected.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MailTls {
    /// STARTTLS, and nothing is sent without it.
    #[default]
    Starttls,
    /// From the first byte on.
    Tls,
    /// Not at all: for a server on this machine or in the same room only.
    None,
}

/// The mail server.
#[derive(Clone, Default, Deserialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub struct MailSettings {
    /// Its name; empty where no mail is sent.
    pub server: String,
    /// Its port; 0 for the usual one (587, 465, 25).
    pub port: u16,
    /// How the connection is protected.
    pub tls: MailTls,
    /// The user; empty for none.
    pub user: String,
    /// His password.
    pub password: String,
    /// A file with his password, in place of it. Without both it is taken from the environment
    /// (`ZIPING_MAIL_PASSWORD`).
    pub password_file: Option<PathBuf>,
    /// The address that messages come from.
    pub from: String,
    /// The address that answers go to; empty for the same.
    pub reply_to: String,
    /// A file with the certificate (PEM) of the authority that the server's own certificate is from,
    /// besides those the system knows.
    pub authority_file: Option<PathBuf>,
}

/// The password reaches no log.
impl std::fmt::Debug for MailSettings {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("MailSettings")
            .field("server", &self.server)
            .field("port", &self.port)
            .field("tls", &self.tls)
            .field("user", &self.user)
            .field("password_file", &self.password_file)
            .field("from", &self.from)
            .field("reply_to", &self.reply_to)
            .field("authority_file", &self.authority_file)
            .finish_non_exhaustive()
    }
}
