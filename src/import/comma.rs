//! Tables as text with separators, as spreadsheets export them.

use csv::{ReaderBuilder, Trim};

use crate::domain::document::{Document, Table};

use super::builder::{Builder, cell};
use super::{ReadError, limits};

/// Reads one table.
///
/// # Errors
/// [`ReadError::TooMuch`] or [`ReadError::Broken`].
pub(super) fn read(text: &str, separator: u8) -> Result<Document, ReadError> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(Trim::All)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut table = Table {
        line: 1,
        ..Table::default()
    };
    let mut cells = 0;
    for record in reader.records() {
        let record = record.map_err(|_| ReadError::Broken { what: "CSV" })?;
        cells += record.len();
        if cells > limits::PIECES {
            return Err(ReadError::TooMuch);
        }
        table.rows.push(
            record
                .iter()
                .zip(0..)
                .map(|(text, column)| cell(text, column))
                .collect(),
        );
    }
    let mut builder = Builder::default();
    builder.table(table)?;
    Ok(builder.finish())
}
