//! The shipped schemes and the published documents they were made from.

mod examples;
pub mod format;
mod recall;
mod places;
mod project;
mod results;
mod variants;
pub mod shipped;
