//! What the provider's signed word says, and whether it is meant for this log-in
//! (`OpenID` Connect Core 1.0, 3.1.3.7).

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::Value;

use super::SignOnError;
use super::keys::{Header, decode};

/// Clocks may differ by so many seconds.
const TOLERANCE_SECONDS: i64 = 60;

/// Who the provider says somebody is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The provider.
    pub issuer: String,
    /// The person, by a name that never becomes another's.
    pub subject: String,
    /// The text of the claim that equals a log-in name.
    pub login_name: String,
}

/// What the word must say.
pub(super) struct Expected<'a> {
    pub issuer: &'a str,
    pub client_id: &'a str,
    pub nonce: &'a str,
    pub now: DateTime<Utc>,
}

/// A word in its parts, nothing believed yet.
pub(super) struct SignedWord<'a> {
    pub header: Header,
    /// What was signed.
    pub message: &'a str,
    pub signature: Vec<u8>,
    payload: Vec<u8>,
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: Audience,
    azp: Option<String>,
    exp: i64,
    iat: i64,
    nonce: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

impl<'a> SignedWord<'a> {
    /// The parts of a word.
    pub fn read(text: &'a str) -> Result<Self, SignOnError> {
        let broken = || SignOnError::Unproven("the word is broken");
        let (message, signature) = text.rsplit_once('.').ok_or_else(broken)?;
        let (header, payload) = message.split_once('.').ok_or_else(broken)?;
        let header = decode(header).ok_or_else(broken)?;
        Ok(Self {
            header: serde_json::from_slice(&header).map_err(|_| broken())?,
            message,
            signature: decode(signature).ok_or_else(broken)?,
            payload: decode(payload).ok_or_else(broken)?,
        })
    }

    /// The lasting name of who the word, whose signature was looked at, is about; and all it says.
    pub fn read_claims(&self, expected: &Expected<'_>) -> Result<(String, Value), SignOnError> {
        let broken = |_| SignOnError::Unproven("the claims are broken");
        let claims: Claims = serde_json::from_slice(&self.payload).map_err(broken)?;
        let all = serde_json::from_slice(&self.payload).map_err(broken)?;
        claims.check(expected)?;
        Ok((claims.sub, all))
    }
}

/// The text of a claim, where there is one.
pub(super) fn text_of(claims: &Value, claim: &str) -> Option<String> {
    let text = claims.get(claim)?.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

impl Claims {
    fn check(&self, expected: &Expected<'_>) -> Result<(), SignOnError> {
        let now = expected.now.timestamp();
        let is_for_us = match &self.aud {
            Audience::One(one) => one == expected.client_id,
            Audience::Several(several) => {
                let is_named = several.iter().any(|one| one == expected.client_id);
                let is_party = self.azp.as_deref() == Some(expected.client_id);
                is_named && (several.len() == 1 || is_party)
            }
        };
        if self.iss != expected.issuer {
            Err(SignOnError::WrongIssuer)
        } else if !is_for_us {
            Err(SignOnError::Unproven("the word is for somebody else"))
        } else if self.nonce.as_deref() != Some(expected.nonce) {
            Err(SignOnError::Unproven("the word is for another log-in"))
        } else if self.exp + TOLERANCE_SECONDS <= now || self.iat - TOLERANCE_SECONDS > now {
            Err(SignOnError::Clock)
        } else if self.sub.is_empty() {
            Err(SignOnError::Unproven("the word is about nobody"))
        } else {
            Ok(())
        }
    }
}
