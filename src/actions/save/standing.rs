//! What stands in a cell when a text for it arrives: nothing unseen is overwritten.

use super::{Base, Clash};
use crate::actions::Caller;
use crate::store::cell::{NewChange, StoredCell, find_earlier, find_text, load_change};
use crate::store::{StoreError, Tx};

/// What is to be done with a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is new.
    Write,
    /// It is safe already, as this change; `None` where the cell was never typed in.
    Safe(Option<String>),
    /// Somebody typed something else meanwhile.
    Clash(Clash),
}

/// Judges a text for a cell. `base` is what the caller had seen; `change` replaces what stands.
pub(super) async fn judge(
    tx: &mut Tx,
    caller: &Caller,
    filing_id: &str,
    base: Option<&Base>,
    stored: Option<&StoredCell>,
    change: &NewChange,
) -> Result<Verdict, StoreError> {
    let standing = stored.map(|cell| cell.change_id.clone());
    if stored.map_or("", |cell| &cell.typed) == change.typed {
        return Ok(Verdict::Safe(standing));
    }
    let (Some(stored), Some(base)) = (stored, base) else {
        return Ok(Verdict::Write);
    };
    let seen = base.get(&change.code);
    if seen == Some(&stored.change_id) {
        return Ok(Verdict::Write);
    }
    if was_left_alone(tx, filing_id, seen, change).await? {
        return Ok(Verdict::Safe(standing));
    }
    let sent_before = NewChange {
        base_change_id: seen.cloned(),
        ..change.clone()
    };
    let by = &caller.actor.account_id;
    if let Some(earlier) = find_earlier(tx, filing_id, &sent_before, by).await? {
        return Ok(Verdict::Safe(Some(earlier)));
    }
    let theirs = load_change(tx, &stored.change_id).await?;
    Ok(Verdict::Clash(Clash {
        code: change.code.clone(),
        mine: change.typed.clone(),
        theirs: theirs.typed,
        their_name: theirs.changed_by_name,
        their_time: theirs.changed_at,
        change_id: theirs.id,
    }))
}

/// Whether the caller sends just what his page was given: a page sends all its cells, and those
/// that he left alone must not put an old text back.
async fn was_left_alone(
    tx: &mut Tx,
    filing_id: &str,
    seen: Option<&String>,
    change: &NewChange,
) -> Result<bool, StoreError> {
    match seen {
        Some(change_id) => {
            let given = find_text(tx, filing_id, &change.code, change_id).await?;
            Ok(given.as_deref() == Some(change.typed.as_str()))
        }
        None => Ok(change.typed.is_empty()),
    }
}
