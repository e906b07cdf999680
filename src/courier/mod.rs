//! Hands messages to whoever carries them: a mail server, or a webhook over http.

mod channels;
mod error;
mod hook;
mod letter;
mod mail;
mod secret;

use chrono::{DateTime, Utc};

pub use channels::Channels;
pub use error::CourierError;
pub use letter::Letter;

use crate::config::Settings;
use crate::domain::message::{Channel, Failure};
use hook::Hook;
use mail::Mailer;

/// Whoever carries messages.
#[derive(Debug)]
pub struct Courier {
    mailer: Option<Mailer>,
    hooks: Vec<Hook>,
}

impl Courier {
    /// Makes ready what the operator set; nothing is connected yet.
    ///
    /// # Errors
    /// When a setting cannot be used, in a sentence for the operator.
    pub fn open(settings: &Settings) -> Result<Self, CourierError> {
        let mail = &settings.mail;
        let mailer = if mail.server.is_empty() {
            None
        } else {
            Some(Mailer::open(mail, &settings.site.name)?)
        };
        let hooks = settings.webhook.iter().map(Hook::open);
        let hooks: Vec<Hook> = hooks.collect::<Result<_, _>>()?;
        for (index, hook) in hooks.iter().enumerate() {
            if hooks
                .iter()
                .skip(index + 1)
                .any(|other| other.name == hook.name)
            {
                return Err(CourierError::SameName(hook.name.clone()));
            }
        }
        Ok(Self { mailer, hooks })
    }

    /// Hands one message over. It has gone through when the other side says that it took it.
    ///
    /// # Errors
    /// Why it did not go through, for the people of the bureau.
    pub async fn send(&self, letter: &Letter<'_>, now: DateTime<Utc>) -> Result<(), Failure> {
        if letter.channel == Channel::Mail {
            let mailer = self.mailer.as_ref().ok_or_else(not_set_up)?;
            return mailer.send(letter, now).await;
        }
        let hook = self.hooks.iter().find(|hook| hook.name == letter.hook);
        hook.ok_or_else(not_set_up)?.send(letter, now).await
    }
}

/// A message of earlier settings.
fn not_set_up() -> Failure {
    Failure::passing("这种发送方式现在没有设置，请系统管理员检查配置文件。")
}
