//! K03 and K08: a total and its parts in one sentence, or in the numbered paragraphs after it.

mod after;
mod apart;
mod disjoint;
mod find;
mod items;
mod judge;
mod opening;

use std::ops::Range;

use std::collections::BTreeMap;

use crate::domain::check::Severity;
use crate::domain::figure::Exact;
use crate::domain::narrative::Remark;
use crate::domain::narrative::figures::Figure;
use crate::domain::narrative::remark::{Draft, warning};

use super::reading::Reading;
use after::{sum_before, sum_declared};
use apart::sum_apart;
use find::{classified, sum_at};
use items::sum_of_items;
use judge::{addends, called, judge, place};

/// A total with its parts.
struct Sum<'r> {
    reading: &'r Reading<'r>,
    total: Figure,
    total_name: String,
    parts: Vec<Part<'r>>,
    /// Figures of the same sentence after the list ended: parts only if the list needs them.
    beyond: Vec<Part<'r>>,
    /// Whether the words say that nothing is left over.
    is_exhaustive: bool,
    /// Whether another figure in the list may belong to it or not.
    is_unclear: bool,
    /// Whether a colon or a bracket ties every part to the total, not only the first.
    is_tied: bool,
    /// Whether the shares beside the parts make 100%.
    makes_hundred: bool,
    /// Where those shares stand.
    shares: Vec<Range<usize>>,
    /// Whether they do not, so that one thing may be in several parts.
    overlaps: bool,
}

struct Part<'r> {
    reading: &'r Reading<'r>,
    figure: Figure,
    name: String,
}

/// What the sums of a paragraph tell.
#[derive(Default)]
pub(in crate::domain::narrative::statement) struct Sums {
    pub remarks: Vec<Remark>,
    /// The bytes of shares that cannot be right beside a sum that is not.
    pub explained: Vec<Range<usize>>,
}

/// The most lists of a paragraph that are judged, so that a hostile one costs no more.
const MOST_LISTS: usize = 48;

/// Sums within a paragraph.
pub(in crate::domain::narrative::statement) fn check(reading: &Reading<'_>) -> Sums {
    let sums = (0..reading.figures.len())
        .flat_map(|index| {
            let found = [
                sum_at(reading, index),
                sum_before(reading, index),
                sum_declared(reading, index),
                sum_apart(reading, index),
            ];
            found.into_iter().flatten()
        })
        .chain(classified(reading))
        .take(MOST_LISTS);
    let mut told = Sums::default();
    for sum in sums {
        let Some(remark) = judge(&sum) else { continue };
        // A mere tail of rounding explains no wrong share.
        if remark.check == "K03" && remark.severity != Severity::Notice {
            let shares = sum
                .shares
                .iter()
                .map(|at| reading.passage.bytes(at.clone()));
            told.explained.extend(shares);
        }
        told.remarks.push(remark);
    }
    told
}

/// The most lists of one total that are held against each other.
const MOST_ALIKE: usize = 16;

/// Lists that repeat another list of the same total but lack a part of it.
pub(in crate::domain::narrative::statement) fn shortened(
    readings: &[Reading<'_>],
) -> Vec<(usize, Remark)> {
    let sums: Vec<(usize, Sum<'_>)> = readings
        .iter()
        .enumerate()
        .flat_map(|(index, reading)| {
            (0..reading.figures.len())
                .filter_map(move |at| sum_at(reading, at))
                .filter(|sum| sum.parts.len() > 1 && !sum.is_unclear)
                .take(MOST_LISTS)
                .map(move |sum| (index, sum))
        })
        .collect();
    let mut of_total: BTreeMap<Exact, Vec<&Sum<'_>>> = BTreeMap::new();
    for (_, sum) in &sums {
        let alike = of_total.entry(sum.total.value()).or_default();
        if alike.len() < MOST_ALIKE {
            alike.push(sum);
        }
    }
    let mut found = Vec::new();
    for (index, short) in &sums {
        let whole = of_total
            .get(&short.total.value())
            .into_iter()
            .flatten()
            .find(|whole| {
                whole.parts.len() > short.parts.len()
                    && short.parts.iter().all(|part| whole.has(part))
                    && whole.comes_out()
            });
        if let Some(whole) = whole {
            found.push((*index, lacking(short, whole)));
        }
    }
    found
}

fn lacking(short: &Sum<'_>, whole: &Sum<'_>) -> Remark {
    let missing: Vec<String> = whole
        .parts
        .iter()
        .filter(|part| !short.has(part))
        .map(|part| format!("“{}”{}", part.name, part.reading.shown(&part.figure)))
        .collect();
    let message = format!(
        "{}为{}，{}加不到这个数；同样的合计在另一处还列有{}。",
        called(&short.total_name),
        short.reading.shown(&short.total),
        addends(short),
        missing.join("、")
    );
    let draft = Draft::new("K03", message, "请补齐分项，或说明只列主要项目。");
    warning(short.reading.passage, place(short), draft)
}

impl<'r> Sum<'r> {
    /// A total without parts yet, tied to whatever follows.
    fn new(reading: &'r Reading<'r>, total: &Figure, total_name: String) -> Self {
        Self {
            reading,
            total: total.clone(),
            total_name,
            parts: Vec::new(),
            beyond: Vec::new(),
            is_exhaustive: false,
            is_unclear: false,
            is_tied: true,
            makes_hundred: false,
            shares: Vec::new(),
            overlaps: false,
        }
    }

    fn has(&self, other: &Part<'_>) -> bool {
        self.parts
            .iter()
            .any(|part| part.name == other.name && part.figure.value() == other.figure.value())
    }

    /// Whether the parts make the total as printed.
    fn comes_out(&self) -> bool {
        let added = self
            .parts
            .iter()
            .fold(Exact::zero(), |sum, part| &sum + &part.figure.value());
        added == self.total.value()
    }
}

/// Sums whose parts are the numbered paragraphs that follow: 其中： 1．… 2．…
pub(in crate::domain::narrative::statement) fn listed(
    readings: &[Reading<'_>],
) -> Vec<(usize, Remark)> {
    let mut found = Vec::new();
    for (index, reading) in readings.iter().enumerate() {
        if let Some(sum) = sum_of_items(reading, readings.get(index + 1..).unwrap_or(&[])) {
            found.extend(judge(&sum).map(|remark| (index, remark)));
        }
    }
    found
}
