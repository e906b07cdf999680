//! The only helpers shared between test modules.

pub mod app;
pub mod client;
pub mod county;
pub mod database;
pub mod left_out;
pub mod page;
