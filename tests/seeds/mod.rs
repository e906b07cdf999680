//! The shipped schemes and the published documents they were made from.

mod format;
mod shipped;
