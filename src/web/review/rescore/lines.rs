//! The cells of the forms, each with what the agency typed and what the reviewer says.

use std::collections::BTreeMap;

use super::wanted::Texts;
use crate::actions::rescore::RescoreRecord;
use crate::domain::filing::CellCode;
use crate::domain::rescore::{Original, Rescored};
use crate::domain::scheme::deduction_cell;
use crate::domain::sheet::{Purpose, Sheet, SheetCell, lay_out};
use crate::web::desk::paper::{cell_id, value_id};
use crate::web::time::to_the_minute;

/// The cells of one form.
#[derive(Debug, Clone)]
pub struct FormLines {
    /// The form's id.
    pub form: String,
    /// `附件1 自评表`.
    pub title: String,
    /// Its cells in their order.
    pub lines: Vec<CellLine>,
}

/// One cell.
#[derive(Debug, Clone, Default)]
pub struct CellLine {
    /// Its code.
    pub code: CellCode,
    /// What it is called.
    pub label: String,
    /// What the agency's filing shows.
    pub own: String,
    /// What it shows with the corrections.
    pub reviewed: String,
    /// Whether it can be corrected; computed ones cannot.
    pub is_typed: bool,
    /// The answers of which one is picked.
    pub choices: Vec<String>,
    /// The correction being typed.
    pub text: String,
    /// Its reason.
    pub reason: String,
    /// Who made the correction that stands.
    pub by: Option<CorrectedBy>,
    /// What is wrong with it.
    pub problem: Option<String>,
}

/// Who made a correction.
#[derive(Debug, Clone)]
pub struct CorrectedBy {
    /// His name and the time.
    pub words: String,
    /// Whether it was made on an older submission.
    pub is_stale: bool,
}

impl CellLine {
    /// Whether the reviewer's figure is another one.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        !self.text.trim().is_empty() || (!self.is_typed && self.own != self.reviewed)
    }

    pub(super) fn id(&self) -> String {
        cell_id(&self.code)
    }

    pub(super) fn value_id(&self) -> String {
        value_id(&self.code)
    }

    pub(super) fn is_other_choice(&self) -> bool {
        !self.text.is_empty() && !self.choices.contains(&self.text)
    }
}

/// Every form with its cells: of a filing, with what is typed on the page over what stands.
pub(super) fn forms(
    held: &RescoreRecord,
    rescored: &Rescored,
    texts: &Texts,
    problems: &BTreeMap<CellCode, String>,
) -> Vec<FormLines> {
    let record = &held.record;
    let original = Original::new(&record.scheme, &record.entries, &rescored.own);
    let sheet = |form: &str, is_reviewed: bool| {
        let (entries, evaluation) = if is_reviewed {
            (&rescored.entries, &rescored.reviewed)
        } else {
            (&record.entries, &rescored.own)
        };
        lay_out(&record.scheme, form, entries, evaluation, Purpose::Entry)
    };
    let by: BTreeMap<&str, CorrectedBy> = held
        .standing
        .iter()
        .map(|standing| {
            let at = to_the_minute(standing.made_at);
            let by = CorrectedBy {
                words: format!("{} {at}", standing.made_by_name),
                is_stale: held.is_stale(standing),
            };
            (standing.code.as_str(), by)
        })
        .collect();
    let said = Said {
        original: &original,
        texts,
        problems,
        by: &by,
    };
    let scheme_forms = record.scheme.forms.iter();
    scheme_forms
        .filter_map(|form| {
            let (own, reviewed) = (sheet(&form.id, false)?, sheet(&form.id, true)?);
            let lines = said.lines(&own, &reviewed);
            (!lines.is_empty()).then(|| FormLines {
                form: form.id.clone(),
                title: format!("{} {}", form.annex, form.name).trim().to_owned(),
                lines,
            })
        })
        .collect()
}

/// What is known of corrections by cell.
struct Said<'a> {
    original: &'a Original<'a>,
    texts: &'a Texts,
    problems: &'a BTreeMap<CellCode, String>,
    by: &'a BTreeMap<&'a str, CorrectedBy>,
}

impl Said<'_> {
    fn lines(&self, own: &Sheet, reviewed: &Sheet) -> Vec<CellLine> {
        let after: BTreeMap<&str, &str> = reviewed
            .cells()
            .into_iter()
            .map(|cell| match cell {
                SheetCell::Typed(field) => (field.code.as_str(), field.shown.as_str()),
                SheetCell::Computed(result) => (result.code.as_str(), result.shown.as_str()),
            })
            .collect();
        let mut lines = Vec::new();
        for cell in own.cells() {
            let (code, shown) = match cell {
                SheetCell::Typed(field) => (&field.code, field.typed.as_str()),
                SheetCell::Computed(result) => (&result.code, result.shown.as_str()),
            };
            let is_typed = self.original.kind(code).is_ok();
            if is_typed {
                lines.push(self.typed(code, shown));
            } else if let SheetCell::Computed(_) = cell {
                lines.push(CellLine {
                    code: code.clone(),
                    label: self.original.name(code),
                    own: shown.to_owned(),
                    reviewed: (*after.get(code.as_str()).unwrap_or(&shown)).to_owned(),
                    ..CellLine::default()
                });
            }
            lines.extend(self.deduction(code));
        }
        lines
    }

    fn typed(&self, code: &str, own: &str) -> CellLine {
        let (text, reason) = self.texts.get(code).cloned().unwrap_or_default();
        CellLine {
            code: code.to_owned(),
            label: self.original.name(code),
            own: own.trim().to_owned(),
            reviewed: String::new(),
            is_typed: true,
            choices: self.original.choices(code).to_vec(),
            text,
            reason,
            by: self.by.get(code).cloned(),
            problem: self.problems.get(code).cloned(),
        }
    }

    /// The line below a score on which points are taken off, where the scheme has it.
    fn deduction(&self, score: &str) -> Option<CellLine> {
        let of = score.strip_suffix(".score").unwrap_or(score);
        let code = deduction_cell(of);
        self.original.kind(&code).ok()?;
        Some(self.typed(&code, ""))
    }
}
