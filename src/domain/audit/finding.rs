//! What the audit of a document found.

use serde::Serialize;

use crate::domain::check::Severity;

/// One thing found in a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AuditFinding {
    /// The permanent number of the check (`K01`).
    pub check: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Where, in words a reader of the document finds: `附件4 “三公经费”控制情况 控制率（第414行）`.
    pub place: String,
    /// What the document says there, as printed: `100%`.
    pub published: String,
    /// What it should say, where that is known: `30.67%`; else empty.
    pub expected: String,
    /// One plain sentence in Chinese, with both figures.
    pub message: String,
    /// What to do.
    pub cure: String,
}
