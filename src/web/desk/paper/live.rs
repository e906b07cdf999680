//! The cells of a sheet that change while somebody types elsewhere on it.

use super::note::Remarks;
use super::{Grid, Paper};
use crate::domain::sheet::{Content, Field, Part, ResultField};

/// What stands at one cell besides what is typed there.
#[derive(Debug, Clone)]
pub struct LiveCell<'a> {
    /// What is said at it.
    pub remarks: Remarks<'a>,
    /// Its number, when it is computed.
    pub result: Option<&'a ResultField>,
    /// Itself, when it is a long text.
    pub text: Option<&'a Field>,
}

impl<'a> Paper<'a> {
    /// Every cell about which something is computed or said.
    #[must_use]
    pub fn live_cells(&self) -> Vec<LiveCell<'a>> {
        let mut live = Vec::new();
        for part in &self.sheet.parts {
            match part {
                Part::Section(section) => {
                    let fields = section.field.iter();
                    live.extend(fields.map(|field| typed(field, self.section_remarks(field))));
                }
                Part::Signature(signature) => {
                    let date = &signature.date;
                    live.push(typed(date, self.section_remarks(date)));
                }
                Part::Table(table) => {
                    let grid = Grid::of(table);
                    for cell in grid
                        .head
                        .iter()
                        .chain(&grid.body)
                        .flat_map(|row| &row.cells)
                    {
                        self.push(&cell.cell.content, cell, &mut live);
                    }
                }
            }
        }
        live
    }

    fn push(&self, content: &'a Content, cell: &super::GridCell<'a>, live: &mut Vec<LiveCell<'a>>) {
        match content {
            Content::Field(field) => live.push(typed(field, self.field_remarks(field, cell))),
            Content::Result(result) => {
                live.push(LiveCell {
                    remarks: self.result_remarks(result, cell),
                    result: Some(result),
                    text: None,
                });
            }
            Content::Checklist(lines) => {
                let fields = lines.iter().map(|(_, field)| field);
                live.extend(fields.map(|field| typed(field, self.field_remarks(field, cell))));
            }
            Content::Text(_) | Content::Heading(_) => {}
        }
    }
}

fn typed<'a>(field: &'a Field, remarks: Remarks<'a>) -> LiveCell<'a> {
    LiveCell {
        remarks,
        result: None,
        text: field.writing.is_some().then_some(field),
    }
}
