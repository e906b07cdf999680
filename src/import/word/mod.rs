//! Word files (.docx).
//!
//! An own walk over the XML: cells stand in content controls, text in boxes, and what was deleted
//! with tracking is still in the file.

mod body;
mod event;
mod numbering;
mod table;

use crate::domain::document::Document;

use super::package::Package;
use super::{ReadError, encoding};

/// What to call the file.
pub(super) const WORD: &str = "Word";

const BROKEN: ReadError = ReadError::Broken { what: WORD };

/// Reads a Word file: the text, then footnotes and endnotes.
///
/// # Errors
/// [`ReadError::Broken`] and the limits.
pub(super) fn read(mut package: Package) -> Result<Document, ReadError> {
    let main = main_part(&mut package)?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut body = body::Body::new(numbering(&mut package, folder)?);
    for part in [
        main.clone(),
        format!("{folder}/footnotes.xml"),
        format!("{folder}/endnotes.xml"),
    ] {
        match package.part(&part)? {
            Some(bytes) => event::walk(&encoding::decode(&bytes).map_err(|_| BROKEN)?, &mut body)?,
            None if part == main => return Err(BROKEN),
            None => {}
        }
    }
    Ok(body.finish())
}

/// The lists and styles by which paragraphs are numbered; a part that cannot be read numbers
/// nothing, and the text is there all the same.
fn numbering(package: &mut Package, folder: &str) -> Result<numbering::Numbering, ReadError> {
    let mut numbering = numbering::Numbering::default();
    for (name, read) in [
        ("numbering.xml", numbering::lists as Reading),
        ("styles.xml", numbering::styles),
    ] {
        let part = package.part(&format!("{folder}/{name}"))?;
        let text = part.and_then(|bytes| encoding::decode(&bytes).ok());
        if text.is_some_and(|text| read(&text, &mut numbering).is_err()) {
            return Ok(numbering::Numbering::default());
        }
    }
    Ok(numbering)
}

/// How a part about numbers is read.
type Reading = fn(&str, &mut numbering::Numbering) -> Result<(), ReadError>;

/// The name of the part with the text; almost always `word/document.xml`.
fn main_part(package: &mut Package) -> Result<String, ReadError> {
    const USUAL: &str = "word/document.xml";
    if package.has(USUAL) {
        return Ok(USUAL.to_owned());
    }
    let relations = package.part("_rels/.rels")?.ok_or(BROKEN)?;
    let relations = encoding::decode(&relations).map_err(|_| BROKEN)?;
    event::target_of(&relations, "/officeDocument").ok_or(BROKEN)
}
