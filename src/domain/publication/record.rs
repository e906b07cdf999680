//! Everything a public page is made of.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::{FrozenEvaluation, PublicFace};
use crate::domain::evaluate::Evaluation;
use crate::domain::evidence::FileKind;
use crate::domain::filing::Entries;
use crate::domain::prose::Figures;
use crate::domain::scheme::{Scheme, fill_in};

/// One agency's year as it is about to be published.
#[derive(Debug, Clone)]
pub struct PublicRecord {
    /// The title of the page.
    pub title: String,
    /// 信息来源: the agency's name.
    pub source: String,
    /// The county.
    pub region: String,
    /// The budget year.
    pub year: i32,
    /// The agency's administrative code, part of the address.
    pub agency_code: String,
    /// The agency's full name.
    pub agency_name: String,
    /// Which version of this agency's year it is, from 1.
    pub version: u32,
    /// 发布时间.
    pub published_at: DateTime<Utc>,
    /// The scheme of the filing.
    pub scheme: Arc<Scheme>,
    /// What was typed.
    pub entries: Entries,
    /// What was computed from it.
    pub evaluation: Evaluation,
    /// The files that everybody may have.
    pub evidence: Vec<PublicFile>,
    /// What the campaign has set of its page; the scheme is dressed by it already.
    pub face: PublicFace,
}

/// A file that proves something, meant for everybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicFile {
    /// Its id, part of its address.
    pub id: String,
    /// What it proves, in the words of the form.
    pub subject: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: FileKind,
    /// Its size, bytes.
    pub bytes: u64,
    /// Its SHA-256 in hexadecimal.
    pub digest: String,
}

impl PublicRecord {
    /// What was computed and the texts with figures in them, as they are kept.
    #[must_use]
    pub fn frozen(&self) -> FrozenEvaluation {
        let evaluated = FrozenEvaluation::new(&self.scheme, &self.evaluation);
        evaluated.with_texts(&Figures {
            scheme: &self.scheme,
            entries: &self.entries,
            evaluation: &self.evaluation,
        })
    }

    /// The title by the scheme's pattern.
    #[must_use]
    pub fn title_of(scheme: &Scheme, year: i32, agency: &str) -> String {
        fill_in(&scheme.head.publication_title, year, agency)
    }
}
