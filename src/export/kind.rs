//! What a filing can be had as.

/// An output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Word.
    Word,
    /// PDF/A, in programs built with the feature `pdf`; from others the page is printed.
    #[cfg(feature = "pdf")]
    Pdf,
    /// Excel, with live formulas.
    Workbook,
    /// A piece of HTML for the content system of a county.
    Page,
    /// All of them with their digests.
    Bundle,
    /// A list of cells for spreadsheets.
    Comma,
    /// The filing as a file, with what was computed.
    Data,
}

impl Kind {
    /// Whether this program writes PDF.
    pub const HAS_PDF: bool = cfg!(feature = "pdf");

    /// How many outputs there are.
    pub const COUNT: usize = if Self::HAS_PDF { 7 } else { 6 };

    /// Every output in the order of the menus.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Word,
        #[cfg(feature = "pdf")]
        Self::Pdf,
        Self::Workbook,
        Self::Page,
        Self::Bundle,
        Self::Comma,
        Self::Data,
    ];

    /// The ending of its files; also its name in addresses and on the command line.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Word => "docx",
            #[cfg(feature = "pdf")]
            Self::Pdf => "pdf",
            Self::Workbook => "xlsx",
            Self::Page => "html",
            Self::Bundle => "zip",
            Self::Comma => "csv",
            Self::Data => "json",
        }
    }

    /// The output with this ending.
    #[must_use]
    pub fn from_ending(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.ending() == ending)
    }

    /// Its name in menus.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Word => "Word 文档",
            #[cfg(feature = "pdf")]
            Self::Pdf => "PDF 文档（可存档）",
            Self::Workbook => "Excel 表格（带公式）",
            Self::Page => "网页片段（粘贴到门户网站）",
            Self::Bundle => "全部格式打包",
            Self::Comma => "CSV 数据",
            Self::Data => "JSON 数据",
        }
    }

    /// Its media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Word => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            #[cfg(feature = "pdf")]
            Self::Pdf => "application/pdf",
            Self::Workbook => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Page => "text/html; charset=utf-8",
            Self::Bundle => "application/zip",
            Self::Comma => "text/csv; charset=utf-8",
            Self::Data => "application/json",
        }
    }
}
