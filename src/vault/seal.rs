//! The key that seals what the database keeps and nobody who has only the database may read.

use std::fmt;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use data_encoding::HEXLOWER;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};

/// So many bytes make a key.
const KEY_BYTES: usize = 32;

/// The key's file in the folder of the data, unless the settings name another one.
const FILE: &str = "secret.key";

/// Why nothing can be sealed or unsealed.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The key's file cannot be read or made.
    #[error(
        "cannot use the key file {path}\n  this user must be able to read it; it belongs into the backup, but not beside that of the database"
    )]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file holds no key.
    #[error(
        "the key file {0} holds no key\n  it must hold 64 hexadecimal digits; put it back from the backup"
    )]
    NoKey(PathBuf),
    /// No random bytes.
    #[error("no random bytes: {0}")]
    Random(String),
    /// What was sealed was sealed with another key, for another purpose, or was changed.
    #[error("a sealed text does not open with this key")]
    Broken,
}

/// Seals short texts for the database. Each is tied to what it is about, so that none can be put in
/// another's place.
#[derive(Clone)]
pub struct Seal(Arc<LessSafeKey>);

impl fmt::Debug for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Seal(…)")
    }
}

impl Seal {
    /// The seal whose key is in this file; without one, in `secret.key` of the folder of the data,
    /// which is made when it is missing and which only this user may read.
    ///
    /// # Errors
    /// When the file cannot be read or made, or holds no key.
    pub fn open(file: Option<&Path>, data: &Path) -> Result<Self, SealError> {
        let path = file.map_or_else(|| data.join(FILE), Path::to_owned);
        let text = match std::fs::read_to_string(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && file.is_none() => {
                make(&path)?
            }
            other => other.map_err(|source| failed(&path, source))?,
        };
        let key = HEXLOWER.decode(text.trim().to_lowercase().as_bytes());
        let key = key.ok().filter(|key| key.len() == KEY_BYTES);
        let key = key.and_then(|key| UnboundKey::new(&CHACHA20_POLY1305, &key).ok());
        let key = key.ok_or(SealError::NoKey(path))?;
        Ok(Self(Arc::new(LessSafeKey::new(key))))
    }

    /// The bytes as a text that only this key opens, for what it is about.
    ///
    /// # Errors
    /// When the machine gives no random bytes.
    pub fn seal(&self, bytes: &[u8], about: &str) -> Result<String, SealError> {
        let nonce: [u8; NONCE_LEN] = random()?;
        let mut sealed = bytes.to_vec();
        self.0
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(about.as_bytes()),
                &mut sealed,
            )
            .map_err(|_| SealError::Broken)?;
        Ok(HEXLOWER.encode(&nonce) + &HEXLOWER.encode(&sealed))
    }

    /// What was sealed about this.
    ///
    /// # Errors
    /// When it was sealed with another key, about something else, or was changed.
    pub fn unseal(&self, sealed: &str, about: &str) -> Result<Vec<u8>, SealError> {
        let sealed = HEXLOWER
            .decode(sealed.as_bytes())
            .map_err(|_| SealError::Broken)?;
        let (nonce, sealed) = sealed
            .split_at_checked(NONCE_LEN)
            .ok_or(SealError::Broken)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| SealError::Broken)?;
        let mut opened = sealed.to_vec();
        let opened = self
            .0
            .open_in_place(nonce, Aad::from(about.as_bytes()), &mut opened);
        opened
            .map(|opened| opened.to_vec())
            .map_err(|_| SealError::Broken)
    }
}

/// Makes a key in a new file and gives the file's text.
fn make(path: &Path) -> Result<String, SealError> {
    let key: [u8; KEY_BYTES] = random()?;
    let text = HEXLOWER.encode(&key);
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(|source| failed(path, source))?;
    let written = writeln!(file, "{text}").and_then(|()| file.sync_all());
    written.map_err(|source| failed(path, source))?;
    Ok(text)
}

fn failed(path: &Path, source: std::io::Error) -> SealError {
    SealError::File {
        path: path.to_owned(),
        source,
    }
}

fn random<const N: usize>() -> Result<[u8; N], SealError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| SealError::Random(error.to_string()))?;
    Ok(bytes)
}
