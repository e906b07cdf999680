//! 暂存: writes the cells that changed, refuses nothing that was typed.

mod batch;
mod confirm;
mod restore;
mod standing;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::Caller;
use super::record::{Deed, Outcome, refuse};
use super::schemes::{Schemes, UnknownScheme};
pub use crate::domain::filing::LONGEST_CELL_BYTES;
use crate::domain::filing::{CellCode, TextOrigin};
use crate::domain::workflow::{Refusal, Verb, decide};
use crate::store::cell::{ChangeSet, NewChange, find_cells, insert_changes};
use crate::store::filing::{Filing, find_filing_to_change, start_filing, update_filing};
use crate::store::{Store, StoreError, Tx, new_id};

pub use batch::{Undone, batch_cells, last_batch, undo_batch};
pub use confirm::confirm_carried;
pub use restore::{Older, restore_text};
use standing::{Verdict, judge};

/// The change each cell was based on; a cell that is not there was empty.
pub type Base = BTreeMap<CellCode, String>;

/// A text typed in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedCell {
    /// The cell.
    pub code: CellCode,
    /// As typed.
    pub typed: String,
}

/// What is to be kept of one filing in one step.
#[derive(Debug, Clone, Copy)]
pub struct Save<'a> {
    /// The filing's id.
    pub filing: &'a str,
    /// What the caller had seen; without it the last text typed stands.
    pub base: Option<&'a Base>,
    /// The texts; of a cell named twice the last counts.
    pub cells: &'a [TypedCell],
    /// How they came. Those that come as a batch can be undone as one.
    pub origin: TextOrigin,
}

impl<'a> Save<'a> {
    /// Texts typed over whatever stands.
    #[must_use]
    pub fn typed(filing: &'a str, cells: &'a [TypedCell]) -> Self {
        Self {
            filing,
            base: None,
            cells,
            origin: TextOrigin::Typed,
        }
    }

    /// Typed over what the caller had seen: whatever else stands there is a clash.
    #[must_use]
    pub fn on(self, base: &'a Base) -> Self {
        Self {
            base: Some(base),
            ..self
        }
    }

    /// The same texts, come in this way.
    #[must_use]
    pub fn by(self, origin: TextOrigin) -> Self {
        Self { origin, ..self }
    }
}

/// What a save did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// The filing's version now.
    pub version: i64,
    /// The changes written, for the base of the next save.
    pub change_ids: Base,
    /// Every cell sent whose text is safe, with the change that holds it: written now, sent before,
    /// or standing already. `None` for an empty text in a cell never typed in.
    pub safe: BTreeMap<CellCode, Option<String>>,
    /// The cells that were not written because somebody else changed them meanwhile.
    pub clashes: Vec<Clash>,
    /// What the cells can be undone with, when they came as a batch and any was written.
    pub batch: Option<String>,
}

/// A cell that two people changed at the same time. Nothing was overwritten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The cell.
    pub code: CellCode,
    /// What the caller typed.
    pub mine: String,
    /// What the other person typed, which stands.
    pub theirs: String,
    /// The other person's name on pages.
    pub their_name: String,
    /// When he typed it.
    pub their_time: DateTime<Utc>,
    /// The change that stands; sent back as the base it lets the caller's text through.
    pub change_id: String,
}

/// Why nothing was saved.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// There is no such filing.
    #[error("没有这份填报，可能是链接不完整。")]
    NotFound,
    /// The workflow refuses.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Cells that are not on the forms.
    #[error("提交的内容中有 {} 个本表没有的栏目，请刷新页面后重试。", .0.len())]
    UnknownCells(Vec<CellCode>),
    /// A text longer than any form asks for.
    #[error(
        "有一栏的内容过长（超过 {} 字节），请精简后再保存。",
        LONGEST_CELL_BYTES
    )]
    TooLong(CellCode),
    /// The scheme is not known.
    #[error(transparent)]
    Scheme(#[from] UnknownScheme),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Outcome for SaveError {
    fn refusal_code(&self) -> Option<&'static str> {
        match self {
            Self::NotFound => Some("not-found"),
            Self::Refused(refusal) => Some(refusal.code()),
            Self::UnknownCells(_) => Some("unknown-cells"),
            Self::TooLong(_) => Some("too-long"),
            Self::Scheme(_) => Some("unknown-scheme"),
            Self::Store(_) => None,
        }
    }
}

/// 暂存.
pub async fn save_cells(
    store: &Store,
    schemes: &Schemes,
    caller: &Caller,
    save: Save<'_>,
    now: DateTime<Utc>,
) -> Result<Saved, SaveError> {
    let deed = Deed::of(caller, Verb::Save.code(), now);
    let outcome = store
        .share(async |tx| {
            let filing = find_filing_to_change(tx, save.filing).await?;
            let filing = filing.ok_or(SaveError::NotFound)?;
            let saved = write(tx, schemes, caller, &filing, save, now).await?;
            let detail = format!(
                "cells={} clashes={}{}",
                saved.change_ids.len(),
                saved.clashes.len(),
                said_origin(save.origin)
            );
            let deed = deed.clone().on_filing(&filing.id).detail(detail);
            deed.done(tx).await?;
            Ok(saved)
        })
        .await;
    if let Err(error) = &outcome {
        let deed = match error {
            SaveError::NotFound | SaveError::Store(_) => deed,
            _ => deed.on_filing(save.filing),
        };
        refuse(store, deed, error).await?;
    }
    outcome
}

/// What the event record says of texts that were not typed one by one.
fn said_origin(origin: TextOrigin) -> String {
    match origin {
        TextOrigin::Typed => String::new(),
        other => format!(" origin={}", other.code()),
    }
}

async fn write(
    tx: &mut Tx,
    schemes: &Schemes,
    caller: &Caller,
    filing: &Filing,
    save: Save<'_>,
    now: DateTime<Utc>,
) -> Result<Saved, SaveError> {
    decide(&caller.actor, Verb::Save, &filing.facts)?;
    check_cells(schemes, filing, save.cells)?;
    let codes: Vec<&str> = save.cells.iter().map(|cell| cell.code.as_str()).collect();
    let cells = find_cells(tx, &filing.id, &codes).await?;
    let (mut changes, mut safe, mut clashes) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
    for TypedCell { code, typed } in save.cells {
        let stored = cells.get(code);
        let change = NewChange {
            id: new_id(now),
            code: code.clone(),
            typed: storable(typed),
            base_change_id: stored.map(|cell| cell.change_id.clone()),
        };
        changes.remove(code);
        match judge(tx, caller, &filing.id, save.base, stored, &change).await? {
            Verdict::Write => {
                safe.insert(code.clone(), Some(change.id.clone()));
                changes.insert(code.clone(), change);
            }
            Verdict::Safe(id) => {
                safe.insert(code.clone(), id);
            }
            Verdict::Clash(clash) => clashes.push(clash),
        }
    }
    let changes: Vec<NewChange> = changes.into_values().collect();
    let batch = (save.origin.is_batch() && !changes.is_empty()).then(|| new_id(now));
    let version = keep(
        tx,
        caller,
        filing,
        save.origin,
        batch.as_deref(),
        &changes,
        now,
    )
    .await?;
    Ok(Saved {
        version,
        change_ids: changes
            .into_iter()
            .map(|change| (change.code, change.id))
            .collect(),
        safe,
        clashes,
        batch,
    })
}

/// Writes changes under the filing's next version and gives the version that stands.
async fn keep(
    tx: &mut Tx,
    caller: &Caller,
    filing: &Filing,
    origin: TextOrigin,
    batch: Option<&str>,
    changes: &[NewChange],
    now: DateTime<Utc>,
) -> Result<i64, StoreError> {
    if changes.is_empty() {
        return Ok(filing.version);
    }
    let started;
    let filing = if filing.is_started {
        filing
    } else {
        started = start_filing(tx, filing).await?;
        &started
    };
    let facts = filing.facts.clone();
    let filing = update_filing(tx, filing, facts, filing.submitted_at, now).await?;
    let set = ChangeSet {
        filing_id: &filing.id,
        filing_version: filing.version,
        changed_by: &caller.actor.account_id,
        changed_at: now,
        origin,
        batch,
        changes,
    };
    insert_changes(tx, &set).await?;
    Ok(filing.version)
}

fn check_cells(schemes: &Schemes, filing: &Filing, typed: &[TypedCell]) -> Result<(), SaveError> {
    let scheme = schemes.load(&filing.scheme_id, filing.scheme_version)?;
    let unknown: Vec<CellCode> = typed
        .iter()
        .filter(|cell| !scheme.accepts(&cell.code))
        .map(|cell| cell.code.clone())
        .collect();
    if !unknown.is_empty() {
        return Err(SaveError::UnknownCells(unknown));
    }
    match typed
        .iter()
        .find(|cell| cell.typed.len() > LONGEST_CELL_BYTES)
    {
        Some(cell) => Err(SaveError::TooLong(cell.code.clone())),
        None => Ok(()),
    }
}

/// As typed, but for line ends, which browsers send in their own way, and the character NUL,
/// which nobody types and PostgreSQL cannot keep.
fn storable(typed: &str) -> String {
    typed.replace("\r\n", "\n").replace('\0', "")
}
