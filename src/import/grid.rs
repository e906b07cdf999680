//! Columns of a table whose cells span rows and columns.

use crate::domain::document::Cell;

use super::limits::SPAN;

/// The columns that earlier rows still cover.
#[derive(Debug, Default)]
pub(super) struct Grid {
    row: usize,
    /// For each column the first row that is free again.
    free_from: Vec<usize>,
    rows: Vec<Vec<Cell>>,
}

impl Grid {
    /// Adds a row of cells, each moved to the next free column; `column` as given is ignored.
    pub fn push_row(&mut self, cells: Vec<Cell>) {
        let mut column = 0;
        let mut row = Vec::with_capacity(cells.len());
        for mut cell in cells {
            while self
                .free_from
                .get(column)
                .is_some_and(|free| *free > self.row)
            {
                column += 1;
            }
            if column >= SPAN {
                break;
            }
            cell.column = column;
            cell.colspan = cell.colspan.clamp(1, SPAN - column);
            cell.rowspan = cell.rowspan.clamp(1, SPAN);
            column += cell.colspan;
            self.cover(&cell);
            row.push(cell);
        }
        self.row += 1;
        self.rows.push(row);
    }

    /// The rows; what hangs over the last one is cut.
    pub fn finish(mut self) -> Vec<Vec<Cell>> {
        let count = self.rows.len();
        for (row, left) in self.rows.iter_mut().zip((1..=count).rev()) {
            for cell in row {
                cell.rowspan = cell.rowspan.min(left);
            }
        }
        self.rows
    }

    fn cover(&mut self, cell: &Cell) {
        let end = cell.column + cell.colspan;
        if self.free_from.len() < end {
            self.free_from.resize(end, 0);
        }
        for free in self.free_from.iter_mut().take(end).skip(cell.column) {
            *free = self.row + cell.rowspan;
        }
    }
}
