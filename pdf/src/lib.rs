//! Official sheets on A4 as PDF/A-2b.
//!
//! [`write()`] takes a [`Document`], a plain tree of titles, paragraphs and tables, and gives the
//! bytes of a PDF: reports in the layout of GB/T 9704-2012, forms upright or on their side, the
//! faces embedded, the text copyable, the pages numbered 第 x 页 共 y 页. The same tree always gives
//! the same bytes. Nothing here reads a clock, a file or a setting, and nothing of the tree is ever
//! read as markup: it reaches the typesetter as data.

mod error;
mod face;
mod text;
mod tree;
mod world;

use std::collections::BTreeSet;

use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

pub use error::PdfError;
pub use tree::{Align, Block, Cell, Document, Moment, Paper, Section, Table};

use world::World;

/// A PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The characters that no face here has; 〓 stands in their places.
    pub unknown: BTreeSet<char>,
}

/// The longest document that is set, in characters: some 2,000 pages. The typesetter takes about
/// 400 bytes of memory a character.
pub const MOST_CHARACTERS: usize = 1_000_000;

/// How many documents ago something must have been used to be forgotten by the typesetter.
const KEPT_FOR: usize = 4;

/// Sets a document.
///
/// # Errors
/// [`PdfError`]: a table whose cells overlap or leave its columns, a moment that is none, more text
/// than [`MOST_CHARACTERS`]. Nothing that stands in a text makes it fail.
pub fn write(document: &Document) -> Result<Written, PdfError> {
    let mut data = serde_json::to_value(document)?;
    let mut unknown = BTreeSet::new();
    if text::length(&data) > MOST_CHARACTERS {
        return Err(PdfError::TooLong);
    }
    text::prepare(&mut data, &mut unknown);
    let world = World::of(&data);
    let options = options(document.at)?;
    let compiled = typst::compile::<PagedDocument>(&world);
    let made = compiled
        .output
        .and_then(|pages| typst_pdf::pdf(&pages, &options));
    typst::comemo::evict(KEPT_FOR);
    Ok(Written {
        bytes: made.map_err(|faults| PdfError::of_typesetter(&faults))?,
        unknown,
    })
}

fn options(at: Moment) -> Result<PdfOptions, PdfError> {
    let standards = PdfStandards::new(&[PdfStandard::A_2b]);
    Ok(PdfOptions {
        timestamp: Some(Timestamp::new_utc(at.checked()?)),
        standards: standards.map_err(|error| PdfError::Typesetter(error.message().to_string()))?,
        ..PdfOptions::default()
    })
}
