//! Why evidence is not taken, changed or shown.

use crate::actions::record::Outcome;
use crate::actions::schemes::UnknownScheme;
use crate::domain::evidence::FileProblem;
use crate::domain::workflow::Refusal;
use crate::store::StoreError;
use crate::vault::{SpoolError, VaultError};

/// Why a file is not taken, not changed or not shown.
#[derive(Debug, thiserror::Error)]
pub enum EvidenceError {
    /// There is no such filing, upload or file.
    #[error("没有这份材料，可能是链接不完整，或者材料已经删除。")]
    NotFound,
    /// The workflow refuses.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The file itself; the sentence is for its owner.
    #[error(transparent)]
    Problem(#[from] FileProblem),
    /// So many bytes of the file are there; it goes on after them.
    #[error("文件还没有传完，请继续上传。")]
    GoesOnAt(u64),
    /// Another part of the same file is being written.
    #[error("这个文件的另一部分正在上传，请稍候。")]
    Busy,
    /// The scheme is not known.
    #[error(transparent)]
    Scheme(#[from] UnknownScheme),
    /// The disk or the store of evidence failed.
    #[error(transparent)]
    Vault(VaultError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<VaultError> for EvidenceError {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::Refused(problem) => Self::Problem(problem),
            other => Self::Vault(other),
        }
    }
}

impl From<SpoolError> for EvidenceError {
    fn from(error: SpoolError) -> Self {
        match error {
            SpoolError::GoesOnAt(offset) => Self::GoesOnAt(offset),
            SpoolError::Busy => Self::Busy,
            SpoolError::Vault(error) => error.into(),
        }
    }
}

impl Outcome for EvidenceError {
    fn refusal_code(&self) -> Option<&'static str> {
        match self {
            Self::NotFound => Some("not-found"),
            Self::Refused(refusal) => Some(refusal.code()),
            Self::Problem(problem) => Some(problem.code()),
            Self::GoesOnAt(_) => Some("unfinished"),
            Self::Busy => Some("busy"),
            Self::Scheme(_) => Some("unknown-scheme"),
            Self::Vault(_) | Self::Store(_) => None,
        }
    }
}
