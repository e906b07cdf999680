//! Tables of statistics and lists as files for spreadsheets.

use super::ExportError;
use super::comma::{MARK, harmless};
use super::workbook;
use crate::domain::statistics::Table;

/// A table as CSV in UTF-8 with a mark that tells Excel so.
///
/// # Errors
/// When the list cannot be written.
pub fn table_as_comma(table: &Table) -> Result<Vec<u8>, ExportError> {
    let mut rows = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(MARK.to_vec());
    rows.write_record(table.columns.iter().map(|column| column.name))?;
    for line in &table.lines {
        let cells: Vec<_> = line.cells.iter().map(|cell| harmless(cell)).collect();
        rows.write_record(cells.iter().map(|cell| cell.as_bytes()))?;
    }
    let bytes = rows.into_inner();
    Ok(bytes.map_err(csv::IntoInnerError::into_error)?)
}

/// Tables as a workbook, a sheet each, under their names.
///
/// # Errors
/// When the workbook cannot be written.
pub fn tables_as_workbook(title: &str, tables: &[(&str, &Table)]) -> Result<Vec<u8>, ExportError> {
    Ok(workbook::write_tables(title, tables)?)
}
