//! Hashing passwords: argon2id, off the threads that serve requests, a few at a time.

use std::sync::Arc;

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash};

use super::workshop::{WorkError, Workshop};
use crate::domain::account::NewPassword;

/// Why hashing was not possible.
#[derive(Debug, thiserror::Error)]
#[error("password hashing: {0}")]
pub struct HashError(String);

/// The hasher of the whole program. Each hash takes 19 MiB for some 20 ms, so their number
/// at one time is bounded.
#[derive(Debug, Clone)]
pub struct Passwords {
    workshop: Arc<Workshop>,
    /// Whether passwords open nothing for people whose accounts are bound to the provider.
    are_closed_for_bound: bool,
    /// The hash that is tried for names without an account, so that they take as long.
    decoy: Arc<str>,
}

impl Passwords {
    /// A hasher that works on at most `parallel` passwords at a time.
    pub fn new(parallel: usize) -> Result<Self, HashError> {
        Ok(Self {
            workshop: Arc::new(Workshop::new(parallel)),
            are_closed_for_bound: false,
            decoy: hash("a password nobody has")?.into(),
        })
    }

    /// The same, but people whose accounts are bound to the provider of 单点登录 come from there.
    #[must_use]
    pub fn closed_for_bound(self) -> Self {
        Self {
            are_closed_for_bound: true,
            ..self
        }
    }

    /// Whether passwords open nothing for people whose accounts are bound to the provider.
    #[must_use]
    pub fn are_closed_for_bound(&self) -> bool {
        self.are_closed_for_bound
    }

    /// The hash to keep.
    pub async fn hash(&self, password: &NewPassword) -> Result<String, HashError> {
        let password = password.clone();
        self.workshop.run(move || hash(password.as_str())).await?
    }

    /// Whether the typed password belongs to this hash; without a hash it takes as long
    /// and is never right.
    pub async fn verify(&self, typed: &str, kept: Option<String>) -> Result<bool, HashError> {
        let typed = typed.to_owned();
        let decoy = Arc::clone(&self.decoy);
        self.workshop
            .run(move || {
                let is_right = matches(&typed, kept.as_deref().unwrap_or(&decoy))?;
                Ok(is_right && kept.is_some())
            })
            .await?
    }
}

impl From<WorkError> for HashError {
    fn from(error: WorkError) -> Self {
        Self(error.to_string())
    }
}

fn hash(password: &str) -> Result<String, HashError> {
    Argon2::default()
        .hash_password(password.as_bytes())
        .map(|hash| hash.to_string())
        .map_err(|error| HashError(error.to_string()))
}

fn matches(typed: &str, kept: &str) -> Result<bool, HashError> {
    let kept = PasswordHash::new(kept).map_err(|error| HashError(error.to_string()))?;
    Ok(Argon2::default()
        .verify_password(typed.as_bytes(), &kept)
        .is_ok())
}
