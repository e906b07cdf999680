//! The cells of a sheet that change while somebody types elsewhere on it.

use super::note::Remarks;
use super::{Grid, Paper};
use crate::domain::sheet::{Content, Part, ResultField};

/// What stands at one cell besides what is typed there.
#[derive(Debug, Clone)]
pub struct LiveCell<'a> {
    /// What is said at it.
    pub remarks: Remarks<'a>,
    /// Its number, when it is computed.
    pub result: Option<&'a ResultField>,
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
                    live.extend(fields.map(|field| LiveCell {
                        remarks: self.section_remarks(field),
                        result: None,
                    }));
                }
                Part::Signature(signature) => live.push(LiveCell {
                    remarks: self.section_remarks(&signature.date),
                    result: None,
                }),
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
            Content::Field(field) => live.push(LiveCell {
                remarks: self.field_remarks(field, cell),
                result: None,
            }),
            Content::Result(result) => {
                live.push(LiveCell {
                    remarks: self.result_remarks(result, cell),
                    result: Some(result),
                });
            }
            Content::Checklist(lines) => live.extend(lines.iter().map(|(_, field)| LiveCell {
                remarks: self.field_remarks(field, cell),
                result: None,
            })),
            Content::Text(_) | Content::Heading(_) => {}
        }
    }
}
