//! A document in the making: text made clean, blank paragraphs left out, limits kept.

use crate::domain::document::{Block, Cell, Document, Paragraph, Table};

use super::{ReadError, limits};

/// Collects blocks in reading order.
#[derive(Debug, Default)]
pub(super) struct Builder {
    document: Document,
    pieces: usize,
    bytes: usize,
}

impl Builder {
    /// Adds a paragraph; one without text is left out, and one longer than anybody writes is
    /// several, each up to the end of a sentence: what looks at a paragraph as a whole stays quick.
    pub fn paragraph(&mut self, text: &str, line: usize) -> Result<(), ReadError> {
        let text = clean(text);
        let mut rest = text.as_str();
        while rest.len() > limits::PARAGRAPH_BYTES {
            let (sentences, behind) = split_long(rest);
            self.add(sentences.to_owned(), line)?;
            rest = behind;
        }
        if rest.len() == text.len() {
            return self.add(text, line);
        }
        self.add(rest.to_owned(), line)
    }

    fn add(&mut self, text: String, line: usize) -> Result<(), ReadError> {
        let text = if text.trim().len() == text.len() {
            text
        } else {
            text.trim().to_owned()
        };
        if text.is_empty() {
            return Ok(());
        }
        self.count(1, text.len())?;
        let paragraph = Paragraph { text, line };
        self.document.blocks.push(Block::Paragraph(paragraph));
        Ok(())
    }

    /// Adds a table; one without any text is left out. Cells were made with [`cell`].
    pub fn table(&mut self, table: Table) -> Result<(), ReadError> {
        let cells = table.rows.iter().flatten();
        let bytes: usize = cells.clone().map(|cell| cell.text.len()).sum();
        self.count(cells.count() + table.rows.len(), bytes)?;
        if bytes > 0 {
            self.document.blocks.push(Block::Table(table));
        }
        Ok(())
    }

    pub fn finish(self) -> Document {
        self.document
    }

    fn count(&mut self, pieces: usize, bytes: usize) -> Result<(), ReadError> {
        self.pieces += pieces;
        self.bytes += bytes;
        if self.pieces > limits::PIECES || self.bytes > limits::TEXT_BYTES {
            return Err(ReadError::TooMuch);
        }
        Ok(())
    }
}

/// The first part of a long text up to the end of a sentence, and the rest.
fn split_long(text: &str) -> (&str, &str) {
    let most = text.floor_char_boundary(limits::PARAGRAPH_BYTES);
    let head = text.get(..most).unwrap_or(text);
    let ends = |symbol: char| matches!(symbol, '。' | '；' | ';' | '！' | '？');
    let last = head.char_indices().rfind(|(_, symbol)| ends(*symbol));
    let at = last.map_or(most, |(at, symbol)| at + symbol.len_utf8());
    text.split_at_checked(at).unwrap_or((text, ""))
}

/// A cell of one row and one column.
pub(super) fn cell(text: &str, column: usize) -> Cell {
    let lines = text.lines().map(clean).filter(|line| !line.is_empty());
    Cell {
        text: lines.collect::<Vec<_>>().join("\n"),
        column,
        colspan: 1,
        rowspan: 1,
    }
}

/// The text without white space at its ends, without control characters and without the marks
/// that only steer its display (a text must not be able to reorder what stands around it).
fn clean(text: &str) -> String {
    let shown = text.chars().filter(|symbol| !is_invisible(*symbol));
    let plain: String = shown
        .map(|symbol| if symbol.is_control() { ' ' } else { symbol })
        .collect();
    let trimmed = plain.trim();
    if trimmed.len() == plain.len() {
        plain
    } else {
        trimmed.to_owned()
    }
}

/// Zero-width and direction marks, soft hyphens and byte order marks.
fn is_invisible(symbol: char) -> bool {
    matches!(symbol, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}')
}
