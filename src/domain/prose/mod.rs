//! Long texts of a filing: plain text with three light marks, and figures that stand in it by name.
//!
//! A line that begins with `## ` is a small heading, one that begins with `- ` or `1. ` an item of a
//! list, every other line a paragraph; [`lines`] finds the marks and loses no character. `{项目名}`
//! stands for a value of the scheme ([`references`]): [`Figures`] puts the present value in, so that
//! a text and a table cannot differ.

mod blocks;
mod figures;
mod lines;
mod named;
mod offers;
mod references;
mod skeleton;

pub use blocks::{Block, Item, Piece, Prose, words};
pub use figures::{Figures, LiveFigure, NOT_COMPUTED, NOT_FILLED};
pub use lines::{Line, Mark, lines};
pub use named::{Named, Unresolved, is_prose, names, resolve};
pub use offers::{Offer, Offers};
pub use references::{MoneyUnit, Reference, Span, references};
pub use skeleton::{TO_BE_WRITTEN, skeleton, skeleton_of};
