//! Secrets made here: session tokens, form tokens, first passwords.

use std::fmt::{self, Write as _};

use crate::domain::publication::sha256_hex;

/// The machine gave no random bytes.
#[derive(Debug, thiserror::Error)]
#[error("no random bytes: {0}")]
pub struct RandomError(String);

impl From<getrandom::Error> for RandomError {
    fn from(error: getrandom::Error) -> Self {
        Self(error.to_string())
    }
}

/// The secret a browser keeps in its cookie. The database keeps only its digest.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionToken(String);

impl fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionToken(…)")
    }
}

impl SessionToken {
    /// A new token of 32 random bytes.
    pub fn random() -> Result<Self, RandomError> {
        random_hex().map(Self)
    }

    /// The token in a cookie; `None` when it cannot be one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit());
        fits.then(|| Self(text.to_owned()))
    }

    /// The text for the cookie.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the database keeps.
    #[must_use]
    pub fn digest(&self) -> String {
        sha256_hex(self.0.as_bytes())
    }
}

/// 32 random bytes as 64 hexadecimal digits.
pub(super) fn random_hex() -> Result<String, RandomError> {
    random_bytes::<32>().map(|bytes| hex(&bytes))
}

/// Random bytes.
pub(super) fn random_bytes<const N: usize>() -> Result<[u8; N], RandomError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

/// A password for an account that a person has to change at the first log-in: 20
/// characters without those that look alike.
pub fn first_password() -> Result<String, RandomError> {
    const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789W";
    Ok(random_bytes::<20>()?
        .iter()
        .filter_map(|byte| LETTERS.get(usize::from(byte % 32)))
        .map(|letter| char::from(*letter))
        .collect())
}

fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}
