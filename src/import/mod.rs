//! Readers: from a file as agencies keep it to a [`Document`].
//!
//! Text in any Chinese encoding, web pages, Word and Excel files. What a file is, its first bytes
//! say; its name is asked only where they do not. Files come from strangers: every reader is
//! bounded by [`limits`], and a file that asks for more is refused with one sentence.

mod builder;
mod comma;
mod encoding;
mod error;
mod format;
mod grid;
mod html;
pub mod limits;
mod text;

use crate::domain::document::Document;

pub use error::ReadError;

use format::Format;

/// Reads a document; `name` is the file's name, of which only the extension matters.
///
/// # Errors
/// A [`ReadError`] whose sentence says what is wrong with the file and what to do about it.
pub fn read(name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    if bytes.len() > limits::FILE_BYTES {
        return Err(ReadError::TooLarge);
    }
    match format::recognise(name, bytes)? {
        Format::Text => text::read(&encoding::decode(bytes)?),
        Format::Page => html::read(bytes),
        Format::Separated(separator) => comma::read(&encoding::decode(bytes)?, separator),
    }
}
