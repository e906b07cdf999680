//! Zipped files (Word, Excel): their parts, unpacked within bounds whatever they say of their size.

use std::io::{self, Cursor, Read, Write};

use zip::ZipArchive;

use super::{ReadError, limits};

const BROKEN: ReadError = ReadError::Broken { what: "Office" };

/// A zipped file and how much may still be unpacked from it.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl<'a> Package<'a> {
    /// Opens a zipped file.
    ///
    /// # Errors
    /// [`ReadError::Broken`], [`ReadError::Bomb`].
    pub fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| BROKEN)?;
        if archive.len() > limits::PARTS {
            return Err(ReadError::Bomb);
        }
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let by_ratio = size.saturating_mul(limits::UNPACKED_RATIO);
        let left = by_ratio.clamp(limits::RATIO_FREE_BYTES, limits::UNPACKED_BYTES);
        Ok(Self { archive, left })
    }

    /// The names of all parts.
    pub fn names(&self) -> Vec<String> {
        let names = self.archive.file_names().flatten();
        names.map(std::borrow::Cow::into_owned).collect()
    }

    /// Whether there is a part of this name.
    pub fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// A part, unpacked; none where there is no such part.
    ///
    /// # Errors
    /// [`ReadError::Broken`], [`ReadError::Bomb`].
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let Some(index) = self.archive.index_for_name(name) else {
            return Ok(None);
        };
        let mut bytes = Vec::new();
        self.unpack(index, &mut bytes)?;
        Ok(Some(bytes))
    }

    /// Unpacks every part once and keeps none, for a library that unpacks by itself, without bounds;
    /// gives their size in bytes.
    ///
    /// # Errors
    /// [`ReadError::Broken`], [`ReadError::Bomb`], [`ReadError::TooMuch`].
    pub fn unpack_all(&mut self) -> Result<u64, ReadError> {
        let before = self.left;
        for index in 0..self.archive.len() {
            let mut tags = Tags(0);
            self.unpack(index, &mut tags)?;
            let name = self.archive.name_for_index(index);
            let is_style =
                name.is_some_and(|name| name.is_ok_and(|name| name.ends_with("styles.xml")));
            let most = if is_style {
                limits::STYLE_TAGS
            } else {
                limits::PART_TAGS
            };
            if tags.0 > most {
                return Err(ReadError::TooMuch);
            }
        }
        Ok(before - self.left)
    }

    fn unpack(&mut self, index: usize, to: &mut impl Write) -> Result<(), ReadError> {
        let part = self.archive.by_index(index).map_err(|_| BROKEN)?;
        let mut bounded = part.take(self.left.saturating_add(1));
        let size = io::copy(&mut bounded, to).map_err(|_| BROKEN)?;
        self.left = self.left.checked_sub(size).ok_or(ReadError::Bomb)?;
        Ok(())
    }
}

/// Counts the tags of what is written to it.
struct Tags(usize);

impl Write for Tags {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.split(|byte| *byte == b'<').skip(1).count();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
