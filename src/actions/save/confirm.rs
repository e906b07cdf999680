//! 确认: a text carried over from last year is kept as it stands, from now on as typed.

use chrono::{DateTime, Utc};

use super::{SaveError, keep};
use crate::actions::Caller;
use crate::actions::record::{Deed, refuse};
use crate::domain::filing::{CellCode, TextOrigin};
use crate::domain::workflow::{Verb, decide};
use crate::store::cell::{NewChange, find_cells, list_carried};
use crate::store::filing::{Filing, find_filing_to_change};
use crate::store::{Store, Tx, new_id};

/// Confirms those of these cells whose text was carried over and stands; gives their number.
/// What somebody typed meanwhile is his and needs no confirming.
///
/// # Errors
/// When the caller may not fill in the filing.
pub async fn confirm_carried(
    store: &Store,
    caller: &Caller,
    filing: &str,
    codes: &[CellCode],
    now: DateTime<Utc>,
) -> Result<usize, SaveError> {
    let deed = Deed::of(caller, Verb::Save.code(), now);
    let outcome = store
        .share(async |tx| {
            let found = find_filing_to_change(tx, filing).await?;
            let found = found.ok_or(SaveError::NotFound)?;
            let confirmed = write(tx, caller, &found, codes, now).await?;
            let deed = deed.clone().on_filing(&found.id);
            deed.detail(format!("confirmed={confirmed}"))
                .done(tx)
                .await?;
            Ok(confirmed)
        })
        .await;
    if let Err(error) = &outcome {
        refuse(store, deed, error).await?;
    }
    outcome
}

async fn write(
    tx: &mut Tx,
    caller: &Caller,
    filing: &Filing,
    codes: &[CellCode],
    now: DateTime<Utc>,
) -> Result<usize, SaveError> {
    decide(&caller.actor, Verb::Save, &filing.facts)?;
    let carried = list_carried(tx, &filing.id).await?;
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    let cells = find_cells(tx, &filing.id, &codes).await?;
    let standing = cells.into_iter().filter(|(code, _)| carried.contains(code));
    let changes: Vec<NewChange> = standing
        .map(|(code, cell)| NewChange {
            id: new_id(now),
            code,
            typed: cell.typed,
            base_change_id: Some(cell.change_id),
        })
        .collect();
    let origin = TextOrigin::Typed;
    keep(tx, caller, filing, origin, None, &changes, now).await?;
    Ok(changes.len())
}
