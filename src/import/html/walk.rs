//! From the parsed page to paragraphs and tables.

use scraper::{ElementRef, Html};

use crate::domain::document::{Cell, Document, Table};

use super::super::ReadError;
use super::super::builder::{Builder, cell};
use super::super::grid::Grid;

/// Walks a parsed page whose depth is bounded.
///
/// # Errors
/// [`ReadError::TooMuch`].
pub(super) fn walk(page: &Html) -> Result<Document, ReadError> {
    let mut walker = Walker::default();
    walker.element(page.root_element())?;
    Ok(walker.builder.finish())
}

#[derive(Default)]
struct Walker {
    builder: Builder,
    number: usize,
    line: String,
    /// The lines of the cell that is being read.
    cell: Option<String>,
    /// How many `pre` are open.
    preformatted: usize,
}

impl Walker {
    fn element(&mut self, element: ElementRef) -> Result<(), ReadError> {
        let name = element.value().name();
        if name == "footer" || element.attr("hidden").is_some() {
            return Ok(());
        }
        self.end_line()?;
        if name == "table" {
            return self.table(element);
        }
        let preformatted = usize::from(name == "pre");
        self.preformatted += preformatted;
        for child in element.children() {
            if let Some(text) = child.value().as_text() {
                self.text(text)?;
            } else if let Some(child) = ElementRef::wrap(child) {
                self.element(child)?;
            }
        }
        self.preformatted -= preformatted;
        self.end_line()
    }

    fn text(&mut self, text: &str) -> Result<(), ReadError> {
        if self.preformatted == 0 {
            join(&mut self.line, text);
            return Ok(());
        }
        let mut lines = text.split('\n');
        self.line.push_str(lines.next().unwrap_or_default());
        for line in lines {
            self.end_line()?;
            self.line.push_str(line);
        }
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), ReadError> {
        let line = std::mem::take(&mut self.line);
        if line.trim().is_empty() {
            return Ok(());
        }
        if let Some(cell) = &mut self.cell {
            cell.push_str(&line);
            cell.push('\n');
            return Ok(());
        }
        self.number += 1;
        self.builder.paragraph(&line, self.number)
    }

    /// A table of figures; or one that only lays out the page, whose cells are read like blocks.
    fn table(&mut self, table: ElementRef) -> Result<(), ReadError> {
        let rows = rows_of(table);
        let is_layout = rows.iter().all(|row| row.child_elements().count() < 2)
            || table
                .descendent_elements()
                .skip(1)
                .any(|inner| inner.value().name() == "table");
        for caption in table
            .child_elements()
            .filter(|child| child.value().name() == "caption")
        {
            self.element(caption)?;
        }
        if is_layout || self.cell.is_some() {
            for cell in rows.iter().flat_map(ElementRef::child_elements) {
                self.element(cell)?;
            }
            return Ok(());
        }
        self.number += 1;
        let line = self.number;
        let mut grid = Grid::default();
        for row in rows {
            let cells = row.child_elements().map(|cell| self.cell(cell));
            grid.push_row(cells.collect::<Result<_, _>>()?);
        }
        let rows = grid.finish();
        self.builder.table(Table {
            name: String::new(),
            line,
            rows,
        })
    }

    fn cell(&mut self, element: ElementRef) -> Result<Cell, ReadError> {
        self.cell = Some(String::new());
        self.element(element)?;
        let text = self.cell.take().unwrap_or_default();
        let span = |key| {
            element
                .attr(key)
                .and_then(|span| span.parse().ok())
                .unwrap_or(1)
        };
        Ok(Cell {
            colspan: span("colspan"),
            rowspan: span("rowspan"),
            ..cell(&text, 0)
        })
    }
}

/// The rows of a table itself, not of tables in it.
fn rows_of(table: ElementRef) -> Vec<ElementRef> {
    let mut rows = Vec::new();
    for child in table.child_elements() {
        match child.value().name() {
            "tr" => rows.push(child),
            "thead" | "tbody" | "tfoot" => {
                rows.extend(
                    child
                        .child_elements()
                        .filter(|row| row.value().name() == "tr"),
                );
            }
            _ => {}
        }
    }
    rows
}

/// Appends text as a browser shows it: white space is one blank, and none where a line of the
/// file ends between two Chinese characters.
fn join(line: &mut String, text: &str) {
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest
            .find(|symbol: char| symbol.is_ascii_whitespace())
            .unwrap_or(rest.len());
        line.push_str(rest.get(..end).unwrap_or_default());
        let behind = rest.get(end..).unwrap_or_default();
        rest = behind.trim_ascii_start();
        let gap = behind.get(..behind.len() - rest.len()).unwrap_or_default();
        let is_wrapped = gap.contains('\n')
            && line.chars().next_back().is_some_and(is_wide)
            && rest.chars().next().is_none_or(is_wide);
        if !gap.is_empty() && !is_wrapped && !line.is_empty() && !line.ends_with(' ') {
            line.push(' ');
        }
    }
}

/// Chinese characters and punctuation.
fn is_wide(symbol: char) -> bool {
    matches!(symbol, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}
