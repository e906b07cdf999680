//! Files under way: they grow part by part, each part on the disk before it is acknowledged.

use std::collections::HashSet;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};

use super::VaultError;

/// The folder of the files under way.
#[derive(Debug)]
pub struct Spool {
    folder: PathBuf,
    busy: Arc<Mutex<HashSet<String>>>,
}

/// Why a part is not taken.
#[derive(Debug, thiserror::Error)]
pub enum SpoolError {
    /// The file goes on elsewhere: so many bytes are there.
    #[error("the file goes on at byte {0}")]
    GoesOnAt(u64),
    /// Another part of the same file is just being written.
    #[error("another part of this file is being written")]
    Busy,
    /// The disk.
    #[error(transparent)]
    Vault(#[from] VaultError),
}

impl Spool {
    pub(super) fn open(folder: &Path) -> Result<Self, VaultError> {
        fs::create_dir_all(folder)?;
        Ok(Self {
            folder: folder.to_owned(),
            busy: Arc::default(),
        })
    }

    /// Where a file under way lies.
    ///
    /// # Errors
    /// When the id is none of ours; it becomes part of a path.
    pub fn path(&self, upload: &str) -> Result<PathBuf, VaultError> {
        let is_ours = !upload.is_empty()
            && upload
                .bytes()
                .all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
        if is_ours {
            Ok(self.folder.join(upload))
        } else {
            Err(VaultError::Id(upload.to_owned()))
        }
    }

    /// How many bytes of a file have arrived.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn length(&self, upload: &str) -> Result<u64, VaultError> {
        length(&self.path(upload)?)
    }

    /// Adds a part that begins at `offset`; gives how many bytes there are then.
    ///
    /// # Errors
    /// [`SpoolError::GoesOnAt`] when the part does not begin where the file ends.
    pub async fn append(
        &self,
        upload: &str,
        offset: u64,
        bytes: Vec<u8>,
    ) -> Result<u64, SpoolError> {
        let path = self.path(upload)?;
        let turn = Turn::take(&self.busy, upload).ok_or(SpoolError::Busy)?;
        let written = tokio::task::spawn_blocking(move || {
            let _held = turn;
            write(&path, offset, &bytes)
        });
        written.await.map_err(VaultError::from)?
    }

    /// Removes the files to which nothing was added since this time, those among them that a
    /// breakdown left behind after they were kept.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn sweep(&self, before: DateTime<Utc>) -> Result<(), VaultError> {
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            let known = entry.metadata()?;
            if known.is_file() && DateTime::<Utc>::from(known.modified()?) < before {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }

    /// Removes a file; it does not matter whether it is there.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn remove(&self, upload: &str) -> Result<(), VaultError> {
        match fs::remove_file(self.path(upload)?) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }
}

fn length(path: &Path) -> Result<u64, VaultError> {
    match fs::metadata(path) {
        Ok(known) => Ok(known.len()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(0),
        Err(error) => Err(error.into()),
    }
}

fn write(path: &Path, offset: u64, bytes: &[u8]) -> Result<u64, SpoolError> {
    let there = length(path)?;
    if there != offset {
        return Err(SpoolError::GoesOnAt(there));
    }
    let append = || -> io::Result<u64> {
        let mut file = OpenOptions::new().append(true).create(true).open(path)?;
        let written = file.write_all(bytes).and_then(|()| file.sync_data());
        if let Err(error) = written {
            // Half a part would be taken for a whole one by who goes on.
            file.set_len(offset)?;
            return Err(error);
        }
        Ok(file.metadata()?.len())
    };
    append().map_err(|error| VaultError::from(error).into())
}

/// One part of a file at a time; given back when it is written, even if nobody waits for it any more.
#[derive(Debug)]
struct Turn {
    busy: Arc<Mutex<HashSet<String>>>,
    upload: String,
}

impl Turn {
    fn take(busy: &Arc<Mutex<HashSet<String>>>, upload: &str) -> Option<Self> {
        let mut held = busy.lock().unwrap_or_else(PoisonError::into_inner);
        held.insert(upload.to_owned()).then(|| Self {
            busy: Arc::clone(busy),
            upload: upload.to_owned(),
        })
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut held = self.busy.lock().unwrap_or_else(PoisonError::into_inner);
        held.remove(&self.upload);
    }
}
