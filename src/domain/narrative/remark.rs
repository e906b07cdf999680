//! How a remark is made from a place in a paragraph.

use std::ops::Range;

use super::Remark;
use super::passage::Passage;
use crate::domain::check::Severity;

/// What a check wants to say.
pub(super) struct Draft {
    pub check: &'static str,
    pub expected: String,
    pub message: String,
    pub cure: String,
}

impl Draft {
    pub fn new(check: &'static str, message: String, cure: &str) -> Self {
        Self {
            check,
            expected: String::new(),
            message,
            cure: cure.to_owned(),
        }
    }

    /// The same with the figure that would be right.
    pub fn expecting(self, expected: String) -> Self {
        Self { expected, ..self }
    }
}

pub(super) fn remark(
    passage: &Passage<'_>,
    at: Range<usize>,
    severity: Severity,
    draft: Draft,
) -> Remark {
    Remark {
        check: draft.check,
        severity,
        published: passage.original(at.clone()).to_owned(),
        at: passage.bytes(at),
        expected: draft.expected,
        message: draft.message,
        cure: draft.cure,
    }
}

pub(super) fn error(passage: &Passage<'_>, at: Range<usize>, draft: Draft) -> Remark {
    remark(passage, at, Severity::Error, draft)
}

pub(super) fn warning(passage: &Passage<'_>, at: Range<usize>, draft: Draft) -> Remark {
    remark(passage, at, Severity::Warning, draft)
}

pub(super) fn notice(passage: &Passage<'_>, at: Range<usize>, draft: Draft) -> Remark {
    remark(passage, at, Severity::Notice, draft)
}
