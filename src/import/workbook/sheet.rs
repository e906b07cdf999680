//! One sheet: its cells with text, its merged regions, and the empty cells between them.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{DataRef, Dimensions, Xlsx};

use crate::domain::document::{Cell, Table};

use super::super::builder::cell;
use super::super::{ReadError, limits};
use super::{BROKEN, number};

/// Row and column, from 0.
type Position = (u32, u32);

/// Reads a sheet; none where it has no cells or is a chart.
///
/// # Errors
/// [`ReadError::Broken`], [`ReadError::TooMuch`].
pub(super) fn read(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
) -> Result<Option<Table>, ReadError> {
    let Ok(merged) = workbook.merge_cells_by_sheet_name(name) else {
        return Ok(None);
    };
    let texts = texts(workbook, name)?;
    let (Some(first), Some(last)) = (texts.keys().next(), texts.keys().next_back()) else {
        return Ok(None);
    };
    let (first, last) = (first.0, last.0);
    let width = texts
        .keys()
        .map(|(_, column)| column + 1)
        .max()
        .unwrap_or(0);
    let area = Area { first, last, width };
    let (spans, covered) = area.merge(&merged)?;
    // A note far away from everything else would fill the space between with empty cells.
    let is_dense = area.cells() <= limits::EMPTY_CELLS;
    let shown: BTreeSet<u32> = texts.keys().map(|(row, _)| *row).collect();
    let numbers: Vec<u32> = if is_dense {
        (first..=last).collect()
    } else {
        shown.into_iter().collect()
    };
    let mut rows = Vec::with_capacity(numbers.len());
    for number in &numbers {
        let with_text = texts.range((*number, 0)..=(*number, u32::MAX));
        let columns: Vec<u32> = if is_dense {
            (0..width).collect()
        } else {
            with_text.map(|((_, column), _)| *column).collect()
        };
        let columns = columns.into_iter().map(|column| (*number, column));
        let cells = columns.filter(|position| !covered.contains(position));
        rows.push(
            cells
                .map(|position| place(position, &texts, &spans, &numbers))
                .collect(),
        );
    }
    Ok(Some(Table {
        name: name.to_owned(),
        line: numbers.first().map_or(1, |row| at(*row) + 1),
        rows,
    }))
}

fn place(
    position: Position,
    texts: &BTreeMap<Position, String>,
    spans: &BTreeMap<Position, Position>,
    numbers: &[u32],
) -> Cell {
    let text = texts.get(&position).map_or("", String::as_str);
    let (row, column) = position;
    let (end_row, end_column) = spans.get(&position).copied().unwrap_or(position);
    let below = numbers.partition_point(|number| *number <= end_row);
    let above = numbers.partition_point(|number| *number < row);
    Cell {
        colspan: at(end_column - column) + 1,
        rowspan: below.saturating_sub(above).max(1),
        ..cell(text, at(column))
    }
}

/// The cells that show something, by their place.
fn texts(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
) -> Result<BTreeMap<Position, String>, ReadError> {
    let mut reader = workbook.worksheet_cells_reader(name).map_err(|_| BROKEN)?;
    let mut texts = BTreeMap::new();
    let (mut cells, mut bytes) = (0_usize, 0_usize);
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(|_| BROKEN)? {
        cells += 1;
        if matches!(cell.get_value(), DataRef::Empty) {
            if cells > limits::STYLED_CELLS {
                return Err(ReadError::TooMuch);
            }
            continue;
        }
        let format = reader
            .styles()
            .get(style)
            .and_then(|style| style.number_format.as_ref());
        let text = number::show(
            cell.get_value(),
            format.map_or("", |format| &format.format_code),
        );
        if text.trim().is_empty() {
            continue;
        }
        bytes += text.len();
        texts.insert(cell.get_position(), text);
        if texts.len() > limits::PIECES || bytes > limits::TEXT_BYTES {
            return Err(ReadError::TooMuch);
        }
    }
    Ok(texts)
}

/// The part of a sheet in which there is text.
struct Area {
    first: u32,
    last: u32,
    width: u32,
}

impl Area {
    fn cells(&self) -> u64 {
        u64::from(self.last - self.first + 1) * u64::from(self.width)
    }

    /// For the first cell of each merged region its last one; and all other cells in them.
    fn merge(
        &self,
        merged: &[Dimensions],
    ) -> Result<(BTreeMap<Position, Position>, BTreeSet<Position>), ReadError> {
        let mut spans = BTreeMap::new();
        let mut covered = BTreeSet::new();
        let mut cells = 0;
        for region in merged {
            let (row, column) = (region.start.0.max(self.first), region.start.1);
            let (end_row, end_column) = (
                region.end.0.min(self.last),
                region.end.1.min(self.width - 1),
            );
            if row > end_row || column > end_column {
                continue;
            }
            cells += u64::from(end_row - row + 1) * u64::from(end_column - column + 1);
            if cells > limits::EMPTY_CELLS {
                return Err(ReadError::TooMuch);
            }
            spans.insert((row, column), (end_row, end_column));
            let all = (row..=end_row)
                .flat_map(|row| (column..=end_column).map(move |column| (row, column)));
            covered.extend(all.skip(1));
        }
        Ok((spans, covered))
    }
}

fn at(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
