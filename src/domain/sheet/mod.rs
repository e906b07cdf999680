//! The paper form as a tree of cells.
//!
//! [`lay_out`] turns a scheme's form and an evaluated filing into a [`Sheet`].
//! Every face (entry page, review page, public page, print) draws this tree,
//! so they cannot differ in their figures or their shape.

mod blocks;
mod builder;
mod captions;
mod cells;
mod fields;
mod grid;
mod indicators;
mod record;
mod score_sheet;
mod tree;
mod words;

pub use builder::{Purpose, lay_out, lay_out_in};
pub use captions::Caption;
pub use cells::SheetCell;
pub use grid::{Grid, GridRow, Place};
pub use tree::{
    Cell, Content, Control, Field, Heading, Help, Part, ResultField, Role, Row, Section, Sheet,
    Signature, Table, Writing,
};
pub use words::SIGN_OFF;
