//! 暂存: writes the cells that changed, refuses nothing that was typed.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::Caller;
use super::record::{Deed, Outcome, settle};
use super::schemes::{Schemes, UnknownScheme};
use crate::domain::filing::CellCode;
pub use crate::domain::filing::LONGEST_CELL_BYTES;
use crate::domain::workflow::{Refusal, Verb, decide};
use crate::store::cell::{
    NewChange, StoredCell, find_text, insert_changes, list_cells, load_change,
};
use crate::store::filing::{Filing, find_filing_to_change, update_filing};
use crate::store::{Store, StoreError, Tx, new_id};

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

/// What a save did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// The filing's version now.
    pub version: i64,
    /// The changes written, for the base of the next save.
    pub change_ids: Base,
    /// The cells that were not written because somebody else changed them meanwhile.
    pub clashes: Vec<Clash>,
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

/// 暂存. `base` tells what the caller had seen; without it the last text typed stands.
pub async fn save_cells(
    store: &Store,
    schemes: &Schemes,
    caller: &Caller,
    filing_id: &str,
    base: Option<&Base>,
    typed: &[TypedCell],
    now: DateTime<Utc>,
) -> Result<Saved, SaveError> {
    let mut tx = store.write().await?;
    let deed = Deed::of(caller, Verb::Save.code(), now);
    let Some(filing) = find_filing_to_change(&mut tx, filing_id).await? else {
        return settle(store, tx, deed, Err(SaveError::NotFound)).await;
    };
    let outcome = save(&mut tx, schemes, caller, &filing, base, typed, now).await;
    let mut deed = deed.on_filing(&filing.id);
    if let Ok(saved) = &outcome {
        deed = deed.detail(format!(
            "cells={} clashes={}",
            saved.change_ids.len(),
            saved.clashes.len()
        ));
    }
    settle(store, tx, deed, outcome).await
}

async fn save(
    tx: &mut Tx,
    schemes: &Schemes,
    caller: &Caller,
    filing: &Filing,
    base: Option<&Base>,
    typed: &[TypedCell],
    now: DateTime<Utc>,
) -> Result<Saved, SaveError> {
    decide(&caller.actor, Verb::Save, &filing.facts)?;
    check_cells(schemes, filing, typed)?;
    let cells = list_cells(tx, &filing.id).await?;
    let (mut changes, mut clashes) = (BTreeMap::new(), Vec::new());
    for TypedCell { code, typed } in typed {
        let typed = storable(typed);
        let stored = cells.get(code);
        if stored.map_or("", |cell| &cell.typed) == typed {
            changes.remove(code);
            continue;
        }
        let newer = stored.filter(|stored| is_unseen(base, code, stored));
        if let (Some(stored), Some(base)) = (newer, base) {
            if was_left_alone(tx, &filing.id, base, code, &typed).await? {
                continue;
            }
            if let Some(clash) = find_clash(tx, caller, code, &typed, stored).await? {
                clashes.push(clash);
                continue;
            }
        }
        let change = NewChange {
            id: new_id(now),
            code: code.clone(),
            typed,
            base_change_id: stored.map(|cell| cell.change_id.clone()),
        };
        changes.insert(code.clone(), change);
    }
    let changes: Vec<NewChange> = changes.into_values().collect();
    let mut version = filing.version;
    if !changes.is_empty() {
        let facts = filing.facts.clone();
        version = update_filing(tx, filing, facts, filing.submitted_at, now)
            .await?
            .version;
        let by = &caller.actor.account_id;
        insert_changes(tx, &filing.id, version, &changes, by, now).await?;
    }
    Ok(Saved {
        version,
        change_ids: changes
            .into_iter()
            .map(|change| (change.code, change.id))
            .collect(),
        clashes,
    })
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

/// Whether the cell holds a text that the caller's page had not seen.
fn is_unseen(base: Option<&Base>, code: &str, stored: &StoredCell) -> bool {
    base.is_some_and(|base| base.get(code) != Some(&stored.change_id))
}

/// Whether the caller sends just what his page was given: a page sends all its cells, and those
/// that he left alone must not put an old text back.
async fn was_left_alone(
    tx: &mut Tx,
    filing_id: &str,
    base: &Base,
    code: &str,
    typed: &str,
) -> Result<bool, StoreError> {
    match base.get(code) {
        Some(change_id) => {
            let given = find_text(tx, filing_id, code, change_id).await?;
            Ok(given.as_deref() == Some(typed))
        }
        None => Ok(typed.is_empty()),
    }
}

/// A clash, when the unseen text is somebody else's.
async fn find_clash(
    tx: &mut Tx,
    caller: &Caller,
    code: &str,
    typed: &str,
    stored: &StoredCell,
) -> Result<Option<Clash>, StoreError> {
    let theirs = load_change(tx, &stored.change_id).await?;
    if theirs.changed_by == caller.actor.account_id {
        return Ok(None);
    }
    Ok(Some(Clash {
        code: code.to_owned(),
        mine: typed.to_owned(),
        theirs: theirs.typed,
        their_name: theirs.changed_by_name,
        their_time: theirs.changed_at,
        change_id: theirs.id,
    }))
}
