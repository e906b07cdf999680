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
    cells: &'a BTreeMap<CellCode, String>,
    evaluation: FrozenEvaluation,
}

pub(super) fn write(snapshot: &Snapshot) -> Result<Vec<u8>, ExportError> {
    let evaluated = FrozenEvaluation::new(&snapshot.scheme, &snapshot.evaluation);
    let filing = Filing {
        format: FORMAT,
        scheme: &snapshot.scheme.head.id,
        version: snapshot.scheme.head.version,
        year: snapshot.entries.year,
        agency: &snapshot.entries.agency,
        cells: &snapshot.entries.cells,
        evaluation: evaluated.with_texts(&Figures {
            scheme: &snapshot.scheme,
            entries: &snapshot.entries,
            evaluation: &snapshot.evaluation,
        }),
    };
    let mut bytes = serde_json::to_vec_pretty(&filing)?;
    bytes.push(b'\n');
    Ok(bytes)
}
