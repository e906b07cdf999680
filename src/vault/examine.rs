//! A file read once from its beginning to its end: its size, its digest, its kind.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::VaultError;
use crate::domain::evidence::{FileKind, Inspection};
use crate::domain::publication::hex;

const CHUNK: usize = 256 * 1024;

/// What a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examined {
    /// Its size, bytes.
    pub bytes: u64,
    /// Its SHA-256 in hexadecimal.
    pub digest: String,
    /// Its kind, by its content.
    pub kind: FileKind,
}

/// Reads a file apart from the threads that serve requests.
pub(super) async fn examine(path: PathBuf) -> Result<Examined, VaultError> {
    tokio::task::spawn_blocking(move || read(&path)).await?
}

fn read(path: &Path) -> Result<Examined, VaultError> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        // Nothing of it has arrived.
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(crate::domain::evidence::FileProblem::Empty.into());
        }
        Err(error) => return Err(error.into()),
    };
    let (mut inspection, mut digest) = (Inspection::default(), Sha256::new());
    let mut bytes: u64 = 0;
    let mut chunk = vec![0; CHUNK];
    loop {
        let length = file.read(&mut chunk)?;
        let Some(read) = chunk.get(..length).filter(|read| !read.is_empty()) else {
            break;
        };
        inspection.take(read);
        digest.update(read);
        bytes = bytes.saturating_add(u64::try_from(length).unwrap_or(u64::MAX));
    }
    let parts = inspection.is_zip().then(|| parts(file)).flatten();
    Ok(Examined {
        bytes,
        kind: inspection.kind(parts.as_deref())?,
        digest: hex(&digest.finalize()),
    })
}

/// The names of the parts of a zipped file; nothing is unpacked.
fn parts(file: File) -> Option<Vec<String>> {
    let archive = zip::ZipArchive::new(io::BufReader::new(file)).ok()?;
    let names = archive.file_names();
    names.map(|name| Some(name.ok()?.into_owned())).collect()
}
