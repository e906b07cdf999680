//! One agency's year: what was typed, cell by cell.

mod cell;
mod entries;

pub use cell::{CellCode, RowColumn, reason_code, row_cell, row_list};
pub use entries::{Entries, is_row_id};
