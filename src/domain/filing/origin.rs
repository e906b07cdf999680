//! How a text came into its cell.

/// How a text came into its cell. Kept with every change for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TextOrigin {
    /// Typed at the cell.
    Typed,
    /// With a block pasted from a table.
    Paste,
    /// With a file that was read.
    Import,
    /// From last year's filing.
    Carried,
    /// An older text of the cell put back.
    Restore,
    /// The text before a batch put back.
    Undo,
}

impl TextOrigin {
    /// Every origin.
    pub const ALL: [Self; 6] = [
        Self::Typed,
        Self::Paste,
        Self::Import,
        Self::Carried,
        Self::Restore,
        Self::Undo,
    ];

    /// The permanent code, kept in the database and used by scripts.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Typed => "typed",
            Self::Paste => "paste",
            Self::Import => "import",
            Self::Carried => "carried",
            Self::Restore => "restore",
            Self::Undo => "undo",
        }
    }

    /// The origin with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|origin| origin.code() == code)
    }

    /// The officials' word.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Typed => "填写",
            Self::Paste => "粘贴",
            Self::Import => "导入",
            Self::Carried => "沿用上年",
            Self::Restore => "恢复",
            Self::Undo => "撤销",
        }
    }

    /// Whether many cells come at once this way, so that they can be undone at once.
    #[must_use]
    pub fn is_batch(self) -> bool {
        matches!(self, Self::Paste | Self::Import | Self::Carried)
    }
}
