//! What a file is: by its first bytes, and by its extension where they do not tell.

use super::ReadError;

/// The kinds of file that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// Running text.
    Text,
    /// A web page.
    Page,
    /// A zipped file: what, its parts tell.
    Zipped,
    /// A table with this character between its cells.
    Separated(u8),
}

/// Recognises a file.
///
/// # Errors
/// [`ReadError::Empty`], or [`ReadError::Unsupported`] with what to do instead.
pub(super) fn recognise(name: &str, bytes: &[u8]) -> Result<Format, ReadError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty);
    }
    if bytes.starts_with(OLD_OFFICE) {
        return Err(refuse_old_office(bytes));
    }
    if let Some((what, cure)) = find_unsupported(bytes) {
        return Err(ReadError::Unsupported { what, cure });
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Ok(Format::Zipped);
    }
    if is_page(bytes) {
        return Ok(Format::Page);
    }
    Ok(match extension(name).as_str() {
        "html" | "htm" | "shtml" | "xhtml" => Format::Page,
        "csv" => Format::Separated(b','),
        "tsv" => Format::Separated(b'\t'),
        _ => Format::Text,
    })
}

/// The extension in small letters, empty without one.
fn extension(name: &str) -> String {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ending.to_ascii_lowercase()
}

/// How a web page begins; tables that portals offer as `.doc` or `.xls` often are one.
const PAGE: [&str; 6] = [
    "<!doctype html",
    "<html",
    "<head",
    "<body",
    "<table",
    "<meta",
];

fn is_page(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(bytes.get(..400).unwrap_or(bytes)).to_ascii_lowercase();
    let head =
        head.trim_start_matches(|symbol: char| symbol.is_whitespace() || symbol == '\u{feff}');
    let is_declared = head.starts_with("<?xml") && head.contains("<html");
    is_declared || PAGE.iter().any(|first| head.starts_with(first))
}

/// Kinds that people send and that are not read: first bytes, name, cure.
const UNSUPPORTED: [(&[u8], &str, &str); 8] = [
    (
        b"%PDF",
        "PDF文件",
        "用办公软件转换为.docx，或把文字复制到文本文件",
    ),
    (b"{\\rtf", "RTF文件", "用办公软件另存为.docx"),
    (
        b"MIME-Version:",
        "单个文件网页（.mht）",
        "用办公软件打开后另存为.docx",
    ),
    (b"\x89PNG", "图片", "提供带文字的文档"),
    (b"\xff\xd8\xff", "图片", "提供带文字的文档"),
    (b"GIF8", "图片", "提供带文字的文档"),
    (b"Rar!", "压缩包", "先解压，再检查其中的文档"),
    (b"7z\xbc\xaf", "压缩包", "先解压，再检查其中的文档"),
];

/// How files of old office programs begin, and protected ones of new programs.
const OLD_OFFICE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// What an old file is, by the names of the streams in it.
fn refuse_old_office(bytes: &[u8]) -> ReadError {
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|window| window == name)
    };
    if has("EncryptedPackage") {
        return ReadError::Encrypted;
    }
    let (what, cure) = if has("WordDocument") {
        ("旧版Word文件（.doc、.wps）", "用办公软件另存为.docx")
    } else if has("Workbook") || has("Book") {
        ("旧版Excel文件（.xls、.et）", "用办公软件另存为.xlsx")
    } else {
        ("旧版Office文件", "用办公软件另存为.docx或.xlsx")
    };
    ReadError::Unsupported { what, cure }
}

fn find_unsupported(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let found = UNSUPPORTED
        .iter()
        .find(|(first, ..)| bytes.starts_with(first));
    found.map(|(_, what, cure)| (*what, *cure))
}
