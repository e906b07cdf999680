//! https towards object stores.

/// Names the cryptography that every https client of this program uses. Without it a client cannot
/// even be built; doing it again changes nothing.
pub fn trust() {
    // The error only says that it has been done.
    let _ = rustls::crypto::ring::default_provider().install_default();
}
