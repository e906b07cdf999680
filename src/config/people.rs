//! Settings about people: what passwords must be, how long their deeds are kept on record.

use std::path::PathBuf;

use serde::Deserialize;
use validator::Validate;

/// What the passwords that people choose must be.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub struct PasswordSettings {
    /// The fewest characters.
    #[validate(range(
        min = 8,
        max = 64,
        message = "password.shortest must lie between 8 and 64"
    ))]
    pub shortest: u32,
    /// How many of the four kinds (capitals, small letters, digits, others) must occur.
    #[validate(range(min = 1, max = 4, message = "password.kinds must lie between 1 and 4"))]
    pub kinds: u32,
    /// After so many days it must be changed; 0 for never.
    #[validate(range(max = 3650, message = "password.days must lie between 0 and 3650"))]
    pub days: u32,
    /// So many of the last passwords are not taken again.
    #[validate(range(max = 24, message = "password.not_again must lie between 0 and 24"))]
    pub not_again: u32,
}

impl Default for PasswordSettings {
    fn default() -> Self {
        Self {
            shortest: 8,
            kinds: 3,
            days: 90,
            not_again: 3,
        }
    }
}

/// 动态验证码 after the password, and the key that seals what telephones share.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub struct SecondFactorSettings {
    /// The roles, by their codes, whose people must have one.
    pub required_for: Vec<String>,
    /// The file with the key, in place of `secret.key` in the data folder.
    pub key_file: Option<PathBuf>,
}

/// How long the record of events is kept.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub struct AuditSettings {
    /// Days; `ziping events close` removes what is older.
    #[validate(range(
        min = 183,
        max = 36500,
        message = "audit.keep_days must lie between 183 and 36500"
    ))]
    pub keep_days: u32,
}

impl Default for AuditSettings {
    fn default() -> Self {
        Self { keep_days: 1096 }
    }
}
