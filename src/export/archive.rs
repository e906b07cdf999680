//! An archive that grows file by file on the disk, and a list of what is in it by which anybody can
//! tell that nothing was changed, removed or put in.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Seek, Write as _};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::ExportError;
use crate::domain::publication::{hex, sha256_hex};

/// The list within the archive.
const MANIFEST: &str = "manifest.json";

/// What this program writes and reads.
const FORMAT: &str = "ziping-archive-1";

/// Bytes read at once.
const PART: usize = 64 * 1024;

/// What is in an archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Which rules it follows.
    pub format: String,
    /// What it is about.
    pub title: String,
    /// When it was made.
    pub made_at: String,
    /// How much of what is in it.
    pub counts: BTreeMap<String, u64>,
    /// Every file but the manifest itself, in their order.
    pub files: Vec<ManifestFile>,
}

/// One file of an archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestFile {
    /// Its path.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// Its digest.
    pub sha256: String,
}

/// An archive being written.
#[derive(Debug)]
pub struct Archive {
    zip: ZipWriter<File>,
    files: Vec<ManifestFile>,
    counts: BTreeMap<String, u64>,
}

impl Archive {
    /// An empty archive in a file.
    #[must_use]
    pub fn new(file: File) -> Self {
        Self {
            zip: ZipWriter::new(file),
            files: Vec::new(),
            counts: BTreeMap::new(),
        }
    }

    /// Adds a file.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn add(&mut self, path: &str, bytes: &[u8]) -> Result<(), ExportError> {
        self.write(path, bytes)?;
        self.files.push(ManifestFile {
            path: path.to_owned(),
            bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            sha256: sha256_hex(bytes),
        });
        Ok(())
    }

    /// Counts one more of a kind.
    pub fn count(&mut self, what: &str) {
        *self.counts.entry(what.to_owned()).or_insert(0) += 1;
    }

    /// Ends the archive with its manifest and puts all of it on the disk.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn finish(mut self, title: &str, made_at: &str) -> Result<Manifest, ExportError> {
        let manifest = Manifest {
            format: FORMAT.to_owned(),
            title: title.to_owned(),
            made_at: made_at.to_owned(),
            counts: std::mem::take(&mut self.counts),
            files: std::mem::take(&mut self.files),
        };
        let text = serde_json::to_vec_pretty(&manifest)?;
        self.write(MANIFEST, &text)?;
        self.zip.finish()?.sync_all()?;
        Ok(manifest)
    }

    fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), ExportError> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(zip::DateTime::default());
        self.zip.start_file(path, options)?;
        self.zip.write_all(bytes)?;
        Ok(())
    }
}

/// Why an archive is not what it was.
#[derive(Debug, thiserror::Error)]
pub enum Unsound {
    /// It has no manifest, or one of another program.
    #[error("no manifest of this program is in it")]
    NoManifest,
    /// A file that the manifest names is not there.
    #[error("{0} was removed")]
    Missing(String),
    /// A file is another one by now.
    #[error("{0} was changed")]
    Changed(String),
    /// There is a file that the manifest does not name.
    #[error("{0} was put in")]
    Added(String),
    /// It cannot be read.
    #[error(transparent)]
    Unreadable(#[from] ExportError),
}

/// Compares every file of an archive with its manifest.
///
/// # Errors
/// The first thing that is not as it was.
pub fn verify_archive(file: impl Read + Seek) -> Result<Manifest, Unsound> {
    let mut zip = ZipArchive::new(file).map_err(ExportError::from)?;
    let text = read(&mut zip, MANIFEST)?.ok_or(Unsound::NoManifest)?;
    let manifest: Manifest = serde_json::from_slice(&text).map_err(|_| Unsound::NoManifest)?;
    if manifest.format != FORMAT {
        return Err(Unsound::NoManifest);
    }
    for named in &manifest.files {
        let digest = digest_of(&mut zip, &named.path)?;
        let digest = digest.ok_or_else(|| Unsound::Missing(named.path.clone()))?;
        if digest != (named.sha256.clone(), named.bytes) {
            return Err(Unsound::Changed(named.path.clone()));
        }
    }
    let is_named = |path: &str| manifest.files.iter().any(|file| file.path == path);
    for path in zip.file_names() {
        let path = path.map_err(ExportError::from)?;
        if path != MANIFEST && !is_named(&path) {
            return Err(Unsound::Added(path.into_owned()));
        }
    }
    Ok(manifest)
}

fn read(
    zip: &mut ZipArchive<impl Read + Seek>,
    path: &str,
) -> Result<Option<Vec<u8>>, ExportError> {
    let Ok(mut entry) = zip.by_name(path) else {
        return Ok(None);
    };
    let mut bytes = Vec::new();
    entry.read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}

fn digest_of(
    zip: &mut ZipArchive<impl Read + Seek>,
    path: &str,
) -> Result<Option<(String, u64)>, ExportError> {
    let Ok(mut entry) = zip.by_name(path) else {
        return Ok(None);
    };
    let (mut digest, mut bytes, mut part) = (Sha256::new(), 0_u64, vec![0; PART]);
    loop {
        let length = entry.read(&mut part)?;
        let Some(read) = part.get(..length).filter(|read| !read.is_empty()) else {
            return Ok(Some((hex(&digest.finalize()), bytes)));
        };
        digest.update(read);
        bytes += u64::try_from(length).unwrap_or(0);
    }
}
