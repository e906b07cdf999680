//! What a check found.

use serde::Serialize;

use crate::domain::filing::{CellCode, reason_code};

/// How much a finding weighs.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// 错误: must be corrected before 提交.
    Error,
    /// 需说明: needs a written reason before 提交.
    Warning,
    /// 提示: informs, never stops.
    Notice,
}

impl Severity {
    /// The word officials use.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Error => "错误",
            Self::Warning => "需说明",
            Self::Notice => "提示",
        }
    }

    /// A class name and permanent code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Notice => "notice",
        }
    }
}

/// One thing found in a filing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The permanent number of the check, for example `K03`.
    pub check: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// The form on which the cell stands (`f1`).
    pub form: String,
    /// The cell to look at.
    pub cell: CellCode,
    /// The cell in the words of the form, for lists.
    pub place: String,
    /// What is wrong, with both figures in it.
    pub message: String,
    /// What to do about it.
    pub cure: String,
    /// The words of a long text that it speaks of, as they are read; empty for all others.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub quote: String,
    /// Other cells that took part.
    pub related: Vec<CellCode>,
    /// The written reason given for it, when there is one.
    pub reason: Option<String>,
    /// The text that the cell would hold if the likeliest cause is the true one, to be put there
    /// in one step.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repair: Option<String>,
}

impl Finding {
    /// The same with the words that it speaks of.
    #[must_use]
    pub fn quoting(self, words: &str) -> Self {
        Self {
            quote: words.to_owned(),
            ..self
        }
    }

    /// The cell code under which the reason for this finding is kept.
    #[must_use]
    pub fn reason_cell(&self) -> CellCode {
        reason_code(self.check, &self.cell)
    }

    /// Whether this finding stops 提交.
    #[must_use]
    pub fn blocks(&self) -> bool {
        match self.severity {
            Severity::Error => true,
            Severity::Warning => self.reason.is_none(),
            Severity::Notice => false,
        }
    }
}
