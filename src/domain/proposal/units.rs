//! Amounts whose unit the document says elsewhere: 元 where the form counts in 万元.

use super::cells::Reader;
use super::found::Findings;
use crate::domain::figure::{Reading, read};

impl Reader<'_> {
    /// Gives bare amounts the document's unit where that is not the form's.
    pub fn units(&self, findings: &mut Findings) {
        let ours = self.scheme.head.amount_unit.as_str();
        let doubt = match self.recognised.unit {
            Some(theirs) if theirs == ours => return,
            Some(theirs) => {
                format!("文档以{theirs}为单位，本表以{ours}为单位，已按{theirs}读取，请核对。")
            }
            None => format!("文档中既有元又有万元，本表以{ours}为单位，请核对这一格的单位。"),
        };
        let unit = self.recognised.unit.unwrap_or_default();
        for (code, all) in &mut findings.cells {
            if !self.scheme.is_amount(code) {
                continue;
            }
            for found in all.iter_mut().filter(|found| is_bare(&found.text)) {
                found.text.push_str(unit);
                found.doubts.push(doubt.clone());
            }
        }
    }
}

/// A plain figure, which takes its unit from its place.
fn is_bare(text: &str) -> bool {
    matches!(read(text), Reading::Number(quantity) if quantity.is_bare())
}
