//! What the button of 提交 says; counties call it differently.

use serde::{Deserialize, Serialize};

/// The word for 提交.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SubmitWord {
    /// 提交.
    #[default]
    Submit,
    /// 送审.
    SendForReview,
    /// 上报.
    Report,
}

impl SubmitWord {
    /// Every word.
    pub const ALL: [Self; 3] = [Self::Submit, Self::SendForReview, Self::Report];

    /// The word itself; also what forms send.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Submit => "提交",
            Self::SendForReview => "送审",
            Self::Report => "上报",
        }
    }

    /// The choice whose word this is.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.word() == word)
    }
}
