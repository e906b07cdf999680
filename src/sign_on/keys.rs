//! The provider's keys, and whether a word was signed with one of them (RFC 7515, 7517, 7518).

use data_encoding::BASE64URL_NOPAD;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};
use serde::Deserialize;

use super::SignOnError;

/// The keys as published.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct KeySet {
    keys: Vec<PublishedKey>,
}

/// One key; fields of kinds we do not use are left out.
#[derive(Debug, Clone, Deserialize)]
struct PublishedKey {
    kty: String,
    kid: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    n: Option<String>,
    e: Option<String>,
    crv: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

/// What a signed word says of its signature.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Header {
    alg: String,
    pub kid: Option<String>,
}

impl KeySet {
    /// Whether a key of this name is there; without a name any will do.
    pub fn knows(&self, kid: Option<&str>) -> bool {
        self.named(kid).next().is_some()
    }

    /// Whether one of the keys made this signature. Only RS256 and ES256 count, each with keys of
    /// its own kind, so a word cannot choose how it is looked at.
    pub fn check(
        &self,
        header: &Header,
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), SignOnError> {
        let mut keys = self.named(header.kid.as_deref());
        let is_signed = match header.alg.as_str() {
            "RS256" => keys.any(|key| key.is_rsa_signature(message, signature) == Some(true)),
            "ES256" => keys.any(|key| key.is_curve_signature(message, signature) == Some(true)),
            _ => return Err(SignOnError::Unproven("the algorithm is not taken")),
        };
        if is_signed {
            Ok(())
        } else {
            Err(SignOnError::Unproven("the signature is not the provider's"))
        }
    }

    fn named(&self, kid: Option<&str>) -> impl Iterator<Item = &PublishedKey> {
        self.keys.iter().filter(move |key| {
            key.purpose
                .as_deref()
                .is_none_or(|purpose| purpose == "sig")
                && (kid.is_none() || key.kid.as_deref() == kid)
        })
    }
}

impl PublishedKey {
    fn is_rsa_signature(&self, message: &[u8], signature: &[u8]) -> Option<bool> {
        let key = RsaPublicKeyComponents {
            n: decode(self.n.as_deref().filter(|_| self.kty == "RSA")?)?,
            e: decode(self.e.as_deref()?)?,
        };
        let verified = key.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature);
        Some(verified.is_ok())
    }

    fn is_curve_signature(&self, message: &[u8], signature: &[u8]) -> Option<bool> {
        let is_of_the_curve = self.kty == "EC" && self.crv.as_deref() == Some("P-256");
        // An uncompressed point (SEC 1, 2.3.3).
        let mut point = vec![0x04];
        point.extend(decode(self.x.as_deref().filter(|_| is_of_the_curve)?)?);
        point.extend(decode(self.y.as_deref()?)?);
        let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point);
        Some(key.verify(message, signature).is_ok())
    }
}

/// What stands in base 64 for addresses.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    BASE64URL_NOPAD.decode(text.as_bytes()).ok()
}
