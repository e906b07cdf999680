//! The shipped schemes and the published documents they were made from.

mod cells;
mod examples;
pub mod format;
mod places;
mod project;
mod recall;
mod results;
pub mod shipped;
mod variants;
