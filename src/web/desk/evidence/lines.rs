//! A file of evidence in a list.

use crate::store::evidence::Evidence;
use crate::web::desk::address;
use crate::web::time::to_the_minute;

const KIBIBYTE: u64 = 1024;
const MEBIBYTE: u64 = 1024 * KIBIBYTE;

/// A file of evidence as pages show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileLine {
    /// Its id.
    pub id: String,
    /// Its name as given.
    pub name: String,
    /// What it is (PDF, 图片).
    pub kind: &'static str,
    /// 1.2MB.
    pub size: String,
    /// Where it is had.
    pub href: String,
    /// Who brought it.
    pub by: String,
    /// When.
    pub at: String,
    /// Whether everybody may have it once the filing is published.
    pub is_public: bool,
}

impl FileLine {
    /// A file of a filing, for those who see the filing.
    #[must_use]
    pub fn of(evidence: &Evidence) -> Self {
        Self {
            id: evidence.id.clone(),
            name: evidence.file_name.clone(),
            kind: evidence.kind.label(),
            size: file_size(evidence.bytes),
            href: address::evidence_file(&evidence.filing_id, &evidence.id),
            by: evidence.uploaded_by_name.clone(),
            at: to_the_minute(evidence.uploaded_at),
            is_public: evidence.is_public,
        }
    }

    /// What the button that changes its mark for the public does.
    #[must_use]
    pub fn mark(&self) -> (String, &'static str) {
        if self.is_public {
            (format!("hide:{}", self.id), "改为不公开")
        } else {
            (format!("publish:{}", self.id), "改为公开")
        }
    }

    /// What the button that removes it does.
    #[must_use]
    pub fn removal(&self) -> String {
        format!("remove:{}", self.id)
    }
}

/// A size as people read it, rounded up: 340KB, 1.2MB.
#[must_use]
pub fn file_size(bytes: u64) -> String {
    if bytes < MEBIBYTE {
        return format!("{}KB", bytes.div_ceil(KIBIBYTE));
    }
    let tenths = bytes.saturating_mul(10).div_ceil(MEBIBYTE);
    format!("{}.{}MB", tenths / 10, tenths % 10)
}
