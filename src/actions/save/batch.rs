//! 撤销: the last paste or import is taken back in one step.

use chrono::{DateTime, TimeDelta, Utc};

use super::{SaveError, keep};
use crate::actions::Caller;
use crate::actions::record::{Deed, settle};
use crate::domain::filing::{CellCode, TextOrigin};
use crate::domain::workflow::{Verb, decide};
use crate::store::batch::{Batch, BatchCell, find_last_batch, list_batch_cells};
use crate::store::cell::NewChange;
use crate::store::filing::{Filing, find_filing_to_change};
use crate::store::{Store, StoreError, Tx, new_id};

/// So long 撤销 is offered.
const OFFERED: TimeDelta = TimeDelta::days(1);

/// What 撤销 did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// The filing's version now.
    pub version: i64,
    /// The cells that hold again what they held before.
    pub restored: Vec<CellCode>,
    /// The cells changed since, which keep their text.
    pub kept: Vec<CellCode>,
}

/// The caller's last paste or import in a filing, while it is recent and any of its texts stands.
/// Who may see the filing has been decided.
pub async fn last_batch(
    store: &Store,
    caller: &Caller,
    filing: &str,
    now: DateTime<Utc>,
) -> Result<Option<Batch>, StoreError> {
    let mut tx = store.read().await?;
    let by = &caller.actor.account_id;
    let found = find_last_batch(&mut tx, filing, by, now - OFFERED).await?;
    Ok(found.filter(|batch| batch.standing > 0))
}

/// The cells of the caller's batch, with what stands in them now. Who may see the filing has been
/// decided.
pub async fn batch_cells(
    store: &Store,
    caller: &Caller,
    filing: &str,
    batch: &str,
) -> Result<Vec<BatchCell>, StoreError> {
    let mut tx = store.read().await?;
    list_batch_cells(&mut tx, filing, batch, &caller.actor.account_id).await
}

/// Puts every cell of the caller's batch that still holds the batch's text back to what it was.
/// Cells changed since are kept. Sent again it does nothing.
pub async fn undo_batch(
    store: &Store,
    caller: &Caller,
    filing: &str,
    batch: &str,
    now: DateTime<Utc>,
) -> Result<Undone, SaveError> {
    let mut tx = store.write().await?;
    let deed = Deed::of(caller, Verb::Save.code(), now);
    let Some(filing) = find_filing_to_change(&mut tx, filing).await? else {
        return settle(store, tx, deed, Err(SaveError::NotFound)).await;
    };
    let outcome = undo(&mut tx, caller, &filing, batch, now).await;
    let mut deed = deed.on_filing(&filing.id);
    if let Ok(undone) = &outcome {
        deed = deed.detail(format!(
            "cells={} kept={} origin={}",
            undone.restored.len(),
            undone.kept.len(),
            TextOrigin::Undo.code()
        ));
    }
    settle(store, tx, deed, outcome).await
}

async fn undo(
    tx: &mut Tx,
    caller: &Caller,
    filing: &Filing,
    batch: &str,
    now: DateTime<Utc>,
) -> Result<Undone, SaveError> {
    decide(&caller.actor, Verb::Save, &filing.facts)?;
    let cells = list_batch_cells(tx, &filing.id, batch, &caller.actor.account_id).await?;
    if cells.is_empty() {
        return Err(SaveError::NotFound);
    }
    let (standing, changed): (Vec<BatchCell>, Vec<BatchCell>) = cells
        .into_iter()
        .filter(|cell| !cell.is_undone)
        .partition(|cell| cell.standing_id == cell.change_id);
    let changes: Vec<NewChange> = standing
        .into_iter()
        .map(|cell| NewChange {
            id: new_id(now),
            code: cell.code,
            typed: cell.before,
            base_change_id: Some(cell.standing_id),
        })
        .collect();
    let version = keep(tx, caller, filing, TextOrigin::Undo, None, &changes, now).await?;
    Ok(Undone {
        version,
        restored: changes.into_iter().map(|change| change.code).collect(),
        kept: changed.into_iter().map(|cell| cell.code).collect(),
    })
}
