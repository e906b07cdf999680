//! Why a document could not be set.

use typst::diag::SourceDiagnostic;

use crate::Moment;

/// No PDF was made.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// A moment that no calendar has.
    #[error("no such moment: {0:?}")]
    Moment(Moment),
    /// More than [`crate::MOST_CHARACTERS`].
    #[error("more than {} characters", crate::MOST_CHARACTERS)]
    TooLong,
    /// The tree could not be handed over.
    #[error("data: {0}")]
    Data(#[from] serde_json::Error),
    /// The typesetter refused the tree, or the standard PDF/A-2b the pages.
    #[error("typesetter: {0}")]
    Typesetter(String),
}

impl PdfError {
    pub(crate) fn of_typesetter(diagnostics: &[SourceDiagnostic]) -> Self {
        let messages = diagnostics.iter().map(|one| one.message.as_str());
        Self::Typesetter(messages.collect::<Vec<_>>().join("; "))
    }
}
