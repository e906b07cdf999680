//! The shipped schemes and the published documents they were made from.

mod format;
mod places;
mod results;
pub mod shipped;
