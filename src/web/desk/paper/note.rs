//! What the checks say at a cell.

use crate::domain::check::{Finding, Severity};

use super::control::note_id;
use super::{LastYearNotes, Links};

/// A finding with the sign and word that go with it.
#[derive(Debug, Clone, Copy)]
pub struct Note<'a> {
    /// What was found.
    pub finding: &'a Finding,
}

impl<'a> Note<'a> {
    /// One note a finding.
    #[must_use]
    pub fn list(findings: &'a [Finding]) -> Vec<Self> {
        findings.iter().map(|finding| Self { finding }).collect()
    }

    /// 错误, 需说明 or 提示; 已说明 once the reason is written.
    #[must_use]
    pub fn word(&self) -> &'static str {
        if self.is_answered() {
            "已说明"
        } else {
            self.finding.severity.label()
        }
    }

    /// The class that gives it its colour.
    #[must_use]
    pub fn class(&self) -> &'static str {
        if self.is_answered() {
            "answered"
        } else {
            self.finding.severity.code()
        }
    }

    /// A sign of its own shape, so that colour is never the only difference.
    #[must_use]
    pub fn sign(&self) -> &'static str {
        match self.finding.severity {
            Severity::Error => "✕",
            Severity::Warning if self.is_answered() => "✓",
            Severity::Warning => "▲",
            Severity::Notice => "●",
        }
    }

    /// An empty cell is no mistake yet: it is marked more quietly.
    #[must_use]
    pub fn is_empty_cell(&self) -> bool {
        self.finding.check == "K18"
    }

    /// A warning whose reason is written.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        self.finding.severity == Severity::Warning && self.finding.reason.is_some()
    }

    /// Whether a reason is still to be written.
    #[must_use]
    pub fn wants_reason(&self) -> bool {
        self.finding.severity == Severity::Warning && self.finding.reason.is_none()
    }
}

/// Everything said at one cell, and how there is room to say it.
#[derive(Debug, Clone)]
pub struct Remarks<'a> {
    /// The cell.
    pub code: &'a str,
    /// What it is, in words.
    pub label: &'a str,
    /// What last year's forms have to say.
    pub last_year: Option<&'a LastYearNotes>,
    /// How the text was understood, when that differs from how it reads.
    pub understood: Option<&'a str>,
    /// What the checks found.
    pub notes: Vec<Note<'a>>,
    /// Where the pages they name are found.
    pub links: Links<'a>,
    /// The messages stand open; in narrow cells they open as a card.
    pub is_open: bool,
    /// The card opens towards the left.
    pub opens_left: bool,
    /// Whether the cell takes input, so that a text offered can be put there.
    pub is_entry: bool,
}

impl Remarks<'_> {
    /// What the button sends that puts the offered text into the cell; none where nobody types.
    #[must_use]
    pub fn repair(&self, note: &Note<'_>) -> Option<String> {
        let offered = self.is_entry && note.finding.repair.is_some();
        offered.then(|| format!("repair:{}", note.finding.cell))
    }

    /// The fragment that inputs point at with `aria-describedby`.
    #[must_use]
    pub fn id(&self) -> String {
        note_id(self.code)
    }

    /// Last year's figure.
    #[must_use]
    pub fn figure_of_last_year(&self) -> Option<&str> {
        self.last_year?.figure(self.code)
    }

    /// Whether the text was carried over from last year and waits for its 确认.
    #[must_use]
    pub fn is_carried(&self) -> bool {
        self.last_year
            .is_some_and(|notes| notes.is_carried(self.code))
    }

    /// The button that confirms it.
    #[must_use]
    pub fn confirm(&self) -> String {
        format!("confirm:{}", self.code)
    }

    /// The class of the heaviest note; empty when there is none that weighs.
    #[must_use]
    pub fn severity(&self) -> &'static str {
        let weighing = self.notes.iter().filter(|note| !note.is_empty_cell());
        weighing
            .min_by_key(|note| (note.is_answered(), note.finding.severity))
            .map_or("", Note::class)
    }

    /// Whether an error stands here.
    #[must_use]
    pub fn has_error(&self) -> bool {
        self.severity() == Severity::Error.code()
    }
}
