//! Amounts whose unit the document says elsewhere: 元 where the form counts in 万元.

use super::cells::Reader;
use super::found::Findings;
use crate::domain::figure::{Comparator, Reading, read};
use crate::domain::scheme::source::ItemKind;
use crate::domain::scheme::{PlaceKind, SlotKind};

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
            if !self.is_amount(code) {
                continue;
            }
            for found in all.iter_mut().filter(|found| is_bare(&found.text)) {
                found.text.push_str(unit);
                found.doubts.push(doubt.clone());
            }
        }
    }

    fn is_amount(&self, code: &str) -> bool {
        let Some(PlaceKind::Slot(slot)) = self.scheme.place(code).map(|place| place.kind) else {
            return false;
        };
        let kind = self.scheme.definition(slot).map(|slot| &slot.kind);
        matches!(kind, Some(SlotKind::Input(item)) if item.kind == ItemKind::Amount)
    }
}

/// A figure without a unit that is not zero.
fn is_bare(text: &str) -> bool {
    matches!(read(text), Reading::Number(quantity)
        if quantity.unit.is_empty() && quantity.comparator == Comparator::Exactly && !quantity.number.is_zero())
}
