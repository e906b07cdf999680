//! The paper form as a tree of cells.
//!
//! [`lay_out`] turns a scheme's form and an evaluated filing into a [`Sheet`].
//! Every face (entry page, review page, public page, print) draws this tree,
//! so they cannot differ in their figures or their shape.

mod tree;

pub use tree::{
    Cell, Content, Control, Field, Heading, Part, ResultField, Role, Row, Section, Sheet, Table,
};
