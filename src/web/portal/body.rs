//! The frozen body of a published page.

use crate::domain::publication::PublicRecord;
use crate::domain::sheet::{Purpose, lay_out};
use crate::web::desk::body::{PublicFileLine, render_public};

/// Every form of the record in the layout of the paper, each number with its explanation.
///
/// # Errors
/// When the template cannot be rendered.
pub fn render_record(record: &PublicRecord) -> askama::Result<String> {
    let PublicRecord {
        scheme,
        entries,
        evaluation,
        ..
    } = record;
    let sheets: Vec<_> = scheme
        .forms
        .iter()
        .filter(|form| !record.face.is_internal(&form.id))
        .filter_map(|form| lay_out(scheme, &form.id, entries, evaluation, Purpose::Reading))
        .collect();
    let files: Vec<_> = record
        .evidence
        .iter()
        .map(|file| PublicFileLine::of(record.year, &record.agency_code, file))
        .collect();
    render_public(&sheets, &files)
}
