//! A filing as a request finds it: loaded, with everything decided about its figures.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::FilingView;
use super::paper::LastYearNotes;
use super::text_memory::TextMemory;
use crate::actions::Caller;
use crate::actions::filing::{FilingRecord, load_filing};
use crate::domain::check;
use crate::domain::evaluate::{Evaluation, evaluate_again};
use crate::domain::filing::{Entries, MoneyUnit};
use crate::domain::last_year::LastYear;
use crate::domain::narrative::TextRead;
use crate::domain::sheet::{Purpose, Sheet, lay_out_in};
use crate::web::error::WebError;
use crate::web::state::Portal;

/// A filing and its evaluation.
#[derive(Debug, Clone)]
pub struct Opened {
    /// As loaded.
    pub record: FilingRecord,
    /// What its figures come to.
    pub evaluation: Evaluation,
    /// What last year's forms have to say at the cells.
    pub last_year: LastYearNotes,
    /// The moment.
    pub now: DateTime<Utc>,
    /// The unit in which a page shows amounts: the form's own, unless somebody wants the other.
    pub unit: MoneyUnit,
}

impl Opened {
    /// Loads what the caller may see, and evaluates it apart from the threads that serve requests.
    pub async fn load(portal: &Portal, caller: &Caller, filing: &str) -> Result<Self, WebError> {
        let record = load_record(portal, caller, filing).await?;
        Self::evaluated(portal, caller, record).await
    }

    /// Evaluates a filing apart from the threads that serve requests.
    pub async fn evaluated(
        portal: &Portal,
        caller: &Caller,
        record: FilingRecord,
    ) -> Result<Self, WebError> {
        let (now, memory) = (portal.now(), portal.texts.clone());
        let evaluate = move || Self::remembering(record, now, &memory);
        portal.apart(caller, evaluate).await
    }

    /// Evaluates a filing whose text may have been read before.
    #[must_use]
    pub fn remembering(record: FilingRecord, now: DateTime<Utc>, memory: &TextMemory) -> Self {
        let text = memory.find(&record.filing.id);
        let opened = Self::beside(record, now, text.as_ref());
        memory.keep(&opened.record.filing.id, &opened.evaluation);
        opened
    }

    /// Evaluates a filing.
    #[must_use]
    pub fn new(record: FilingRecord, now: DateTime<Utc>) -> Self {
        Self::beside(record, now, None)
    }

    fn beside(record: FilingRecord, now: DateTime<Utc>, text: Option<&Arc<TextRead>>) -> Self {
        let (evaluation, last_year) = {
            let older = record.older.as_ref();
            let older = older.map(|older| older.beside(&record.scheme));
            (
                evaluate_again(&record.scheme, &record.entries, older.as_ref(), text),
                notes(&record, older.as_ref()),
            )
        };
        Self {
            unit: MoneyUnit::of(&record.scheme),
            record,
            evaluation,
            last_year,
            now,
        }
    }

    /// The same with its amounts in another unit.
    #[must_use]
    pub fn shown_in(mut self, unit: MoneyUnit) -> Self {
        for (code, figure) in &mut self.last_year.figures {
            *figure = unit.shown(&self.record.scheme, code, figure);
        }
        self.unit = unit;
        self
    }

    /// The same filing as it would be with these texts. Nothing is stored.
    #[must_use]
    pub fn with(mut self, entries: Entries) -> Self {
        self.record.entries = entries;
        let text = self.evaluation.text.take();
        Self::beside(self.record, self.now, text.as_ref())
    }

    /// What its pages show of it.
    #[must_use]
    pub fn view(&self) -> FilingView {
        FilingView {
            carryable: self.last_year.open,
            ..FilingView::of(&self.record, &self.evaluation, self.now)
        }
    }

    /// One form, to fill for those who may, else to read.
    pub fn sheet(&self, form: &str) -> Result<Sheet, WebError> {
        let purpose = if self.view().is_open() {
            Purpose::Entry
        } else {
            Purpose::Reading
        };
        self.lay_out(form, purpose).ok_or(WebError::NotFound)
    }

    /// Every form, to be read.
    #[must_use]
    pub fn sheets(&self) -> Vec<Sheet> {
        self.record
            .scheme
            .forms
            .iter()
            .filter_map(|form| self.lay_out(&form.id, Purpose::Reading))
            .collect()
    }

    fn lay_out(&self, form: &str, purpose: Purpose) -> Option<Sheet> {
        lay_out_in(
            self.unit,
            &self.record.scheme,
            form,
            &self.record.entries,
            &self.evaluation,
            purpose,
        )
    }
}

/// What last year's forms have to say at the cells of a filing.
fn notes(record: &FilingRecord, older: Option<&LastYear<'_>>) -> LastYearNotes {
    let figures = older.map_or_else(Vec::new, LastYear::beside_cells);
    let found = older.map(|older| older.carried_over(&record.entries).figures);
    let open = found.iter().flatten().filter(|proposal| proposal.is_open());
    LastYearNotes {
        figures: figures.into_iter().collect(),
        carried: record.carried.clone(),
        open: open.count(),
    }
}

/// Loads what the caller may see.
pub async fn load_record(
    portal: &Portal,
    caller: &Caller,
    filing: &str,
) -> Result<FilingRecord, WebError> {
    let now = portal.now();
    Ok(load_filing(&portal.store, &portal.schemes, caller, filing, now).await?)
}

/// A cell in the words of the form; the cell of a reason by the cell it is about.
#[must_use]
pub fn cell_label(record: &FilingRecord, code: &str) -> String {
    check::cell_label(&record.scheme, &record.entries, code)
}
