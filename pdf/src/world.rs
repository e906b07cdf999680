//! What the typesetter may see: one source, the faces and the data. No files, no clock, no network.

use std::sync::LazyLock;

use serde_json::Value;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Dict, Duration, IntoValue, Str};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt};

use crate::face::FACES;

/// How sheets look.
static SHEET: LazyLock<Source> = LazyLock::new(|| Source::detached(include_str!("sheet.typ")));

/// The name under which the sheet finds the data.
const INPUT: &str = "document";

/// One document to be set.
pub(crate) struct World {
    library: LazyHash<Library>,
}

impl World {
    pub fn of(data: &Value) -> Self {
        let mut inputs = Dict::new();
        inputs.insert(Str::from(INPUT), data.to_string().into_value());
        let library = Library::builder().with_inputs(inputs).build();
        Self {
            library: LazyHash::new(library),
        }
    }
}

impl typst::World for World {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FACES.book
    }

    fn main(&self) -> FileId {
        SHEET.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == SHEET.id() {
            Ok(SHEET.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FACES.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
