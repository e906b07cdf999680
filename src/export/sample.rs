//! The list of a sample for spreadsheets.

use super::ExportError;
use super::comma::comma_list;
use crate::domain::sampling::{Protocol, Stratum};

const HEADINGS: [&str; 6] = [
    "序号",
    "单位代码",
    "单位",
    "所在层",
    "风险分",
    "抽取依据（SHA-256）",
];

/// Who was drawn, as CSV in UTF-8 with a mark that tells Excel so.
///
/// # Errors
/// When the list cannot be written.
pub fn sample_list(protocol: &Protocol) -> Result<Vec<u8>, ExportError> {
    let lines = protocol.drawn.picked.iter().enumerate();
    let lines = lines.map(|(number, picked)| {
        let stratum = protocol.drawn.strata.get(picked.stratum);
        [
            (number + 1).to_string(),
            picked.code.clone(),
            picked.agency.clone(),
            stratum.map_or_else(String::new, Stratum::label),
            picked.risk_points.to_string(),
            picked.digest.clone(),
        ]
    });
    comma_list(HEADINGS, lines)
}
