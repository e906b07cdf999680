//! Running Chinese text: the figures it states, and what in them cannot be right.

use std::ops::Range;

use crate::domain::check::Severity;

/// Something found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The permanent number of the check (`K16`).
    pub check: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The bytes of the text it speaks of.
    pub at: Range<usize>,
    /// What the text says there, as printed: `9月31日`.
    pub published: String,
    /// What it should say, where that is known: `30.67%`; else empty.
    pub expected: String,
    /// One plain sentence in Chinese, with both figures.
    pub message: String,
    /// What to do.
    pub cure: String,
}
