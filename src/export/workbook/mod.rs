//! Excel (.xlsx): one page a form, figures as numbers, what is computed as live formulas.
//!
//! A formula says what the scheme says, on the cells of the form; our own value stands in the file
//! as its result. It answers `—` where ours is not known, and decides thresholds on numbers rounded
//! to twelve places, because a spreadsheet computes in binary fractions and the scheme exactly.
//! What no formula can say (checklists, limits, grades picked by a person) stands as a value with a note.

mod draw;
mod figure;
mod formula;
mod plan;
mod points;
mod table;
mod total;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use super::{ExportError, Snapshot};
use formula::Formulas;

pub(super) use table::write as write_tables;

pub(super) fn write(snapshot: &Snapshot) -> Result<Vec<u8>, ExportError> {
    let plans = plan::of(snapshot);
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(snapshot)?);
    for at in 0..plans.len() {
        let formulas = Formulas::new(snapshot, &plans, at);
        if let Some(plan) = plans.get(at) {
            draw::page(workbook.add_worksheet(), plan, &formulas)?;
        }
    }
    Ok(workbook.save_to_buffer()?)
}

fn properties(snapshot: &Snapshot) -> Result<DocProperties, ExportError> {
    let made = ExcelDateTime::from_timestamp(snapshot.at.timestamp())?;
    Ok(DocProperties::new()
        .set_title(snapshot.name())
        .set_author(&snapshot.entries.agency)
        .set_creation_datetime(&made))
}
