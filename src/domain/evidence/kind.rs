//! The kinds of files that can prove something.

/// What a file is, by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKind {
    /// PDF.
    Pdf,
    /// 版式文件 (GB/T 33190).
    Ofd,
    /// A picture.
    Png,
    /// A picture, as phones and scanners make them.
    Jpeg,
    /// A picture.
    Gif,
    /// A picture.
    Webp,
    /// Word since 2007.
    Docx,
    /// Excel since 2007.
    Xlsx,
    /// `PowerPoint` since 2007.
    Pptx,
    /// Word before 2007, WPS text.
    Doc,
    /// Excel before 2007, WPS table.
    Xls,
    /// `PowerPoint` before 2007, WPS slides.
    Ppt,
    /// Text, tables with commas among it.
    Text,
    /// Several files in one; what is in them is not looked at.
    Zip,
}

impl FileKind {
    /// Every kind, in the order in which they are told.
    pub const ALL: [Self; 14] = [
        Self::Pdf,
        Self::Ofd,
        Self::Png,
        Self::Jpeg,
        Self::Gif,
        Self::Webp,
        Self::Docx,
        Self::Xlsx,
        Self::Pptx,
        Self::Doc,
        Self::Xls,
        Self::Ppt,
        Self::Text,
        Self::Zip,
    ];

    /// The permanent code, in the database and in the settings.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Ofd => "ofd",
            Self::Png => "png",
            Self::Jpeg => "jpeg",
            Self::Gif => "gif",
            Self::Webp => "webp",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Pptx => "pptx",
            Self::Doc => "doc",
            Self::Xls => "xls",
            Self::Ppt => "ppt",
            Self::Text => "text",
            Self::Zip => "zip",
        }
    }

    /// The kind with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The endings that names of such files have, in small letters.
    #[must_use]
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Ofd => &["ofd"],
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Gif => &["gif"],
            Self::Webp => &["webp"],
            Self::Docx => &["docx"],
            Self::Xlsx => &["xlsx"],
            Self::Pptx => &["pptx"],
            Self::Doc => &["doc", "wps"],
            Self::Xls => &["xls", "et"],
            Self::Ppt => &["ppt", "dps"],
            Self::Text => &["txt", "csv"],
            Self::Zip => &["zip"],
        }
    }

    /// What officials call it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Ofd => "OFD",
            Self::Png | Self::Jpeg | Self::Gif | Self::Webp => "图片",
            Self::Docx | Self::Doc => "Word",
            Self::Xlsx | Self::Xls => "Excel",
            Self::Pptx | Self::Ppt => "演示文稿",
            Self::Text => "文本",
            Self::Zip => "压缩包",
        }
    }

    /// The media type under which it is sent.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Ofd => "application/ofd",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Pptx => {
                "application/vnd.openxmlformats-officedocument.presentationml.presentation"
            }
            Self::Doc => "application/msword",
            Self::Xls => "application/vnd.ms-excel",
            Self::Ppt => "application/vnd.ms-powerpoint",
            // Its encoding is not known, so no character set is claimed.
            Self::Text => "text/plain",
            Self::Zip => "application/zip",
        }
    }
}
