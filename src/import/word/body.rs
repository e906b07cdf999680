//! The text of a Word file: paragraphs and tables in reading order.

use crate::domain::document::Document;

use super::super::builder::Builder;
use super::super::{ReadError, limits};
use super::event::{Element, Part};
use super::numbering::{Numbering, Wish};
use super::table::{OpenTable, Piece};

/// Left out with everything in them: what was deleted or moved away, the second telling of a
/// drawing for old programs, field codes, readings over characters, former properties.
const LEFT_OUT: [&str; 13] = [
    "del",
    "moveFrom",
    "Fallback",
    "instrText",
    "delText",
    "delInstrText",
    "rt",
    "rPrChange",
    "pPrChange",
    "tblPrChange",
    "trPrChange",
    "tcPrChange",
    "sectPrChange",
];

/// What has been read so far.
#[derive(Debug, Default)]
pub(super) struct Body {
    builder: Builder,
    number: usize,
    /// Lines and cells that wait for the end of their table.
    waiting: usize,
    waiting_bytes: usize,
    tables: Vec<OpenTable>,
    /// The open paragraphs: one in a text box stands within another.
    paragraphs: Vec<Paragraph>,
    /// The text of a paragraph whose end mark was deleted: it goes on in the next one.
    carried: String,
    /// How many elements that are left out are open.
    left_out: usize,
    /// For each open field whether its code is being read.
    fields: Vec<bool>,
    /// How many of them are.
    codes: usize,
    in_text: bool,
    in_run: bool,
    is_hidden: bool,
    numbering: Numbering,
}

#[derive(Debug, Default)]
struct Paragraph {
    text: String,
    wish: Wish,
    number: usize,
    in_properties: bool,
    is_end_deleted: bool,
}

impl Part for Body {
    fn begin(&mut self, element: &Element) -> Result<(), ReadError> {
        let name = element.name();
        if self.left_out == 0 {
            self.mark_deletion(name);
        }
        if LEFT_OUT.contains(&name) {
            self.left_out += 1;
        }
        if self.left_out > 0 {
            return Ok(());
        }
        match name {
            "p" => self.begin_paragraph(),
            "pPr" => self.in_properties(true),
            "pStyle" | "numId" | "ilvl" => self.number(element),
            "r" => (self.in_run, self.is_hidden) = (true, false),
            "t" => self.in_text = true,
            "vanish" => self.is_hidden |= self.in_run && element.is_on(),
            "tab" => self.symbol('\t'),
            "br" | "cr" => self.symbol('\n'),
            "noBreakHyphen" => self.symbol('-'),
            "fldChar" => self.field(element.attribute("fldCharType").as_deref()),
            "tbl" => self.tables.push(OpenTable::new(self.number + 1)),
            "tr" | "tc" | "gridBefore" | "gridSpan" | "vMerge" | "hMerge" => self.table(element)?,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), ReadError> {
        if LEFT_OUT.contains(&name) {
            self.left_out = self.left_out.saturating_sub(1);
            return Ok(());
        }
        if self.left_out > 0 {
            return Ok(());
        }
        match name {
            "p" => self.end_paragraph()?,
            "pPr" => self.in_properties(false),
            "r" => (self.in_run, self.is_hidden) = (false, false),
            "t" => self.in_text = false,
            "tc" => {
                if let Some(table) = self.tables.last_mut() {
                    table.end_cell();
                }
            }
            "tbl" => self.end_table()?,
            _ => {}
        }
        Ok(())
    }

    /// Only the text of `t` is the document's.
    fn text(&mut self, text: &str) {
        let is_shown = self.in_text && self.is_shown();
        if let Some(paragraph) = self.paragraphs.last_mut().filter(|_| is_shown) {
            paragraph.text.push_str(text);
        }
    }
}

impl Body {
    /// A text whose paragraphs are numbered like this.
    pub fn new(numbering: Numbering) -> Self {
        Self {
            numbering,
            ..Self::default()
        }
    }

    /// What was read; an open table at the end of a broken file is not waited for.
    pub fn finish(self) -> Document {
        self.builder.finish()
    }

    fn is_shown(&self) -> bool {
        self.left_out == 0 && !self.is_hidden && self.codes == 0
    }

    fn symbol(&mut self, symbol: char) {
        if !self.in_run || !self.is_shown() {
            return;
        }
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.text.push(symbol);
        }
    }

    /// A field has a code, then, after a separator, the text it came to.
    fn field(&mut self, kind: Option<&str>) {
        match (kind, self.fields.last_mut()) {
            (Some("begin"), _) => {
                self.fields.push(true);
                self.codes += 1;
            }
            (Some("separate"), Some(in_code)) => {
                self.codes -= usize::from(std::mem::take(in_code));
            }
            _ => {
                let in_code = self.fields.pop().unwrap_or_default();
                self.codes -= usize::from(in_code);
            }
        }
    }

    /// `del` without content, among properties, says that the row or the end of the paragraph was
    /// deleted.
    fn mark_deletion(&mut self, name: &str) {
        if name != "del" {
            return;
        }
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.is_end_deleted |= paragraph.in_properties;
        } else if let Some(table) = self.tables.last_mut() {
            table.delete_row();
        }
    }

    fn begin_paragraph(&mut self) {
        self.number += 1;
        let text = std::mem::take(&mut self.carried);
        let paragraph = Paragraph {
            text,
            number: self.number,
            ..Paragraph::default()
        };
        self.paragraphs.push(paragraph);
    }

    fn in_properties(&mut self, is_in: bool) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.in_properties = is_in;
        }
    }

    /// What the properties of the open paragraph say of its number.
    fn number(&mut self, element: &Element) {
        let open = self.paragraphs.last_mut().filter(|p| p.in_properties);
        let Some(Paragraph { wish, .. }) = open else {
            return;
        };
        match element.name() {
            "pStyle" => wish.style = element.value(),
            "numId" => wish.list = element.value(),
            _ => wish.level = element.value().and_then(|text| text.parse().ok()),
        }
    }

    fn end_paragraph(&mut self) -> Result<(), ReadError> {
        let Some(paragraph) = self.paragraphs.pop() else {
            return Ok(());
        };
        if paragraph.is_end_deleted {
            self.carried = paragraph.text;
            return Ok(());
        }
        let mark = self.numbering.next(&paragraph.wish);
        let text = numbered(mark, paragraph.text, !self.tables.is_empty());
        for line in text.split('\n') {
            if !line.trim().is_empty() {
                self.push(Piece::Line(line.to_owned(), paragraph.number))?;
            }
        }
        Ok(())
    }

    fn table(&mut self, element: &Element) -> Result<(), ReadError> {
        let number = || {
            element
                .value()
                .and_then(|text| text.parse().ok())
                .unwrap_or(1)
        };
        let goes_on = || element.value().as_deref() != Some("restart");
        let Some(table) = self.tables.last_mut() else {
            return Ok(());
        };
        match element.name() {
            "tr" => table.begin_row(),
            "tc" => {
                table.begin_cell();
                return self.wait(0);
            }
            "gridBefore" => table.leave_out_before(number()),
            "gridSpan" => table.span(number()),
            "vMerge" if goes_on() => table.continue_above(),
            "hMerge" if goes_on() => table.continue_left(),
            _ => {}
        }
        Ok(())
    }

    fn end_table(&mut self) -> Result<(), ReadError> {
        let Some(table) = self.tables.pop() else {
            return Ok(());
        };
        for piece in table.finish() {
            self.push(piece)?;
        }
        Ok(())
    }

    /// Into the cell that is open, or into the document.
    fn push(&mut self, piece: Piece) -> Result<(), ReadError> {
        let bytes = if let Piece::Line(line, _) = &piece {
            line.len()
        } else {
            0
        };
        let piece = match self.tables.last_mut() {
            Some(table) => table.push(piece),
            None => Some(piece),
        };
        match piece {
            Some(Piece::Line(line, number)) => self.builder.paragraph(&line, number),
            Some(Piece::Table(table)) => self.builder.table(table),
            None => self.wait(bytes),
        }
    }

    /// Counts what waits for the end of a table, which the builder does not see yet.
    fn wait(&mut self, bytes: usize) -> Result<(), ReadError> {
        self.waiting += 1;
        self.waiting_bytes += bytes;
        let is_too_much = self.waiting > limits::PIECES || self.waiting_bytes > limits::TEXT_BYTES;
        if is_too_much {
            Err(ReadError::TooMuch)
        } else {
            Ok(())
        }
    }
}

/// The text behind its number. A number without text is a line of its own in a table only, where
/// it counts the rows.
fn numbered(mark: Option<String>, text: String, in_table: bool) -> String {
    match mark {
        Some(mark) if in_table || !text.trim().is_empty() => mark + text.trim_start(),
        _ => text,
    }
}
