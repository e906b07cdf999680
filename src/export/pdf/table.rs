//! A table of the sheet on the columns of its grid.

use ziping_pdf::{Align, Cell, Table};

use crate::domain::sheet::{self, Grid, Place, Role};

pub(super) fn of(table: &sheet::Table) -> Table {
    let grid = Grid::of(table);
    let rows = grid.rows.iter().enumerate();
    Table {
        headings: grid.heading_rows,
        cells: rows
            .flat_map(|(row, places)| places.begun().map(move |place| cell(row, place)))
            .collect(),
        columns: grid.columns,
    }
}

fn cell(row: usize, place: &Place<'_>) -> Cell {
    Cell {
        row,
        column: place.column,
        rowspan: place.cell.rowspan.max(1),
        colspan: place.colspan,
        align: match place.cell.role {
            Role::Label | Role::Mark => Align::Centre,
            Role::Words | Role::Prose => Align::Left,
            Role::Figure => Align::Right,
        },
        bold: false,
        lines: place.cell.content.lines(),
    }
}
