//! How far each form of a filing has come. Computed from what is typed and found, never stored.

use std::collections::BTreeSet;

use super::{CellCode, Entries};
use crate::domain::check::{Finding, Severity};
use crate::domain::scheme::Scheme;

/// The number of the check that finds empty cells.
const EMPTY_CELL: &str = "K18";

/// The state of one form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// 未开始: nothing typed.
    NotStarted,
    /// 填报中: something is still missing.
    InProgress,
    /// 有错误: something must be corrected.
    WithErrors,
    /// 完整: nothing on this form stops 提交.
    Complete,
}

impl Stage {
    /// The word on the task list.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::NotStarted => "未开始",
            Self::InProgress => "填报中",
            Self::WithErrors => "有错误",
            Self::Complete => "完整",
        }
    }

    /// A permanent code, also a class name.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NotStarted => "not-started",
            Self::InProgress => "in-progress",
            Self::WithErrors => "with-errors",
            Self::Complete => "complete",
        }
    }
}

/// How much is still to be done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// 错误: figures and texts to be corrected.
    pub errors: usize,
    /// 需说明: reasons not yet written.
    pub reasons: usize,
    /// 待填: empty cells that must be filled.
    pub empty: usize,
    /// 提示.
    pub notices: usize,
    /// 待确认: texts carried over from last year that nobody has touched since.
    pub unconfirmed: usize,
}

impl Counts {
    /// Counts findings.
    pub fn of<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Self {
        let mut counts = Self::default();
        for finding in findings {
            match finding.severity {
                Severity::Notice => counts.notices += 1,
                _ if !finding.blocks() => {}
                Severity::Error if is_empty_cell(finding) => counts.empty += 1,
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.reasons += 1,
            }
        }
        counts
    }

    /// The same with so many texts carried over from last year.
    #[must_use]
    pub fn with_unconfirmed(self, unconfirmed: usize) -> Self {
        Self {
            unconfirmed,
            ..self
        }
    }

    /// Whether nothing is left to do.
    #[must_use]
    pub fn is_clear(&self) -> bool {
        !self.block() && self.unconfirmed == 0
    }

    /// Whether something stops 提交.
    #[must_use]
    pub fn block(&self) -> bool {
        self.errors + self.reasons + self.empty > 0
    }
}

/// One form with its state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormProgress {
    /// The form's id.
    pub form: String,
    /// The printed number (附件1).
    pub annex: String,
    /// The short name (自评表).
    pub name: String,
    /// Its state.
    pub stage: Stage,
    /// What is still to be done on it.
    pub counts: Counts,
}

/// Whether a finding says that a cell is empty, which is no mistake yet.
#[must_use]
pub fn is_empty_cell(finding: &Finding) -> bool {
    finding.check == EMPTY_CELL
}

/// The forms of a filing in order, each with its state. `carried` are the cells whose text was
/// carried over from last year and that nobody has touched since.
#[must_use]
pub fn progress(
    scheme: &Scheme,
    entries: &Entries,
    findings: &[Finding],
    carried: &BTreeSet<CellCode>,
) -> Vec<FormProgress> {
    let started = started_forms(scheme, entries);
    let forms = scheme.forms.iter().enumerate();
    forms
        .map(|(index, form)| {
            let counts = Counts::of(findings.iter().filter(|finding| finding.form == form.id));
            let unconfirmed = carried
                .iter()
                .filter(|code| scheme.form_of(code) == form.id);
            let counts = counts.with_unconfirmed(unconfirmed.count());
            FormProgress {
                form: form.id.clone(),
                annex: form.annex.clone(),
                name: form.name.clone(),
                stage: stage(started.contains(&index), &counts),
                counts,
            }
        })
        .collect()
}

fn stage(is_started: bool, counts: &Counts) -> Stage {
    if !is_started && counts.block() {
        Stage::NotStarted
    } else if counts.errors > 0 {
        Stage::WithErrors
    } else if !counts.is_clear() {
        Stage::InProgress
    } else {
        Stage::Complete
    }
}

/// The indexes of the forms on which something is typed.
fn started_forms(scheme: &Scheme, entries: &Entries) -> Vec<usize> {
    let mut forms: Vec<usize> = entries
        .cells
        .iter()
        .filter(|(_, typed)| !typed.trim().is_empty())
        .filter_map(|(code, _)| scheme.place(code).map(|place| place.form))
        .collect();
    forms.sort_unstable();
    forms.dedup();
    forms
}
