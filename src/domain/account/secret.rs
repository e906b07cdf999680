//! Comparing what nobody may find out by trying.

/// Compares two secrets in a time that does not tell where they differ.
#[must_use]
pub fn is_same_secret(one: &str, other: &str) -> bool {
    one.len() == other.len()
        && one
            .bytes()
            .zip(other.bytes())
            .fold(0, |difference, (a, b)| difference | (a ^ b))
            == 0
}
