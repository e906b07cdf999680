//! The cells of a sheet in their order, whatever they stand in.

use super::{Content, Field, Part, ResultField, Sheet};

/// A cell in which something is typed or computed.
#[derive(Debug, Clone, Copy)]
pub enum SheetCell<'a> {
    /// Typed by a person.
    Typed(&'a Field),
    /// Computed.
    Computed(&'a ResultField),
}

impl Sheet {
    /// Every cell in which something is typed or computed, in the order of the form. What cannot be
    /// computed and is given by hand is typed.
    #[must_use]
    pub fn cells(&self) -> Vec<SheetCell<'_>> {
        let mut cells = Vec::new();
        for part in &self.parts {
            match part {
                Part::Table(table) => {
                    let contents = table.rows.iter().flat_map(|row| &row.cells);
                    contents.for_each(|cell| content(&cell.content, &mut cells));
                }
                Part::Section(section) => cells.extend(section.field.iter().map(SheetCell::Typed)),
                Part::Signature(signature) => cells.push(SheetCell::Typed(&signature.date)),
            }
        }
        cells
    }
}

fn content<'a>(content: &'a Content, cells: &mut Vec<SheetCell<'a>>) {
    match content {
        Content::Text(_) | Content::Heading(_) => {}
        Content::Field(field) => cells.push(SheetCell::Typed(field)),
        Content::Result(result) => cells.push(match &result.by_hand {
            Some(field) => SheetCell::Typed(field),
            None => SheetCell::Computed(result),
        }),
        Content::Checklist(lines) => {
            cells.extend(lines.iter().map(|(_, field)| SheetCell::Typed(field)));
        }
    }
}
