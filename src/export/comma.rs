//! A list of every cell, for spreadsheets and programs: CSV in UTF-8 with a mark that tells Excel so.

use std::borrow::Cow;

use super::{ExportError, Snapshot};
use crate::domain::sheet::{Content, Field, Part, ResultField, Sheet};

pub(super) const MARK: &[u8] = "\u{feff}".as_bytes();

const HEADINGS: [&str; 5] = ["表", "单元格", "名称", "填报内容", "表上显示"];

pub(super) fn write(snapshot: &Snapshot) -> Result<Vec<u8>, ExportError> {
    let mut list = List {
        form: String::new(),
        rows: csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(MARK.to_vec()),
    };
    list.rows.write_record(HEADINGS)?;
    for sheet in &snapshot.sheets {
        list.form = snapshot.form_name(sheet);
        list.sheet(sheet)?;
    }
    let bytes = list.rows.into_inner();
    Ok(bytes.map_err(csv::IntoInnerError::into_error)?)
}

/// A list under headings, as CSV in UTF-8 with a mark that tells Excel so.
///
/// # Errors
/// When the list cannot be written.
pub fn comma_list<const N: usize>(
    headings: [&str; N],
    lines: impl IntoIterator<Item = [String; N]>,
) -> Result<Vec<u8>, ExportError> {
    let mut rows = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(MARK.to_vec());
    rows.write_record(headings)?;
    for line in lines {
        rows.write_record(line.iter().map(|cell| harmless(cell).into_owned()))?;
    }
    let bytes = rows.into_inner();
    Ok(bytes.map_err(csv::IntoInnerError::into_error)?)
}

struct List {
    form: String,
    rows: csv::Writer<Vec<u8>>,
}

impl List {
    fn sheet(&mut self, sheet: &Sheet) -> Result<(), ExportError> {
        for part in &sheet.parts {
            match part {
                Part::Table(table) => {
                    for cell in table.rows.iter().flat_map(|row| &row.cells) {
                        self.content(&cell.content)?;
                    }
                }
                Part::Section(section) => {
                    if let Some(field) = &section.field {
                        self.field(field)?;
                    }
                }
                Part::Signature(signature) => self.field(&signature.date)?,
            }
        }
        Ok(())
    }

    fn content(&mut self, content: &Content) -> Result<(), ExportError> {
        match content {
            Content::Field(field) => self.field(field),
            Content::Result(result) => self.result(result),
            Content::Checklist(lines) => lines.iter().try_for_each(|(_, field)| self.field(field)),
            Content::Text(_) | Content::Heading(_) => Ok(()),
        }
    }

    fn field(&mut self, field: &Field) -> Result<(), ExportError> {
        self.row(&field.code, &field.label, &field.typed, &field.shown)
    }

    fn result(&mut self, result: &ResultField) -> Result<(), ExportError> {
        let typed = result.by_hand.as_ref().map_or("", |field| &field.typed);
        self.row(&result.code, &result.label, typed, &result.shown)
    }

    fn row(&mut self, code: &str, name: &str, typed: &str, shown: &str) -> Result<(), ExportError> {
        let cells = [&self.form, code, name, typed, shown].map(harmless);
        Ok(self
            .rows
            .write_record(cells.iter().map(|cell| cell.as_bytes()))?)
    }
}

/// A text that a spreadsheet would take for a formula, with a mark before it that makes it a text.
/// A negative figure stays one.
pub(super) fn harmless(text: &str) -> Cow<'_, str> {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    if is_formula && !is_negative_figure(text) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

fn is_negative_figure(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or_default();
    let digits = digits.strip_suffix('%').unwrap_or(digits);
    !digits.is_empty()
        && digits
            .chars()
            .all(|symbol| symbol.is_ascii_digit() || symbol == '.' || symbol == ',')
}
