//! A part of a long list.

/// Which part of a list is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// At most this many rows.
    pub limit: u32,
    /// After leaving out this many.
    pub offset: u32,
}

impl Page {
    /// The first rows of a list.
    #[must_use]
    pub fn first(limit: u32) -> Self {
        Self { limit, offset: 0 }
    }

    pub(super) fn limit(self) -> i64 {
        i64::from(self.limit)
    }

    pub(super) fn offset(self) -> i64 {
        i64::from(self.offset)
    }
}
