//! The shipped schemes and the published documents they were made from.

mod again;
mod cells;
mod examples;
pub mod format;
mod imported;
pub mod paper;
mod places;
mod project;
mod recall;
mod results;
pub mod shipped;
mod variants;
