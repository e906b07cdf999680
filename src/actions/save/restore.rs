//! 恢复: an older text of a cell is put back, as a new change.

use chrono::{DateTime, Utc};

use super::{Base, Save, SaveError, Saved, TypedCell, save_cells};
use crate::actions::Caller;
use crate::actions::schemes::Schemes;
use crate::domain::filing::TextOrigin;
use crate::store::Store;
use crate::store::cell::find_text;

/// An older text and what the caller saw standing over it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Older<'a> {
    /// The filing's id.
    pub filing: &'a str,
    /// The cell.
    pub code: &'a str,
    /// The change that typed the older text.
    pub change_id: &'a str,
    /// The change that stood on the caller's page.
    pub seen: &'a str,
}

/// Puts an older text back. Should somebody have typed meanwhile, that is a clash like any other.
pub async fn restore_text(
    store: &Store,
    schemes: &Schemes,
    caller: &Caller,
    older: Older<'_>,
    now: DateTime<Utc>,
) -> Result<Saved, SaveError> {
    let mut tx = store.read().await?;
    let text = find_text(&mut tx, older.filing, older.code, older.change_id).await?;
    tx.commit().await?;
    let cell = TypedCell {
        code: older.code.to_owned(),
        typed: text.ok_or(SaveError::NotFound)?,
    };
    let base = Base::from([(older.code.to_owned(), older.seen.to_owned())]);
    let cells = [cell];
    let save = Save::typed(older.filing, &cells)
        .on(&base)
        .by(TextOrigin::Restore);
    save_cells(store, schemes, caller, save, now).await
}
