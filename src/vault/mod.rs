//! 佐证材料 as files: kept under their digest in a folder or in an S3-compatible store, received in
//! parts, looked at for what they are and for viruses before they are kept.
//!
//! Also the key that seals what the database keeps and must not tell.
//!
//! Names that people give to files never reach this room: a blob is known by its digest, a file
//! under way by the id of its upload.

mod blobs;
mod disk;
mod error;
mod examine;
mod scan;
mod seal;
mod spool;
mod tls;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::config::EvidenceSettings;
use crate::domain::evidence::{FileKind, FileRules};

pub use blobs::{Blob, Blobs};
pub use error::VaultError;
pub use examine::Examined;
pub use scan::Scanner;
pub use seal::{Seal, SealError};
pub use spool::{Spool, SpoolError};
pub use tls::trust;

const MEBIBYTE: u64 = 1024 * 1024;

/// Where the files of a portal are.
#[derive(Debug)]
pub struct Vault {
    /// What is kept.
    pub blobs: Blobs,
    /// What is under way.
    pub spool: Spool,
    /// Who looks for viruses.
    pub scanner: Scanner,
    /// What is taken.
    pub rules: FileRules,
}

impl Vault {
    /// Opens the place that the settings name; without one, `evidence` in the folder of the data.
    /// Files under way always lie in that folder.
    ///
    /// # Errors
    /// When a setting makes no sense, a folder cannot be made or the store does not answer.
    pub async fn open(settings: &EvidenceSettings, data: &Path) -> Result<Self, VaultError> {
        let rules = rules(settings)?;
        let scanner = Scanner::of(&settings.scan)?;
        let blobs = match &settings.s3 {
            Some(s3) => Blobs::in_s3(s3).await?,
            None => Blobs::in_folder(&folder(settings, data))?,
        };
        Ok(Self {
            blobs,
            spool: Spool::open(&data.join("uploads"))?,
            scanner,
            rules,
        })
    }

    /// What a file under way is: its size, its digest, its kind.
    ///
    /// # Errors
    /// When it cannot be read, or is nothing that could be evidence.
    pub async fn examine(&self, upload: &str) -> Result<Examined, VaultError> {
        examine::examine(self.spool.path(upload)?).await
    }
}

fn folder(settings: &EvidenceSettings, data: &Path) -> PathBuf {
    let own = settings.folder.clone();
    own.unwrap_or_else(|| data.join("evidence"))
}

fn rules(settings: &EvidenceSettings) -> Result<FileRules, VaultError> {
    let kinds = settings
        .kinds
        .iter()
        .map(|code| FileKind::from_code(code).ok_or_else(|| VaultError::UnknownKind(code.clone())));
    Ok(FileRules {
        file_bytes: u64::from(settings.file_mib).saturating_mul(MEBIBYTE),
        filing_bytes: u64::from(settings.filing_mib).saturating_mul(MEBIBYTE),
        kinds: kinds.collect::<Result<BTreeSet<_>, _>>()?,
    })
}
