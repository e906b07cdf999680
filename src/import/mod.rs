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
mod package;
mod text;
mod word;
mod workbook;

use crate::domain::document::Document;

pub use error::ReadError;

use format::Format;
use package::Package;

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
        Format::Zipped => read_zipped(bytes),
        Format::Separated(separator) => comma::read(&encoding::decode(bytes)?, separator),
    }
}

/// Reads a document as [`read`] does, but none that carries a program.
///
/// # Errors
/// A [`ReadError`], also for a file with macros.
pub fn read_without_macros(name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    let has_program = Package::open(bytes).is_ok_and(|package| {
        let names = package.names();
        names.iter().any(|name| name.ends_with("vbaProject.bin"))
    });
    if has_program {
        return Err(ReadError::Unsupported {
            what: "含有宏的文件（.docm、.xlsm）",
            cure: "用办公软件另存为不含宏的.docx或.xlsx",
        });
    }
    read(name, bytes)
}

/// A zipped file: Word or Excel, by the parts it has.
fn read_zipped(bytes: &[u8]) -> Result<Document, ReadError> {
    let package = Package::open(bytes)?;
    let names = package.names();
    let has = |first: &str| names.iter().any(|name| name.starts_with(first));
    if has("word/") {
        return word::read(package);
    }
    if has("xl/") {
        return workbook::read(package, bytes);
    }
    let (what, cure) = if has("content.xml") {
        (
            "OpenDocument文件（.odt、.ods）",
            "用办公软件另存为.docx或.xlsx",
        )
    } else if has("ppt/") {
        ("演示文稿", "提供.docx、.xlsx或文本文件")
    } else {
        ("压缩包", "先解压，再检查其中的文档")
    };
    Err(ReadError::Unsupported { what, cure })
}
