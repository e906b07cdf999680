//! Where each cell of a table stands: the one placing that every face draws from.

use std::collections::BTreeSet;

use super::{Cell, Content, Part, Role, Row, Sheet, Table};

/// A table with every place of every row filled.
#[derive(Debug, Clone)]
pub struct Grid<'a> {
    /// The widths of the columns in units of the sheet. A unit at which no cell begins makes no
    /// column of its own.
    pub columns: Vec<usize>,
    /// How many rows at the top are printed headings, repeated on every page.
    pub heading_rows: usize,
    /// The rows from the top.
    pub rows: Vec<GridRow<'a>>,
}

/// One row in its place.
#[derive(Debug, Clone)]
pub struct GridRow<'a> {
    /// The row.
    pub row: &'a Row,
    /// What stands in it from the left, cells that reach into it from above included.
    pub places: Vec<Place<'a>>,
}

/// A cell, or a part of one that began further up.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The cell.
    pub cell: &'a Cell,
    /// The first unit of the sheet it covers, from 0.
    pub unit: usize,
    /// The first column of the grid it covers, from 0.
    pub column: usize,
    /// How many columns of the grid it covers.
    pub colspan: usize,
    /// How many rows further up it began; 0 where it begins here.
    pub rows_above: usize,
}

impl<'a> GridRow<'a> {
    /// The cells that begin in this row.
    pub fn begun(&self) -> impl Iterator<Item = &Place<'a>> {
        self.places.iter().filter(|place| place.rows_above == 0)
    }
}

impl<'a> Grid<'a> {
    /// Places the cells of a table.
    #[must_use]
    pub fn of(table: &'a Table) -> Self {
        let rows = placed(table);
        let begins = beginnings(&rows);
        Self::on(&begins, table, rows)
    }

    /// Places the cells of every table of a sheet on columns that all of them share, as one page of
    /// a workbook needs.
    #[must_use]
    pub fn all_of(sheet: &'a Sheet) -> Vec<Self> {
        let tables = sheet.parts.iter().filter_map(|part| match part {
            Part::Table(table) => Some((table, placed(table))),
            _ => None,
        });
        let tables: Vec<_> = tables.collect();
        let begins = tables.iter().flat_map(|(_, rows)| beginnings(rows));
        let begins: BTreeSet<usize> = begins.collect();
        let tables = tables.into_iter();
        tables
            .map(|(table, rows)| Self::on(&begins, table, rows))
            .collect()
    }

    fn on(begins: &BTreeSet<usize>, table: &'a Table, mut rows: Vec<GridRow<'a>>) -> Self {
        for place in rows.iter_mut().flat_map(|row| &mut row.places) {
            let end = place.unit + place.cell.colspan;
            place.column = begins.range(..place.unit).count();
            place.colspan = begins.range(place.unit..end).count();
        }
        Self {
            columns: widths(begins),
            heading_rows: heading_rows(table),
            rows,
        }
    }
}

impl Sheet {
    /// Whether it wants a page turned on its side: standards and explanations stand beside their
    /// figures, or the table has ten columns and more.
    #[must_use]
    pub fn is_wide(&self) -> bool {
        const MOST_UPRIGHT: usize = 9;
        self.parts.iter().any(|part| match part {
            Part::Table(table) => {
                let mut cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.any(|cell| cell.role == Role::Prose)
                    || placed(table)
                        .iter()
                        .any(|row| row.places.len() > MOST_UPRIGHT)
            }
            Part::Section(_) | Part::Signature(_) => false,
        })
    }

    /// Whether it is a running text without a table.
    #[must_use]
    pub fn is_text(&self) -> bool {
        !self.parts.iter().any(|part| matches!(part, Part::Table(_)))
    }
}

/// Every row with its places by unit; columns come later.
fn placed(table: &Table) -> Vec<GridRow<'_>> {
    // The cells that reach below their first row, each with the rows it still covers.
    let mut hanging: Vec<(Place<'_>, usize)> = Vec::new();
    let mut rows = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let mut places: Vec<Place<'_>> = Vec::with_capacity(row.cells.len() + hanging.len());
        for (place, left) in &mut hanging {
            place.rows_above += 1;
            *left -= 1;
            places.push(*place);
        }
        hanging.retain(|(_, left)| *left > 0);
        let mut unit = 0;
        for cell in &row.cells {
            unit = free_from(unit, &places);
            let place = Place {
                cell,
                unit,
                column: 0,
                colspan: 0,
                rows_above: 0,
            };
            places.push(place);
            if cell.rowspan > 1 {
                hanging.push((place, cell.rowspan - 1));
            }
            unit += cell.colspan;
        }
        places.sort_by_key(|place| place.unit);
        rows.push(GridRow { row, places });
    }
    rows
}

/// The first unit from here on that no place covers.
fn free_from(mut unit: usize, places: &[Place<'_>]) -> usize {
    let covering = |unit: usize| {
        let mut above = places.iter().filter(|place| place.rows_above > 0);
        above.find(|place| (place.unit..place.unit + place.cell.colspan).contains(&unit))
    };
    while let Some(place) = covering(unit) {
        unit = place.unit + place.cell.colspan.max(1);
    }
    unit
}

/// The units at which a cell begins, from the left.
fn beginnings(rows: &[GridRow<'_>]) -> BTreeSet<usize> {
    let places = rows.iter().flat_map(|row| &row.places);
    places.map(|place| place.unit).collect()
}

/// How far it is from each beginning to the next one or to the edge.
fn widths(begins: &BTreeSet<usize>) -> Vec<usize> {
    let ends = begins.iter().skip(1).copied().chain([Table::UNITS]);
    begins
        .iter()
        .zip(ends)
        .map(|(begin, end)| end - begin)
        .collect()
}

/// Leading rows of printed words only, none of which reaches below them.
fn heading_rows(table: &Table) -> usize {
    let is_printed = |row: &&Row| {
        row.cells
            .iter()
            .all(|cell| cell.role == Role::Label && matches!(cell.content, Content::Text(_)))
    };
    let leading = table.rows.iter().take_while(is_printed).count();
    let reaches_below = table
        .rows
        .iter()
        .take(leading)
        .enumerate()
        .any(|(at, row)| row.cells.iter().any(|cell| at + cell.rowspan > leading));
    if reaches_below || leading == table.rows.len() {
        0
    } else {
        leading
    }
}
