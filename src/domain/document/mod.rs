//! A published or draft document as it was read: paragraphs and tables in their order.
//!
//! Readers (`src/import/`) make it from text, web pages, Word and Excel files; the audit and the
//! matching to a scheme look at nothing else, so a finding never depends on the file's format.

use serde::{Deserialize, Serialize};

/// A document, from the top.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Paragraphs and tables in reading order.
    pub blocks: Vec<Block>,
}

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// A line of text or a heading.
    Paragraph(Paragraph),
    /// A table whose cells are known as cells.
    Table(Table),
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// The text as it stands, white space at both ends taken away; never empty.
    pub text: String,
    /// The line of the file (text) or the number of the paragraph (Word, web page), from 1.
    pub line: usize,
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// The sheet's name in a workbook; empty elsewhere.
    pub name: String,
    /// The line or paragraph number at which it begins, from 1.
    pub line: usize,
    /// The rows; each holds only the cells that begin in it.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// The text; lines within the cell are separated by `\n`. Empty cells are kept.
    pub text: String,
    /// The grid column in which it begins, from 0, merged cells of this and earlier rows counted.
    pub column: usize,
    /// Columns covered, at least 1.
    pub colspan: usize,
    /// Rows covered, at least 1.
    pub rowspan: usize,
}
