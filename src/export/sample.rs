//! The list of a sample for spreadsheets.

use super::ExportError;
use super::comma::{MARK, harmless};
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
    let mut rows = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(MARK.to_vec());
    rows.write_record(HEADINGS)?;
    for (number, picked) in protocol.drawn.picked.iter().enumerate() {
        let stratum = protocol.drawn.strata.get(picked.stratum);
        let stratum = stratum.map_or_else(String::new, Stratum::label);
        let (number, risk) = ((number + 1).to_string(), picked.risk_points.to_string());
        let cells = [
            number.as_str(),
            &picked.code,
            &picked.agency,
            &stratum,
            &risk,
            &picked.digest,
        ];
        let cells = cells.map(harmless);
        rows.write_record(cells.iter().map(|cell| cell.as_bytes()))?;
    }
    let bytes = rows.into_inner();
    Ok(bytes.map_err(csv::IntoInnerError::into_error)?)
}
