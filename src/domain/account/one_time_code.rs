//! 动态验证码: the second factor of a log-in, as apps on telephones show it (TOTP, RFC 6238 with the
//! values that every app knows: HMAC-SHA-1, 30 seconds, 6 digits), and recovery codes in its place.

use std::fmt;

use chrono::{DateTime, Utc};
use data_encoding::BASE32_NOPAD;
use ring::hmac::{HMAC_SHA1_FOR_LEGACY_USE_ONLY, Key, sign};

use super::is_same_secret;
use crate::domain::publication::sha256_hex;

/// A code is shown for so many seconds.
const STEP_SECONDS: i64 = 30;

/// Clocks may differ by so many steps either way (RFC 6238, 5.2).
const TOLERANCE: i64 = 1;

/// A code has so many digits, and is less than this.
const DIGITS: usize = 6;
const TOO_LARGE: u32 = 1_000_000;

/// What telephone and portal share. Never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct CodeSecret(Vec<u8>);

impl fmt::Debug for CodeSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CodeSecret(…)")
    }
}

impl CodeSecret {
    /// So many random bytes make a secret, as many as HMAC-SHA-1 gives (RFC 4226, 4).
    pub const BYTES: usize = 20;

    /// A secret of these bytes.
    #[must_use]
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// The bytes, for sealing.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The secret to be typed into an app that cannot see the picture, in groups of four.
    #[must_use]
    pub fn to_type(&self) -> String {
        in_fours(&BASE32_NOPAD.encode(&self.0), ' ')
    }

    /// What the picture says to an app: the account of this name at this portal.
    #[must_use]
    pub fn address(&self, portal: &str, login_name: &str) -> String {
        let (portal, login_name) = (escaped(portal), escaped(login_name));
        format!(
            "otpauth://totp/{portal}:{login_name}?secret={}&issuer={portal}&algorithm=SHA1&digits={DIGITS}&period={STEP_SECONDS}",
            BASE32_NOPAD.encode(&self.0)
        )
    }

    /// The code that an app shows at this time.
    #[must_use]
    pub fn code_at(&self, time: DateTime<Utc>) -> String {
        self.code(step_at(time))
    }

    /// The step to which a typed code belongs, when it is one of this time and younger than the
    /// last one accepted: no code is accepted twice.
    #[must_use]
    pub fn accept(&self, typed: &str, last_step: i64, now: DateTime<Utc>) -> Option<i64> {
        let typed = bare(typed);
        let here = step_at(now);
        (here - TOLERANCE..=here + TOLERANCE)
            .filter(|step| *step > last_step)
            .find(|step| is_same_secret(&self.code(*step), &typed))
    }

    /// The code of a step (RFC 4226, 5.3).
    fn code(&self, step: i64) -> String {
        let key = Key::new(HMAC_SHA1_FOR_LEGACY_USE_ONLY, &self.0);
        let tag = sign(&key, &step.to_be_bytes());
        let tag = tag.as_ref();
        let offset = usize::from(tag.last().copied().unwrap_or_default() & 0x0f);
        let number = tag
            .iter()
            .skip(offset)
            .take(4)
            .fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
        format!("{:0DIGITS$}", (number & 0x7fff_ffff) % TOO_LARGE)
    }
}

/// Whether a typed text can only be a recovery code.
#[must_use]
pub fn is_recovery_code(typed: &str) -> bool {
    bare(typed).chars().count() > DIGITS
}

/// A recovery code as it is shown: `ABCD-EFGH-JKLM-NPQR` from ten random bytes.
#[must_use]
pub fn recovery_code(random: [u8; 10]) -> String {
    in_fours(&BASE32_NOPAD.encode(&random), '-')
}

/// What is kept of a recovery code, however it is typed. A code has 80 random bits, so its digest
/// needs no salt.
#[must_use]
pub fn recovery_digest(typed: &str) -> String {
    sha256_hex(bare(typed).as_bytes())
}

fn step_at(time: DateTime<Utc>) -> i64 {
    time.timestamp().div_euclid(STEP_SECONDS)
}

/// A code without what people put between its parts.
fn bare(typed: &str) -> String {
    typed
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|symbol| symbol.to_ascii_uppercase())
        .collect()
}

fn in_fours(text: &str, between: char) -> String {
    let mut parted = String::new();
    for (place, symbol) in text.chars().enumerate() {
        if place > 0 && place % 4 == 0 {
            parted.push(between);
        }
        parted.push(symbol);
    }
    parted
}

/// A text as it stands in an address (RFC 3986): everything but letters and digits by its bytes.
fn escaped(text: &str) -> String {
    text.bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}
