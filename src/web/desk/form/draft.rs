//! 用示范文字起草: an empty text is begun with the words of the scheme.

use crate::actions::Caller;
use crate::actions::filing::FilingRecord;
use crate::actions::save::{Save, TypedCell, save_cells};
use crate::domain::prose::skeleton;
use crate::web::error::WebError;
use crate::web::state::Portal;

/// Begins a text, unless something stands there already or somebody else begins it too. It counts as
/// typed: nothing of it comes from last year, and who begins it writes on.
pub(super) async fn draft(
    portal: &Portal,
    caller: &Caller,
    record: &FilingRecord,
    code: &str,
) -> Result<(), WebError> {
    let Some(typed) = skeleton(&record.scheme, &record.entries, code) else {
        return Ok(());
    };
    let cell = [TypedCell {
        code: code.to_owned(),
        typed,
    }];
    let save = Save::typed(&record.filing.id, &cell).on(&record.change_ids);
    save_cells(&portal.store, &portal.schemes, caller, save, portal.now()).await?;
    Ok(())
}
