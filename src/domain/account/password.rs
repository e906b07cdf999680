//! What makes a password good enough, and when it has served long enough.

use std::fmt;

use chrono::{DateTime, TimeDelta, Utc};
use validator::{ValidateContains as _, ValidateLength as _};

const LONGEST: u64 = 128;
/// From this length on a phrase of any characters will do.
const PHRASE: u64 = 16;

/// Pieces that guessers try first.
const COMMON: [&str; 12] = [
    "password", "passw0rd", "12345678", "87654321", "11111111", "00000000", "88888888", "qwerty",
    "abc123", "iloveyou", "woaini", "admin123",
];

/// What the operator asks of the passwords that people choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PasswordPolicy {
    /// The fewest characters.
    pub shortest: u32,
    /// How many of the four kinds of characters must occur.
    pub kinds: u32,
    /// After so many days it must be changed; 0 for never.
    pub days: u32,
    /// So many of the last passwords are not taken again, the present one among them.
    pub not_again: u32,
}

impl PasswordPolicy {
    /// 8 characters, 3 of 4 kinds, 90 days, not one of the last 3, as most operators set it.
    pub const USUAL: Self = Self {
        shortest: 8,
        kinds: 3,
        days: 90,
        not_again: 3,
    };

    /// Whether a password of this age must be changed before anything else.
    #[must_use]
    pub fn is_over(&self, changed_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
        self.days > 0 && now - changed_at >= TimeDelta::days(i64::from(self.days))
    }

    /// What is asked, in words for the form.
    #[must_use]
    pub fn words(&self) -> String {
        let mut words = format!(
            "至少 {} 个字符，含大写字母、小写字母、数字、其他字符中的至少 {} 种；{PHRASE} 个字符以上的不限种类。",
            self.shortest, self.kinds
        );
        if self.not_again > 1 {
            words.push_str(&format!("不能与最近 {} 次用过的密码相同。", self.not_again));
        }
        if self.days > 0 {
            words.push_str(&format!("{} 天后需要更换。", self.days));
        }
        words
    }
}

/// A password fit for an account. Never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct NewPassword(String);

impl fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NewPassword(…)")
    }
}

/// Why a password is not good enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordProblem {
    /// Too short.
    #[error("密码至少 {0} 个字符。")]
    TooShort(u32),
    /// Too long to be meant.
    #[error("密码最多 128 个字符。")]
    TooLong,
    /// Too uniform.
    #[error("密码应含大写字母、小写字母、数字、其他字符中的至少{0}种；16 个字符以上的不限。")]
    TooUniform(u32),
    /// The log-in name is in it.
    #[error("密码不能包含登录名。")]
    ContainsName,
    /// Guessed first.
    #[error("密码含有容易被猜到的片段（如 12345678、password），请换一个。")]
    Common,
}

impl NewPassword {
    /// The password for the account of this name under this policy, or why it is not good enough.
    pub fn parse(
        typed: &str,
        login_name: &str,
        policy: &PasswordPolicy,
    ) -> Result<Self, PasswordProblem> {
        if !typed.validate_length(Some(u64::from(policy.shortest)), None, None) {
            return Err(PasswordProblem::TooShort(policy.shortest));
        }
        if !typed.validate_length(None, Some(LONGEST), None) {
            return Err(PasswordProblem::TooLong);
        }
        let folded = typed.to_lowercase();
        if !login_name.is_empty() && folded.validate_contains(login_name) {
            return Err(PasswordProblem::ContainsName);
        }
        if COMMON.iter().any(|piece| folded.validate_contains(piece)) {
            return Err(PasswordProblem::Common);
        }
        if kinds(typed) < policy.kinds && !typed.validate_length(Some(PHRASE), None, None) {
            return Err(PasswordProblem::TooUniform(policy.kinds));
        }
        Ok(Self(typed.to_owned()))
    }

    /// The text, for hashing.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How many of the four kinds of characters occur.
fn kinds(text: &str) -> u32 {
    let is_other = |c: char| !c.is_ascii_alphanumeric();
    [
        text.contains(|c: char| c.is_ascii_uppercase()),
        text.contains(|c: char| c.is_ascii_lowercase()),
        text.contains(|c: char| c.is_ascii_digit()),
        text.contains(is_other),
    ]
    .into_iter()
    .map(u32::from)
    .sum()
}
