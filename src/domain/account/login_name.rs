//! The name typed to log in.

use unicode_normalization::UnicodeNormalization as _;
use validator::ValidateLength as _;

/// No name typed is this long. Folding makes up to 18 characters of one, so more is not folded.
const LONGEST_TYPED: usize = 200;

/// A log-in name fit for an account: folded, 2 to 40 of `a` to `z`, digits, `-`, `_` and `.`.
///
/// Only ASCII, because letters of other scripts look like these; and at least one letter or digit,
/// because the name stands in addresses, where `..` leads elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoginName(String);

/// Why a log-in name does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LoginNameProblem {
    /// Too short or too long.
    #[error("登录名应为 2 至 40 个字符。")]
    Length,
    /// A character that does not fit.
    #[error("登录名只能用英文字母、数字和“-”“_”“.”，例如 jia-tianbao。")]
    Character,
    /// Nothing but signs.
    #[error("登录名至少应有一个英文字母或数字，例如 jia-tianbao。")]
    OnlySigns,
}

impl LoginName {
    /// The name as kept, or why it does not fit.
    pub fn parse(typed: &str) -> Result<Self, LoginNameProblem> {
        let name = fold_login_name(typed);
        if !name.validate_length(Some(2), Some(40), None) {
            return Err(LoginNameProblem::Length);
        }
        let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        if !name.chars().all(fits) {
            return Err(LoginNameProblem::Character);
        }
        if !name.contains(|c: char| c.is_ascii_alphanumeric()) {
            return Err(LoginNameProblem::OnlySigns);
        }
        Ok(Self(name))
    }

    /// The name as kept.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The form in which names are kept and compared: `ＡＢＣ ` and `abc` are the same name.
/// What is too long for a name becomes the empty name, which nobody has.
#[must_use]
pub fn fold_login_name(typed: &str) -> String {
    if typed.chars().nth(LONGEST_TYPED).is_some() {
        return String::new();
    }
    typed.trim().nfkc().flat_map(char::to_lowercase).collect()
}
