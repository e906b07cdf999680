//! Web pages.

mod clean;
mod tag;
mod walk;

use encoding_rs::Encoding;
use scraper::Html;

use crate::domain::document::Document;

use super::{ReadError, encoding};

/// How far into a page its encoding is declared, in bytes.
const HEAD: usize = 4_096;

/// Reads a web page.
///
/// # Errors
/// [`ReadError::Encoding`], [`ReadError::TooMuch`] or [`ReadError::TooDeep`].
pub(super) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let text = encoding::decode_declared(bytes, declared_encoding(bytes))?;
    let structure = clean::clean(&text)?;
    drop(text);
    walk::walk(&Html::parse_document(&structure))
}

/// The encoding of `charset=…` near the beginning.
fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes)).to_ascii_lowercase();
    let (_, declared) = head.split_once("charset=")?;
    let label = declared.trim_start_matches(['"', '\'', ' ']);
    let label = label
        .split(|symbol: char| !symbol.is_ascii_alphanumeric() && symbol != '-' && symbol != '_')
        .next()?;
    Encoding::for_label(label.as_bytes())
}
