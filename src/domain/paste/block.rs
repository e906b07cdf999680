//! A block of cells as the clipboard of a spreadsheet or of a word processor holds it.

use super::PasteError;
use crate::domain::document;

/// A block has at most this many cells; the largest form has a tenth of it.
pub const MOST_PIECES: usize = 5_000;

/// Rows of texts, each under its column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Block {
    /// The rows from the top, each with its pieces from the left.
    pub rows: Vec<Vec<Piece>>,
}

/// One cell of a block.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Piece {
    /// The text without white space around it; empty also where a cell from above reaches down.
    pub text: String,
    /// The column, from 0.
    pub column: usize,
}

impl Block {
    /// Text with tabs between cells and line ends between rows; a cell of several lines stands in
    /// quotation marks, as spreadsheets write it.
    ///
    /// # Errors
    /// When nothing is in it, or more than any form holds.
    pub fn of_text(text: &str) -> Result<Self, PasteError> {
        let rows = split(text, true).unwrap_or_else(|| split(text, false).unwrap_or_default());
        let rows = rows.into_iter().map(|row| {
            let pieces = row.into_iter().enumerate();
            pieces
                .map(|(column, text)| Piece {
                    text: text.trim().to_owned(),
                    column,
                })
                .collect()
        });
        Self::of_rows(rows.collect())
    }

    /// A table as it was read from a page.
    ///
    /// # Errors
    /// When nothing is in it, or more than any form holds.
    pub fn of_table(table: &document::Table) -> Result<Self, PasteError> {
        let mut rows: Vec<Vec<Piece>> = vec![Vec::new(); table.rows.len()];
        for (at, cells) in table.rows.iter().enumerate() {
            for cell in cells {
                for (below, row) in rows.iter_mut().skip(at).take(cell.rowspan).enumerate() {
                    let text = if below == 0 { cell.text.trim() } else { "" };
                    row.push(Piece {
                        text: text.to_owned(),
                        column: cell.column,
                    });
                }
            }
        }
        for row in &mut rows {
            row.sort_by_key(|piece| piece.column);
        }
        Self::of_rows(rows)
    }

    fn of_rows(mut rows: Vec<Vec<Piece>>) -> Result<Self, PasteError> {
        if rows.iter().map(Vec::len).sum::<usize>() > MOST_PIECES {
            return Err(PasteError::TooLong);
        }
        let is_empty = |row: &Vec<Piece>| row.iter().all(|piece| piece.text.is_empty());
        while rows.last().is_some_and(is_empty) {
            rows.pop();
        }
        if rows.is_empty() {
            return Err(PasteError::Empty);
        }
        Ok(Self { rows })
    }

    /// Every text that is not empty.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        let pieces = self.rows.iter().flatten();
        pieces
            .map(|piece| piece.text.as_str())
            .filter(|text| !text.is_empty())
    }
}

/// Rows and cells; `None` where a quotation mark is never closed, so that none of them was meant so.
fn split(text: &str, has_quotes: bool) -> Option<Vec<Vec<String>>> {
    let mut rows = vec![Vec::new()];
    let mut cell = String::new();
    let mut is_quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' if is_quoted => is_quoted = false,
            '"' if has_quotes && cell.is_empty() => is_quoted = true,
            '\t' if !is_quoted => push(&mut rows, &mut cell),
            '\n' if !is_quoted => {
                push(&mut rows, &mut cell);
                rows.push(Vec::new());
            }
            '\r' => {}
            other => cell.push(other),
        }
    }
    push(&mut rows, &mut cell);
    (!is_quoted).then_some(rows)
}

fn push(rows: &mut [Vec<String>], cell: &mut String) {
    if let Some(row) = rows.last_mut() {
        row.push(std::mem::take(cell));
    }
}
