//! 方案草稿: the scheme file as people edit it who have never seen one. The parts of the file with
//! their names, changes of single values that leave everything else in the file as it stands, and
//! the differences between two files in words.

mod catalogue;
mod difference;
mod document;
mod order;
mod outline;
mod place;
mod shape;
mod standing;
mod typed;

pub use difference::{Difference, Kind as DifferenceKind, differences};
pub use document::Document;
pub use outline::{Branch, Group, Leaf, Row, branches, groups};
pub use place::places;
pub use shape::{Control, Field, List, Shape, Sub, Variant};
pub use standing::Standing;
pub use typed::{shown, value_of};

use crate::domain::scheme::source;

/// What a scheme file says about itself, as far as it can be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HeadWords {
    /// The scheme's id.
    pub id: String,
    /// Its version; 0 when that cannot be read.
    pub version: u32,
    /// What it is for.
    pub title: String,
}

impl HeadWords {
    /// Reads the head of a file that may be broken elsewhere.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let Some(document) = Document::read(text) else {
            return Self::default();
        };
        let word = |key: &str| document.shown(&format!("scheme.{key}"), Control::Line);
        Self {
            id: word("id"),
            version: word("version").parse().unwrap_or_default(),
            title: word("title"),
        }
    }

    /// `部门整体支出绩效自评表式（第 2 版）`; empty when there is nothing to be read.
    #[must_use]
    pub fn label(&self) -> String {
        if self.id.is_empty() && self.title.is_empty() {
            return String::new();
        }
        format!("{}（{} 第 {} 版）", self.title, self.id, self.version)
    }
}

/// The file of the next version of a scheme: nothing but the version differs. The text as it is when
/// it cannot be read.
#[must_use]
pub fn next_version(text: &str, version: u32) -> String {
    let Some(mut document) = Document::read(text) else {
        return text.to_owned();
    };
    document.set("scheme.version", Control::Whole, true, &version.to_string());
    document.text()
}

/// Whether a file can be shown as parts and fields: it is TOML, and not beyond all measure.
#[must_use]
pub fn is_editable(text: &str) -> bool {
    text.len() <= source::MOST_BYTES && Document::read(text).is_some()
}
