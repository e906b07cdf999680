//! Settings of a webhook: a signed call over http for each message.

use std::path::PathBuf;

use serde::Deserialize;
use validator::Validate;

/// What a webhook understands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WebhookKind {
    /// 短信 and the like: JSON with the person's mobile number, one call for each person.
    Plain,
    /// The robot of a 钉钉 group, one call for a whole 催报.
    Dingtalk,
}

/// A webhook.
#[derive(Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct WebhookSettings {
    /// What 发送记录 calls it; of several, each has its own.
    #[validate(length(
        min = 1,
        max = 40,
        message = "webhook.name must have 1 to 40 characters"
    ))]
    pub name: String,
    /// Its address: https, or http on this machine.
    #[validate(length(min = 1, max = 2000, message = "webhook.url must not be empty"))]
    pub url: String,
    /// What it understands.
    pub kind: WebhookKind,
    /// What calls are signed with.
    #[serde(default)]
    pub secret: String,
    /// A file with it, in its place.
    #[serde(default)]
    pub secret_file: Option<PathBuf>,
    /// The name of the environment variable with it, in its place.
    #[serde(default)]
    pub secret_env: Option<String>,
    /// The code of the finance bureau whose messages go there; empty for all.
    #[serde(default)]
    pub bureau: String,
}

/// Neither the address, in which some carry a token, nor the secret reaches a log.
impl std::fmt::Debug for WebhookSettings {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("WebhookSettings")
            .field("name", &self.name)
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}
