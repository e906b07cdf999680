//! Tables of a Word file while they are read.

use crate::domain::document::{Cell, Table};

use super::super::builder::cell;
use super::super::limits::SPAN;

/// A paragraph's line, or a table, with the number of the paragraph at which it begins.
#[derive(Debug)]
pub(super) enum Piece {
    Line(String, usize),
    Table(Table),
}

/// A table whose end has not come.
#[derive(Debug, Default)]
pub(super) struct OpenTable {
    line: usize,
    rows: Vec<Row>,
    has_table_within: bool,
}

#[derive(Debug, Default)]
struct Row {
    /// Grid columns left out at its beginning.
    before: usize,
    cells: Vec<OpenCell>,
    is_deleted: bool,
    is_cell_open: bool,
}

/// A cell as it stands in the file: one of many that a merged cell consists of.
#[derive(Debug)]
struct OpenCell {
    pieces: Vec<Piece>,
    colspan: usize,
    continues_above: bool,
    continues_left: bool,
}

impl OpenTable {
    pub fn new(line: usize) -> Self {
        Self {
            line,
            ..Self::default()
        }
    }

    pub fn begin_row(&mut self) {
        self.rows.push(Row::default());
    }

    pub fn begin_cell(&mut self) {
        if let Some(row) = self.rows.last_mut() {
            row.is_cell_open = true;
            row.cells.push(OpenCell {
                pieces: Vec::new(),
                colspan: 1,
                continues_above: false,
                continues_left: false,
            });
        }
    }

    pub fn end_cell(&mut self) {
        if let Some(row) = self.rows.last_mut() {
            row.is_cell_open = false;
        }
    }

    /// Puts a piece into the open cell; gives it back where none is open.
    pub fn push(&mut self, piece: Piece) -> Option<Piece> {
        let row = self.rows.last_mut().filter(|row| row.is_cell_open);
        let Some(cell) = row.and_then(|row| row.cells.last_mut()) else {
            return Some(piece);
        };
        self.has_table_within |= matches!(piece, Piece::Table(_));
        cell.pieces.push(piece);
        None
    }

    pub fn leave_out_before(&mut self, columns: usize) {
        if let Some(row) = self.rows.last_mut() {
            row.before = columns.min(SPAN);
        }
    }

    /// The row was deleted with tracking.
    pub fn delete_row(&mut self) {
        if let Some(row) = self.rows.last_mut() {
            row.is_deleted = true;
        }
    }

    pub fn span(&mut self, columns: usize) {
        if let Some(cell) = self.open_cell() {
            cell.colspan = columns.clamp(1, SPAN);
        }
    }

    pub fn continue_above(&mut self) {
        if let Some(cell) = self.open_cell() {
            cell.continues_above = true;
        }
    }

    pub fn continue_left(&mut self) {
        if let Some(cell) = self.open_cell() {
            cell.continues_left = true;
        }
    }

    fn open_cell(&mut self) -> Option<&mut OpenCell> {
        self.rows.last_mut()?.cells.last_mut()
    }

    /// The table; or, of a table that only lays out the page, what stands in its cells.
    pub fn finish(mut self) -> Vec<Piece> {
        self.rows.retain(|row| !row.is_deleted);
        if self.has_table_within || self.rows.iter().all(|row| row.cells.len() < 2) {
            let cells = self.rows.into_iter().flat_map(|row| row.cells);
            return cells.flat_map(|cell| cell.pieces).collect();
        }
        let mut rows: Vec<Vec<Cell>> = Vec::with_capacity(self.rows.len());
        // For each column the row and place of the cell that covers it.
        let mut above: Vec<Option<(usize, usize)>> = Vec::new();
        for row in self.rows {
            let cells = place(row, &mut rows, &mut above);
            rows.push(cells);
        }
        vec![Piece::Table(Table {
            name: String::new(),
            line: self.line,
            rows,
        })]
    }
}

/// The cells that begin in a row, at their columns; those that go on from above or from the left
/// lengthen the cell they belong to.
fn place(row: Row, rows: &mut [Vec<Cell>], above: &mut Vec<Option<(usize, usize)>>) -> Vec<Cell> {
    let number = rows.len();
    let mut column = row.before;
    let mut cells: Vec<Cell> = Vec::with_capacity(row.cells.len());
    for open in row.cells {
        if column >= SPAN {
            break;
        }
        let end = (column + open.colspan).min(SPAN);
        above.resize(above.len().max(end), None);
        let covering = above
            .get(column)
            .copied()
            .flatten()
            .filter(|_| open.continues_above);
        let begun = covering.and_then(|(row, place)| rows.get_mut(row)?.get_mut(place));
        if let Some(begun) = begun {
            begun.rowspan = begun
                .rowspan
                .max(number + 1 - covering.map_or(number, |(row, _)| row));
        } else if let Some(left) = cells.last_mut().filter(|_| open.continues_left) {
            left.colspan += end - column;
            let place = Some((number, cells.len() - 1));
            above
                .iter_mut()
                .take(end)
                .skip(column)
                .for_each(|covered| *covered = place);
        } else {
            let place = Some((number, cells.len()));
            above
                .iter_mut()
                .take(end)
                .skip(column)
                .for_each(|covered| *covered = place);
            cells.push(Cell {
                colspan: end - column,
                ..cell(&text_of(open.pieces), column)
            });
        }
        column = end;
    }
    cells
}

fn text_of(pieces: Vec<Piece>) -> String {
    let lines = pieces.into_iter().filter_map(|piece| match piece {
        Piece::Line(line, _) => Some(line),
        Piece::Table(_) => None,
    });
    lines.collect::<Vec<_>>().join("\n")
}
