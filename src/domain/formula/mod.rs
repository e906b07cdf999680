//! Formulas in the words of the form: `（本年-上年）/上年`.
//!
//! A formula is parsed once, when its scheme is loaded, into an [`Expr`] over slot
//! numbers. It is evaluated on exact rationals; what cannot be computed is a named
//! [`Unknown`]. The same tree is printed in names and with the numbers put in.

mod evaluate;
mod expr;
mod parse;
mod print;

pub use evaluate::{Lookup, Unknown};
pub use expr::{Expr, Function, Operator, Slot, UNDEFINED};
pub use parse::{FormulaError, is_name, parse};
pub use print::Names;
