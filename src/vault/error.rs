//! What can go wrong with files.

use crate::domain::evidence::{FileKind, FileProblem};

/// A failure of a disk, a store or a setting, or a file that is not taken.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The file is not taken; the sentence is for its owner.
    #[error(transparent)]
    Refused(#[from] FileProblem),
    /// The settings name a kind of file that there is not.
    #[error(
        "evidence.kinds names the unknown kind “{0}”\n  known kinds: {known}",
        known = FileKind::ALL.map(FileKind::code).join(", ")
    )]
    UnknownKind(String),
    /// The settings name two scanners, or one that cannot be asked.
    #[error("evidence.scan: {0}\n  docs/ziping.example.toml says what each key takes")]
    Scan(&'static str),
    /// The object store.
    #[error(
        "the store of evidence does not answer: {0}\n  check evidence.s3 or evidence.folder in the configuration, and that the store is running"
    )]
    Store(#[from] object_store::Error),
    /// The disk.
    #[error(
        "a file of the evidence cannot be read or written: {0}\n  check that this user may write to the data folder, and that the disk is not full"
    )]
    Disk(#[from] std::io::Error),
    /// A task of the program was broken off.
    #[error("a task was broken off: {0}")]
    Broken(#[from] tokio::task::JoinError),
    /// An id that this program cannot have made.
    #[error("no id of an upload: {0}")]
    Id(String),
}
