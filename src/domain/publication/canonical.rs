//! One text for one record, so that its digest can be checked by anyone.

use serde::Serialize;
use serde_json::Value;

use super::PublicFace;

/// What the digest of a publication is taken over, in this order of keys: alphabetical.
#[derive(Debug, Serialize)]
pub struct DigestText<'a> {
    /// The agency's administrative code.
    pub agency_code: &'a str,
    /// The body of the page, byte for byte.
    pub body_html: &'a str,
    /// What was typed.
    pub entries: &'a Value,
    /// What was computed.
    pub evaluation: &'a Value,
    /// How the page looked; nothing where it was as its scheme prints it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub face: Option<&'a PublicFace>,
    /// 发布时间, UTC.
    pub published_at: &'a str,
    /// The scheme's id.
    pub scheme_id: &'a str,
    /// The scheme's version.
    pub scheme_version: u32,
    /// 信息来源.
    pub source: &'a str,
    /// The title.
    pub title: &'a str,
    /// Which version of this agency's year it is.
    pub version: u32,
    /// The budget year.
    pub year: i32,
}

/// JSON without white space, the keys of every object in the order of their code points.
///
/// # Errors
/// A value that JSON cannot hold, such as a map with keys that are no text.
pub fn to_canonical_json(value: &impl Serialize) -> Result<String, serde_json::Error> {
    let mut value = serde_json::to_value(value)?;
    value.sort_all_objects();
    serde_json::to_string(&value)
}
