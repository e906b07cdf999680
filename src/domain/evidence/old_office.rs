//! Files of office programs before 2007 (compound files): their streams' names tell what they are.

use super::{FileKind, FileProblem};

/// How such files begin.
pub(super) const START: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Directory entries have this length and lie at multiples of it ([MS-CFB] 2.6).
pub(super) const ENTRY: usize = 128;

/// Where an entry says how many bytes its name has, the closing zero with it.
const NAME_LENGTH_AT: usize = 64;

/// The streams that tell.
#[derive(Debug, Clone, Default)]
pub(super) struct OldOffice {
    kind: Option<FileKind>,
    has_macros: bool,
    is_encrypted: bool,
}

impl OldOffice {
    /// Looks at what may be a directory entry.
    pub(super) fn look_at(&mut self, block: &[u8]) {
        match name_of(block).as_deref() {
            Some("WordDocument") => self.kind = Some(FileKind::Doc),
            Some("Workbook" | "Book") => self.kind = Some(FileKind::Xls),
            Some("PowerPoint Document") => self.kind = Some(FileKind::Ppt),
            Some("_VBA_PROJECT" | "VBA") => self.has_macros = true,
            Some("EncryptedPackage") => self.is_encrypted = true,
            _ => {}
        }
    }

    /// What the file is.
    ///
    /// # Errors
    /// When it wants a password, carries macros or is of no known program.
    pub(super) fn kind(&self) -> Result<FileKind, FileProblem> {
        if self.is_encrypted {
            return Err(FileProblem::Encrypted);
        }
        if self.has_macros {
            return Err(FileProblem::Macros);
        }
        self.kind.ok_or(FileProblem::Unknown)
    }
}

fn name_of(block: &[u8]) -> Option<String> {
    let length = block.get(NAME_LENGTH_AT..NAME_LENGTH_AT + 2)?;
    let length = usize::from(u16::from_le_bytes(length.try_into().ok()?));
    if !(4..=NAME_LENGTH_AT).contains(&length) {
        return None;
    }
    let name = block.get(..length.checked_sub(2)?)?;
    let units: Vec<u16> = name
        .chunks_exact(2)
        .filter_map(|pair| Some(u16::from_le_bytes(pair.try_into().ok()?)))
        .collect();
    String::from_utf16(&units).ok()
}
