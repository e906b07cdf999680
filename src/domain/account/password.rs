//! What makes a password good enough.

use std::fmt;

use validator::{ValidateContains as _, ValidateLength as _};

const SHORTEST: u64 = 8;
const LONGEST: u64 = 128;
/// From this length on a phrase of any characters will do.
const PHRASE: u64 = 16;

/// Pieces that guessers try first.
const COMMON: [&str; 12] = [
    "password", "passw0rd", "12345678", "87654321", "11111111", "00000000", "88888888", "qwerty",
    "abc123", "iloveyou", "woaini", "admin123",
];

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
    #[error("密码至少 8 个字符。")]
    TooShort,
    /// Too long to be meant.
    #[error("密码最多 128 个字符。")]
    TooLong,
    /// Too uniform.
    #[error("密码应含大写字母、小写字母、数字、其他字符中的至少三种；16 个字符以上的不限。")]
    TooUniform,
    /// The log-in name is in it.
    #[error("密码不能包含登录名。")]
    ContainsName,
    /// Guessed first.
    #[error("密码含有容易被猜到的片段（如 12345678、password），请换一个。")]
    Common,
}

impl NewPassword {
    /// The password for the account of this name, or why it is not good enough.
    pub fn parse(typed: &str, login_name: &str) -> Result<Self, PasswordProblem> {
        if !typed.validate_length(Some(SHORTEST), None, None) {
            return Err(PasswordProblem::TooShort);
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
        if kinds(typed) < 3 && !typed.validate_length(Some(PHRASE), None, None) {
            return Err(PasswordProblem::TooUniform);
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
fn kinds(text: &str) -> usize {
    let is_other = |c: char| !c.is_ascii_alphanumeric();
    [
        text.contains(|c: char| c.is_ascii_uppercase()),
        text.contains(|c: char| c.is_ascii_lowercase()),
        text.contains(|c: char| c.is_ascii_digit()),
        text.contains(is_other),
    ]
    .into_iter()
    .filter(|found| *found)
    .count()
}
