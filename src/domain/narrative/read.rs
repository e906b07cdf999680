//! A text that was read, kept for whoever checks the same text again beside other figures.

use std::ops::Range;

use super::passage::{self, Passage};
use super::statement::{self, Reading};
use super::{Context, Remark, dates, documents, format, latest_year, logic, privacy, residue};
use crate::domain::publication::sha256_hex;

/// What a text says by itself, whatever the forms beside it say.
///
/// Reading is nearly all of the work of checking a text, and the text of a filing stays the same
/// while somebody types figures: whoever evaluates it again brings what was read the last time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextRead {
    digest: String,
    remarks: Vec<(usize, Remark)>,
    /// Where a statement disproves itself.
    told: Vec<(usize, Range<usize>)>,
}

impl TextRead {
    /// Reads a text, paragraph by paragraph; `year` is the one it speaks of, where that is known.
    #[must_use]
    pub fn of(paragraphs: &[&str], year: Option<i32>) -> Self {
        let passages = passages(paragraphs);
        let readings: Vec<Reading<'_>> = passages.iter().map(Reading::new).collect();
        let mut remarks = residue::check(&passages);
        let stated = statement::check(&passages, &readings, year);
        let places = stated.iter();
        let told = places.map(|(index, remark)| (*index, remark.at.clone()));
        let told = told.collect();
        remarks.extend(stated);
        remarks.extend(logic::check(&passages, year));
        let latest = latest_year(&passages, year);
        for (index, passage) in passages.iter().enumerate() {
            let mut here = format::check(passage);
            here.extend(dates::check(passage));
            here.extend(documents::check(passage, latest));
            here.extend(privacy::check(passage));
            remarks.extend(here.into_iter().map(|remark| (index, remark)));
        }
        Self {
            digest: digest(paragraphs, year),
            remarks,
            told,
        }
    }

    /// Whether this was read in the same text about the same year.
    #[must_use]
    pub fn is_of(&self, paragraphs: &[&str], year: Option<i32>) -> bool {
        self.digest == digest(paragraphs, year)
    }

    /// What in the text cannot be right, the figures of the forms beside it; each remark with the
    /// index of its paragraph, in the order of the text.
    #[must_use]
    pub fn beside(&self, paragraphs: &[&str], context: &Context) -> Vec<(usize, Remark)> {
        let mut found = self.remarks.clone();
        if !context.known.is_empty() {
            let passages = passages(paragraphs);
            let readings: Vec<Reading<'_>> = passages.iter().map(Reading::new).collect();
            let is_told = |index: usize, remark: &Remark| {
                let mut told = self.told.iter();
                told.any(|(at, place)| *at == index && *place == remark.at)
            };
            found.extend(statement::check_beside(&readings, context, is_told));
        }
        found.sort_by_key(|(index, remark)| (*index, remark.at.start));
        found
    }
}

fn passages<'a>(paragraphs: &[&'a str]) -> Vec<Passage<'a>> {
    let traditional = paragraphs.iter().any(|text| passage::is_traditional(text));
    let passages = paragraphs.iter();
    passages
        .map(|text| Passage::new(text, traditional))
        .collect()
}

/// Paragraphs hold no line ends, so that joining them loses nothing.
fn digest(paragraphs: &[&str], year: Option<i32>) -> String {
    let text = format!("{year:?}\n{}", paragraphs.join("\n"));
    sha256_hex(text.as_bytes())
}
