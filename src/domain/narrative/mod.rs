//! Running Chinese text: the figures it states, and what in them cannot be right.

mod dates;
mod documents;
mod figures;
mod format;
mod logic;
mod passage;
mod privacy;
mod read;
mod remark;
mod residue;
mod statement;

use std::ops::Range;

use passage::Passage;
pub(in crate::domain) use passage::{is_traditional, simplified};
pub use read::TextRead;

use crate::domain::check::Severity;
use crate::domain::figure::Exact;

/// Something found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The permanent number of the check (`K16`).
    pub check: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The bytes of the text it speaks of.
    pub at: Range<usize>,
    /// What the text says there, as printed: `9月31日`.
    pub published: String,
    /// What it should say, where that is known: `30.67%`; else empty.
    pub expected: String,
    /// One plain sentence in Chinese, with both figures.
    pub message: String,
    /// What to do.
    pub cure: String,
}

/// What is known beside the text.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// The year the report speaks of.
    pub year: Option<i32>,
    /// Figures of the forms that belong to the report.
    pub known: Vec<Known>,
}

/// A figure of a form, as the text may repeat it.
#[derive(Debug, Clone)]
pub struct Known {
    /// Its full name, as the form prints it: `上年结转资金`.
    pub name: String,
    /// Its exact value in `unit`.
    pub value: Exact,
    /// 万元, 元, 人, % (a percentage stands as 98, not 0.98).
    pub unit: String,
    /// Where it stands, for the message: `附件1 年初结转`.
    pub place: String,
    /// Whether a text may use the name for something narrower, so that only a slip of the pen
    /// tells that it meant this one: the results of indicators.
    pub is_loose: bool,
}

/// Reads a text, paragraph by paragraph, and says what in it cannot be right.
///
/// Each remark comes with the index of its paragraph; they stand in the order of the text.
/// Silence means nothing: only complete statements are judged.
#[must_use]
pub fn check(paragraphs: &[&str], context: &Context) -> Vec<(usize, Remark)> {
    TextRead::of(paragraphs, context.year).beside(paragraphs, context)
}

/// Paragraphs at the end among which a report is signed.
const SIGNED: usize = 8;

/// The last year of which a text may name a document: the one it was signed in, else three after
/// the one it speaks of.
fn latest_year(passages: &[Passage<'_>], year: Option<i32>) -> Option<i32> {
    let signed = passages.iter().rev().take(SIGNED).find_map(|passage| {
        let [moment] = &dates::moments(passage)[..] else {
            return None;
        };
        let is_all = moment.at == (0..passage.len());
        let signed = i32::try_from(moment.year?).ok()?;
        (is_all && moment.day.is_some()).then_some(signed)
    });
    // A report signed before its year ended has the wrong date, not the wrong documents.
    signed
        .filter(|signed| year.is_none_or(|year| *signed > year))
        .or_else(|| year.map(|year| year + 3))
}

/// Reads the text of a cell, too short to state anything: numbers, days and words that cannot be
/// right on their own.
#[must_use]
pub fn check_cell(text: &str) -> Vec<Remark> {
    let passage = Passage::new(text, false);
    let mut found = format::check(&passage);
    found.extend(dates::check(&passage));
    found.extend(residue::check_cell(&passage));
    found
}

/// Every day of a text that no calendar has, as printed: `9月31日`.
#[must_use]
pub fn impossible_days(text: &str) -> Vec<String> {
    let passage = Passage::new(text, false);
    dates::impossible_days(&passage)
        .into_iter()
        .map(|at| passage.original(at).to_owned())
        .collect()
}

/// Every year of a text: four digits before 年.
#[must_use]
pub fn years(text: &str) -> Vec<i32> {
    let passage = Passage::new(text, false);
    (0..passage.len())
        .filter(|index| passage.get(*index) == Some('年'))
        .filter_map(|index| dates::number_before(&passage, index).filter(dates::is_year))
        .filter_map(|year| i32::try_from(year.value).ok())
        .collect()
}
