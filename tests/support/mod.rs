//! The only helpers shared between test modules.

pub mod left_out;
