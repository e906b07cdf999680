//! The filing as a file (docs/filing-format.md) with what was computed.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{ExportError, Snapshot};
use crate::domain::filing::{CellCode, FORMAT};
use crate::domain::prose::Figures;
use crate::domain::publication::FrozenEvaluation;

/// A filing that `ziping evaluate` and an import read back; they leave `evaluation` aside.
#[derive(Serialize)]
struct Filing<'a> {
    format: &'static str,
    scheme: &'a str,
    version: u32,
    year: i32,
    agency: &'a str,
    cells: BTreeMap<&'a CellCode, &'a String>,
    evaluation: FrozenEvaluation,
}

pub(super) fn write(snapshot: &Snapshot) -> Result<Vec<u8>, ExportError> {
    let scheme = &snapshot.scheme;
    let evaluated = FrozenEvaluation::new(scheme, &snapshot.evaluation);
    let filing = Filing {
        format: FORMAT,
        scheme: &snapshot.scheme.head.id,
        version: snapshot.scheme.head.version,
        year: snapshot.entries.year,
        agency: &snapshot.entries.agency,
        cells: snapshot
            .entries
            .cells
            .iter()
            .filter(|(code, _)| snapshot.shows(scheme.form_of(target_of(code))))
            .collect(),
        evaluation: evaluated
            .with_texts(&Figures {
                scheme,
                entries: &snapshot.entries,
                evaluation: &snapshot.evaluation,
            })
            .within(scheme, |form| snapshot.shows(form)),
    };
    let mut bytes = serde_json::to_vec_pretty(&filing)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The cell that a cell is about: that of a reason is about the finding's.
fn target_of(code: &str) -> &str {
    let reason = code.strip_prefix("reason.");
    let target = reason.and_then(|rest| rest.split_once('.'));
    target.map_or(code, |(_, target)| target)
}
