//! One agency's year: what was typed, cell by cell, and how it was understood.

mod cell;
mod digest;
mod entries;
mod file;
mod item;
mod money;
mod origin;
mod progress;
mod rows;
mod tree;

pub use cell::{CellCode, RowColumn, reason_code, row_cell, row_list};
pub use digest::{Digest, hundredths, shown_hundredths, typed_hundredths};
pub use entries::{Entries, is_row_id};
pub use file::{
    FORMAT, FilingFile, FilingProblem, LONGEST_CELL_BYTES, MOST_BYTES, MOST_CELLS, json_schema,
};
pub use item::{Value, understand, understood};
pub use money::MoneyUnit;
pub use origin::TextOrigin;
pub use progress::{Counts, FormProgress, Stage, is_empty_cell, progress};
pub use rows::{MOST_ROWS, RowChange, RowDeed, list_row, takes_text};
pub use tree::{
    Attainment, NATURES, QUALITATIVE, TreeRow, attainment, comparable, points, rows_of,
};
