//! Reading files in parts, apart from the threads that serve requests.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::Path;

use super::VaultError;

/// At most `most` bytes of a file from `offset` on; nothing at its end.
pub(super) async fn read_part(
    file: &Path,
    offset: u64,
    most: usize,
) -> Result<Vec<u8>, VaultError> {
    let file = file.to_owned();
    let read = move || -> io::Result<Vec<u8>> {
        let mut file = File::open(file)?;
        file.seek(SeekFrom::Start(offset))?;
        let mut part = Vec::new();
        file.take(u64::try_from(most).unwrap_or(u64::MAX))
            .read_to_end(&mut part)?;
        Ok(part)
    };
    Ok(tokio::task::spawn_blocking(read).await??)
}
