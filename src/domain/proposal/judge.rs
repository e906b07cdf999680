//! How sure each proposal is: held against the cell, its neighbours and the form's own sums.

use std::collections::BTreeSet;

use super::cells::Reader;
use super::found::{Findings, Found};
use super::places::{Shown, shown};
use super::rows::NewRows;
use super::{Candidate, Certainty, Proposal};
use crate::domain::check::{Finding, Severity, place_label};
use crate::domain::evaluate::{Evaluation, evaluate};
use crate::domain::figure::{Exact, Reading, read};
use crate::domain::filing::{CellCode, Entries};
use crate::domain::prose::{Figures, Prose};
use crate::domain::scheme::{PlaceKind, TOTAL_CELL};

/// What proposals are held against.
pub(super) struct Judge<'a> {
    pub reader: &'a Reader<'a>,
    /// The filing as it is.
    pub present: &'a Entries,
    /// The filing with the rows that the document brings.
    pub with_rows: Entries,
    pub new_rows: NewRows,
    /// Whether the whole document is in doubt.
    pub is_doubtful: bool,
}

/// Checks that look at one figure's meaning; wording and completeness are for later.
const CONTRADICTIONS: [&str; 11] = [
    "K01", "K02", "K03", "K04", "K05", "K06", "K07", "K08", "K10", "K14", "K15",
];

/// A figure so many times another is in another unit.
const FAR: i64 = 1_000;

impl Judge<'_> {
    /// Everything found, judged, in the order of the forms.
    pub fn proposals(&self, findings: &Findings) -> Vec<Proposal> {
        let scheme = self.reader.scheme;
        let typed = self.with(findings);
        let evaluation = evaluate(scheme, &typed);
        let cells = shown(scheme, &typed, &evaluation);
        let mut proposals: Vec<(usize, Proposal)> = findings
            .cells
            .iter()
            .filter_map(|(code, all)| {
                let (order, shown) = match cells.get(code) {
                    Some((order, shown)) => (*order, shown.clone()),
                    None if code == TOTAL_CELL => (usize::MAX, self.total(&evaluation)),
                    None => return None,
                };
                let proposal = self.proposal(code, all, &shown, &evaluation, &typed)?;
                Some((order, proposal))
            })
            .collect();
        let size = self.reader.recognised.tokens.len().max(1);
        make_keys_unique(&mut proposals, size);
        proposals.sort_by_key(|(order, _)| *order);
        proposals
            .into_iter()
            .map(|(_, proposal)| proposal)
            .collect()
    }

    /// The filing as it would be with everything found. What the document says in computed cells is
    /// part of it, so that the checks hold it against what is computed.
    fn with(&self, findings: &Findings) -> Entries {
        let mut entries = self.with_rows.clone();
        let first = |all: &Vec<Found>| all.first().map(|found| found.text.clone());
        let texts = findings.cells.iter();
        entries
            .cells
            .extend(texts.filter_map(|(code, all)| Some((code.clone(), first(all)?))));
        entries
    }

    fn total(&self, evaluation: &Evaluation) -> Shown {
        let decimals = self.reader.scheme.head.score_decimals;
        let total = evaluation.total.as_ref().ok();
        Shown::Computed(total.map(|total| crate::domain::figure::points(total, decimals)))
    }

    fn proposal(
        &self,
        code: &CellCode,
        all: &[Found],
        shown: &Shown,
        evaluation: &Evaluation,
        typed: &Entries,
    ) -> Option<Proposal> {
        let scheme = self.reader.scheme;
        let present = self.present.typed(code).trim().to_owned();
        let first = all.first()?;
        let is_computed = matches!(shown, Shown::Computed(_));
        let mut doubts = Vec::new();
        let certainty = if let Shown::Computed(value) = shown {
            doubts.extend(self.against_value(first, value.as_deref()));
            if doubts.is_empty() {
                Certainty::Same
            } else {
                Certainty::Unsure
            }
        } else if self.is_said(code, &first.text, evaluation) && all.len() == 1 {
            Certainty::Same
        } else {
            doubts.extend(all.iter().flat_map(|found| found.doubts.iter().cloned()));
            doubts.extend(several(all));
            doubts.extend(against_present(&present, &first.text));
            doubts.extend(self.contradictions(code, &first.text, evaluation));
            if doubts.is_empty() && !self.is_doubtful {
                Certainty::Sure
            } else {
                Certainty::Unsure
            }
        };
        doubts.dedup();
        Some(Proposal {
            code: code.clone(),
            form: scheme.form_of(code).to_owned(),
            label: place_label(scheme, typed, code),
            present,
            certainty,
            doubts,
            candidates: self.candidates(all, shown),
            is_computed,
            new_row: self
                .new_rows
                .get(code)
                .map(|row| (row.list.clone(), row.id.clone())),
        })
    }

    /// Whether the cell says the same already, as typed or as it is read.
    fn is_said(&self, code: &str, text: &str, evaluation: &Evaluation) -> bool {
        let figures = Figures {
            scheme: self.reader.scheme,
            entries: self.present,
            evaluation,
        };
        let present = self.present.typed(code);
        is_same(present.trim(), text) || is_same(&Prose::of(present, &figures).plain, text)
    }

    fn candidates(&self, all: &[Found], shown: &Shown) -> Vec<Candidate> {
        let candidate = |(number, found): (usize, &Found)| Candidate {
            text: found.text.clone(),
            understood: match shown {
                Shown::Typed { understood, .. } if number == 0 => understood.clone(),
                _ => None,
            },
            place: self.reader.recognised.place(found.index, &[]),
            key: found.index,
        };
        all.iter().enumerate().map(candidate).collect()
    }

    /// What the document says in a computed cell against what is computed.
    fn against_value(&self, found: &Found, value: Option<&str>) -> Option<String> {
        let text = found.text.trim();
        match value {
            None => Some(format!(
                "文档中是“{text}”，本表由系统计算；数据填齐后请核对算出的数。"
            )),
            Some(value) if is_printed(text, value) => None,
            Some(value) => Some(format!(
                "文档中是“{text}”，按文档中的数据计算为“{value}”。本格由系统计算，不导入，请核对哪个数有误。"
            )),
        }
    }

    /// What the form's own sums and rates say against a figure.
    fn contradictions(&self, code: &str, text: &str, evaluation: &Evaluation) -> Vec<String> {
        if !matches!(read(text), Reading::Number(_) | Reading::Malformed(_)) {
            // What a text says wrong is for its author to mend, wherever it stands.
            return Vec::new();
        }
        let is_about = |finding: &&Finding| {
            finding.cell == code
                && finding.severity == Severity::Error
                && CONTRADICTIONS.contains(&finding.check)
        };
        // A score by hand is judged where it is typed.
        let place = self.reader.scheme.place(code).map(|place| place.kind);
        if matches!(place, Some(PlaceKind::Score(_))) {
            return Vec::new();
        }
        let findings = evaluation.findings.iter().filter(is_about);
        findings.map(|finding| finding.message.clone()).collect()
    }
}

/// Gives texts that stand in one cell of the document keys of their own, the same every time.
fn make_keys_unique(proposals: &mut [(usize, Proposal)], size: usize) {
    let mut used = BTreeSet::new();
    let all = proposals.iter_mut().flat_map(|(_, it)| &mut it.candidates);
    for candidate in all {
        while !used.insert(candidate.key) {
            candidate.key = candidate.key.saturating_add(size);
        }
    }
}

/// Whether two texts say the same: letter by letter, or the same figure in the same unit.
fn is_same(present: &str, text: &str) -> bool {
    let lines = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    if lines(present) == lines(text) {
        return true;
    }
    match (read(present), read(text)) {
        (Reading::Number(a), Reading::Number(b)) => {
            a.value() == b.value() && a.unit == b.unit && a.comparator == b.comparator
        }
        _ => false,
    }
}

/// Whether a printed figure is a value shown at its own precision: `96%` for `96.55%` is not, `100%`
/// for `100.00%` is.
pub(in crate::domain) fn is_printed(text: &str, value: &str) -> bool {
    // The total stands with its grade: 96（优）.
    let value = value.split('（').next().unwrap_or(value);
    let figure = |text: &str| match read(text) {
        Reading::Number(quantity) => Some(quantity.value()),
        _ => None,
    };
    match (figure(text), figure(value)) {
        (Some(a), Some(b)) => {
            a == b || &a * &Exact::whole(100) == b || a == &b * &Exact::whole(100)
        }
        _ => text == value,
    }
}

/// 文档中有几处.
fn several(all: &[Found]) -> Option<String> {
    let texts: BTreeSet<&str> = all.iter().map(|found| found.text.trim()).collect();
    (texts.len() > 1).then(|| {
        let texts: Vec<&str> = all.iter().map(|found| found.text.as_str()).collect();
        let shown: Vec<String> = texts
            .iter()
            .map(|text| format!("“{}”", brief(text)))
            .collect();
        format!(
            "文档中有 {} 处可能是这一格：{}，请选择。",
            all.len(),
            shown.join("、")
        )
    })
}

/// What stands in the cell now, where that is something else.
fn against_present(present: &str, text: &str) -> Option<String> {
    if present.is_empty() {
        return None;
    }
    let (Reading::Number(old), Reading::Number(new)) = (read(present), read(text)) else {
        return Some(format!("本格已填“{}”，导入会改写。", brief(present)));
    };
    let (old, new) = (old.value().abs(), new.value().abs());
    let many = Exact::whole(FAR);
    let is_far = !old.is_zero() && !new.is_zero() && (&old * &many <= new || &new * &many <= old);
    Some(if is_far {
        format!("本格已填“{present}”，与文档相差上千倍，请核对单位是元还是万元。")
    } else {
        format!("本格已填“{present}”，导入会改写。")
    })
}

/// The beginning of a text.
fn brief(text: &str) -> String {
    const LONGEST: usize = 30;
    let mut shown: String = text.chars().take(LONGEST).collect();
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown
}
