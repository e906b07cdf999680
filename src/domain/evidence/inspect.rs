//! What a file is, told by its content while it is read from its beginning to its end.

use super::old_office::{ENTRY, OldOffice, START};
use super::{FileKind, FileProblem};

/// How zipped files begin; what they are, the names of their parts tell.
pub const ZIP_START: &[u8] = b"PK\x03\x04";

/// So many bytes of the beginning are remembered.
const HEAD: usize = 512;

/// How pages, scripts and mail begin that would read as text.
const MARKUP: [&str; 10] = [
    "<!doctype",
    "<html",
    "<head",
    "<body",
    "<script",
    "<svg",
    "<?xml",
    "#!",
    "{\\rtf",
    "mime-version:",
];

/// A file being looked at. Feed it every byte in order, then ask.
#[derive(Debug, Clone)]
pub struct Inspection {
    head: Vec<u8>,
    /// The bytes after the last whole directory entry.
    rest: Vec<u8>,
    old_office: OldOffice,
    is_text: bool,
    bytes: u64,
}

impl Default for Inspection {
    fn default() -> Self {
        Self {
            head: Vec::new(),
            rest: Vec::new(),
            old_office: OldOffice::default(),
            is_text: true,
            bytes: 0,
        }
    }
}

impl Inspection {
    /// Looks at the next bytes.
    pub fn take(&mut self, bytes: &[u8]) {
        let missing = HEAD.saturating_sub(self.head.len());
        self.head.extend(bytes.iter().take(missing));
        self.bytes = self
            .bytes
            .saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        self.is_text = self.is_text && bytes.iter().all(|byte| is_of_text(*byte));
        let may_be_old_office = self.head.len() < START.len() || self.head.starts_with(START);
        if may_be_old_office {
            self.rest.extend_from_slice(bytes);
            let whole = self.rest.len() / ENTRY * ENTRY;
            for block in self.rest.drain(..whole).as_slice().chunks_exact(ENTRY) {
                self.old_office.look_at(block);
            }
        }
    }

    /// Whether the names of its parts are wanted.
    #[must_use]
    pub fn is_zip(&self) -> bool {
        self.head.starts_with(ZIP_START)
    }

    /// What the file is; `parts` are the names of the parts of a zipped file, as far as it could
    /// be read as one.
    ///
    /// # Errors
    /// When it is nothing that could be taken as evidence.
    pub fn kind(&self, parts: Option<&[String]>) -> Result<FileKind, FileProblem> {
        if self.bytes == 0 {
            return Err(FileProblem::Empty);
        }
        if self.head.starts_with(START) {
            return self.old_office.kind();
        }
        if self.is_zip() {
            return kind_of_parts(parts.ok_or(FileProblem::Broken)?);
        }
        if let Some(kind) = self.kind_of_head() {
            return Ok(kind);
        }
        if !self.is_text {
            return Err(FileProblem::Unknown);
        }
        if self.is_markup() {
            Err(FileProblem::Markup)
        } else {
            Ok(FileKind::Text)
        }
    }

    fn kind_of_head(&self) -> Option<FileKind> {
        const STARTS: [(&[u8], FileKind); 5] = [
            (b"%PDF-", FileKind::Pdf),
            (b"\x89PNG\r\n\x1a\n", FileKind::Png),
            (b"\xff\xd8\xff", FileKind::Jpeg),
            (b"GIF87a", FileKind::Gif),
            (b"GIF89a", FileKind::Gif),
        ];
        let is_webp =
            self.head.starts_with(b"RIFF") && self.head.get(8..12) == Some(b"WEBP".as_slice());
        let mut starts = STARTS.iter();
        let found = starts.find(|(start, _)| self.head.starts_with(start));
        found
            .map(|(_, kind)| *kind)
            .or(is_webp.then_some(FileKind::Webp))
    }

    fn is_markup(&self) -> bool {
        let head = String::from_utf8_lossy(&self.head).to_ascii_lowercase();
        let head = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        MARKUP.iter().any(|start| head.starts_with(start))
    }
}

/// Bytes of text in UTF-8 and in the Chinese encodings: no control characters but those of lines.
fn is_of_text(byte: u8) -> bool {
    byte >= 0x20 && byte != 0x7f || matches!(byte, b'\t' | b'\r' | b'\n' | 0x0c)
}

fn kind_of_parts(parts: &[String]) -> Result<FileKind, FileProblem> {
    let has = |wanted: &str| parts.iter().any(|part| part.eq_ignore_ascii_case(wanted));
    let has_below = |folder: &str| parts.iter().any(|part| part.starts_with(folder));
    if has("OFD.xml") {
        return Ok(FileKind::Ofd);
    }
    if !has("[Content_Types].xml") {
        return Ok(FileKind::Zip);
    }
    if parts
        .iter()
        .any(|part| part.to_ascii_lowercase().ends_with("vbaproject.bin"))
    {
        return Err(FileProblem::Macros);
    }
    let folders = [
        ("word/", FileKind::Docx),
        ("xl/", FileKind::Xlsx),
        ("ppt/", FileKind::Pptx),
    ];
    let found = folders.iter().find(|(folder, _)| has_below(folder));
    found.map(|(_, kind)| *kind).ok_or(FileProblem::Unknown)
}
