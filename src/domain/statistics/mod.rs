//! 统计: what the filings of a campaign come to together.
//!
//! [`Facts`] is what one filing brings along, kept when it moves. Every filing's facts are spread over
//! the lines of a [`Tally`]; a tally of many filings is the sum of theirs, so that one filing's change
//! moves a handful of lines and no page ever looks at single filings. [`Statistics`] reads a tally for
//! people, section by section, each with its figures, its picture and how its numbers were made.

mod circular;
mod facts;
mod meaning;
mod measure;
mod report;
mod sections;
mod table;
mod tally;

pub use circular::CircularLine;
pub use facts::{Change, Execution, Facts, Loss};
pub use measure::{MONEY_DECIMALS, Measure, POINT_DECIMALS, scaled, unscaled};
pub use report::{Departments, Scope, Statistics, YearLine};
pub use sections::Section;
pub use table::{Column, Line, Picture, Series, Table};
pub use tally::{Key, Part, Tally, add, difference, mean};
