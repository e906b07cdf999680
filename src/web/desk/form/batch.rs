//! The last paste or import on a form page: 撤销 in one click, and what came of it.

use crate::actions::Caller;
use crate::actions::filing::FilingRecord;
use crate::actions::save::{batch_cells, last_batch};
use crate::domain::workflow::Verb;
use crate::store::batch::Batch;
use crate::web::desk::opened::{Opened, cell_label};
use crate::web::error::WebError;
use crate::web::query::Query;
use crate::web::state::Portal;

/// At most so many cells are named one by one.
const NAMED: usize = 8;

/// The last paste or import, which can be undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchBar {
    /// Its id.
    id: String,
    /// 已粘贴 24 格.
    pub words: String,
}

/// What 撤销 has just done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// How many cells hold again what they held before.
    pub restored: usize,
    /// The cells changed since, in the words of the form.
    pub kept: Vec<String>,
    /// How many of those are not named.
    pub unnamed: usize,
}

impl BatchBar {
    /// The caller's last paste or import in a filing whose cells take input.
    pub async fn load(
        portal: &Portal,
        caller: &Caller,
        record: &FilingRecord,
    ) -> Result<Option<Self>, WebError> {
        if !record.may(Verb::Save) {
            return Ok(None);
        }
        let filing = &record.filing.id;
        let found = last_batch(&portal.store, caller, filing, portal.now()).await?;
        Ok(found.map(|batch| Self::of(&batch)))
    }

    /// The bar of a batch.
    #[must_use]
    pub fn of(batch: &Batch) -> Self {
        let kept = match batch.cells - batch.standing.min(batch.cells) {
            0 => String::new(),
            changed => format!("（其中 {changed} 格此后又修改过）"),
        };
        Self {
            id: batch.id.clone(),
            words: format!("已{} {} 格{kept}", batch.origin.label(), batch.cells),
        }
    }

    /// The button that undoes it.
    #[must_use]
    pub fn undo(&self) -> String {
        format!("undo:{}", self.id)
    }
}

impl Undone {
    /// What came of the 撤销 that the address names.
    pub async fn in_query(
        portal: &Portal,
        caller: &Caller,
        opened: &Opened,
        query: &Query,
    ) -> Result<Option<Self>, WebError> {
        let batch = query.text("undone");
        if batch.is_empty() {
            return Ok(None);
        }
        let filing = &opened.record.filing.id;
        let cells = batch_cells(&portal.store, caller, filing, batch).await?;
        let (undone, kept): (Vec<_>, Vec<_>) = cells.into_iter().partition(|cell| cell.is_undone);
        if undone.is_empty() && kept.is_empty() {
            return Ok(None);
        }
        Ok(Some(Self {
            restored: undone.len(),
            unnamed: kept.len().saturating_sub(NAMED),
            kept: kept
                .iter()
                .take(NAMED)
                .map(|cell| cell_label(&opened.record, &cell.code))
                .collect(),
        }))
    }

    /// How the address names it.
    #[must_use]
    pub fn query(batch: &str) -> String {
        let batch: String = form_urlencoded::byte_serialize(batch.as_bytes()).collect();
        format!("undone={batch}")
    }

    /// The cells that were kept, in one line.
    #[must_use]
    pub fn kept_words(&self) -> String {
        let named = self.kept.join("、");
        match self.unnamed {
            0 => named,
            more => format!("{named}等 {} 处", self.kept.len() + more),
        }
    }
}
