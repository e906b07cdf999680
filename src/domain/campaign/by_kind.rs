//! Which scheme an agency files by: the campaign's own, or another one for its kind.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// A version of a scheme.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchemeChoice {
    /// The scheme's id.
    pub id: String,
    /// The version.
    pub version: u32,
}

impl SchemeChoice {
    /// Reads what [`fmt::Display`] writes (`lukou-2022@1`).
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (id, version) = text.split_once('@')?;
        Some(Self {
            id: id.to_owned(),
            version: version.parse().ok()?,
        })
    }
}

impl fmt::Display for SchemeChoice {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}@{}", self.id, self.version)
    }
}

/// The schemes of those kinds of agencies (行政, 事业) that do not file by the campaign's own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SchemesByKind(BTreeMap<String, SchemeChoice>);

impl SchemesByKind {
    /// The scheme of a kind; `None` means the campaign's own.
    #[must_use]
    pub fn find(&self, kind: &str) -> Option<&SchemeChoice> {
        self.0.get(kind)
    }

    /// Every kind with a scheme of its own, by the kind's name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &SchemeChoice)> {
        self.0.iter().map(|(kind, scheme)| (kind.as_str(), scheme))
    }

    /// Whether every agency files by the campaign's own scheme.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<(String, SchemeChoice)> for SchemesByKind {
    fn from_iter<I: IntoIterator<Item = (String, SchemeChoice)>>(all: I) -> Self {
        Self(all.into_iter().collect())
    }
}
