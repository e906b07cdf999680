//! What was found in a document for the cells of a form, with the doubts that reading it left.

use std::collections::BTreeMap;

use crate::domain::audit::{Recognised, Token};
use crate::domain::document::{Block, Document};
use crate::domain::filing::CellCode;

/// A text of the document for one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// As it would be typed.
    pub text: String,
    /// The token at which it begins.
    pub index: usize,
    /// Why it may not belong here, in whole sentences.
    pub doubts: Vec<String>,
}

/// Everything found, by cell; the first of several is the likeliest.
#[derive(Debug, Default)]
pub(super) struct Findings {
    pub cells: BTreeMap<CellCode, Vec<Found>>,
    /// The tokens that are spoken for: labels, and texts that belong to cells.
    pub known: Vec<bool>,
    /// The agency that the document names.
    pub agency: Option<String>,
}

impl Findings {
    pub fn new(recognised: &Recognised) -> Self {
        Self {
            known: vec![false; recognised.tokens.len()],
            ..Self::default()
        }
    }

    /// Notes that a token is spoken for.
    pub fn know(&mut self, index: usize) {
        if let Some(known) = self.known.get_mut(index) {
            *known = true;
        }
    }

    /// Adds a text for a cell; the same text at the same place once.
    pub fn add(&mut self, code: &str, found: Found) {
        if code.is_empty() || found.text.trim().is_empty() {
            return;
        }
        let all = self.cells.entry(code.to_owned()).or_default();
        match all.iter_mut().find(|known| known.index == found.index) {
            // Two ways of reading agree: what one of them doubts is settled.
            Some(known) if known.text == found.text && found.doubts.is_empty() => {
                known.doubts.clear();
            }
            Some(_) => {}
            None => all.push(found),
        }
    }
}

/// The text of a token as the document has it, with the lines of a cell.
pub(super) fn text_of(document: &Document, token: &Token) -> String {
    let cell = match (document.blocks.get(token.block), token.at) {
        (Some(Block::Table(table)), Some((row, column))) => table
            .rows
            .get(row)
            .and_then(|cells| cells.iter().find(|cell| cell.column == column)),
        _ => None,
    };
    cell.map_or(token.text.as_str(), |cell| cell.text.trim())
        .to_owned()
}

impl Findings {
    /// Adds what a table known to the checker says. Its figure's token may stand a few cells after
    /// the label at which the table noted it, so the text alone tells whether both ways agree.
    pub fn add_table(&mut self, code: &str, found: Found) {
        let all = self.cells.entry(code.to_owned()).or_default();
        match all.iter_mut().find(|known| known.text == found.text) {
            Some(known) => known.doubts.clear(),
            None => all.push(found),
        }
    }
}
