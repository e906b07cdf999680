//! All outputs in one zipped file, with the digest of each.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{ExportError, Exported, Kind, Snapshot, export};
use crate::domain::publication::sha256_hex;

/// The list of digests, in the form that `sha256sum -c` reads.
const DIGESTS: &str = "SHA256SUMS.txt";

pub(super) fn write(snapshot: &Snapshot) -> Result<Vec<u8>, ExportError> {
    let mut files = Vec::new();
    let mut digests = String::new();
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Bundle) {
        let Exported { name, bytes, .. } = export(snapshot, kind)?;
        digests.push_str(&format!("{}  {name}\n", sha256_hex(&bytes)));
        files.push((name, bytes));
    }
    files.push((DIGESTS.to_owned(), digests.into_bytes()));
    zipped(&files)
}

/// Files in one zipped file, in this order; the same files always give the same bytes.
pub(super) fn zipped(
    files: &[(impl AsRef<str>, impl AsRef<[u8]>)],
) -> Result<Vec<u8>, ExportError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(name.as_ref(), options)?;
        archive.write_all(bytes.as_ref())?;
    }
    Ok(archive.finish()?.into_inner())
}
