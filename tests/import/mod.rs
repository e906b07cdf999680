//! Readers: what stands in a file is in the document, whatever the format, and no file does harm.

mod hostile;
mod html;
mod numbering;
mod text;
mod word;
mod workbook;

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::{SimpleFileOptions, ZipWriter};
use ziping::domain::document::{Block, Cell, Document};
use ziping::import::read;

/// A document in short: `3 text` for a paragraph, `4 name: a | b` for a table with one row a line,
/// merged cells as `text (2x3)`, columns by columns times rows, and `@2` where a cell does not
/// begin right behind the one before it.
fn show(document: &Document) -> String {
    let mut shown = String::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                writeln!(shown, "{} {}", paragraph.line, paragraph.text).unwrap();
            }
            Block::Table(table) => {
                writeln!(shown, "{} {}:", table.line, table.name).unwrap();
                for row in &table.rows {
                    writeln!(shown, "  {}", show_row(row)).unwrap();
                }
            }
        }
    }
    shown
}

fn show_row(row: &[Cell]) -> String {
    let mut expected = 0;
    let mut cells = Vec::new();
    for cell in row {
        let mut shown = cell.text.replace('\n', "/");
        if cell.column != expected {
            write!(shown, "@{}", cell.column).unwrap();
        }
        if (cell.colspan, cell.rowspan) != (1, 1) {
            write!(shown, " ({}x{})", cell.colspan, cell.rowspan).unwrap();
        }
        expected = cell.column + cell.colspan;
        cells.push(shown);
    }
    cells.join(" | ")
}

/// The document in short, or the sentence of the refusal.
fn shown(name: &str, bytes: &[u8]) -> String {
    match read(name, bytes) {
        Ok(document) => show(&document),
        Err(error) => error.to_string(),
    }
}

/// Compares without the indentation of the test.
fn expect(name: &str, bytes: &[u8], expected: &[&str]) {
    assert_eq!(shown(name, bytes).lines().collect::<Vec<_>>(), expected);
}

/// A zipped file with these parts.
fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
