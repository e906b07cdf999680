//! The only helpers shared between test modules.

pub mod database;
pub mod left_out;
