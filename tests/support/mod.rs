//! The only helpers shared between test modules.

pub mod app;
pub mod client;
pub mod county;
pub mod database;
#[cfg(feature = "pdf")]
pub mod faces;
pub mod left_out;
pub mod page;
pub mod poppler;
pub mod receiver;
pub mod smtp;
pub mod wire;

/// The project's root folder.
pub fn root() -> &'static std::path::Path {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
}
