//! What a formula comes down to.

use super::{SlotDefinition, SlotKind};
use crate::domain::formula::{Expr, Slot};

/// Every slot that takes part in a formula, through other formulas too, each once.
#[must_use]
pub fn all_slots(slots: &[SlotDefinition], formula: &Expr) -> Vec<Slot> {
    let mut found = formula.slots();
    let mut at = 0;
    while let Some(slot) = found.get(at).copied() {
        if let Some(SlotKind::Computed { formula, .. }) = slots.get(slot).map(|s| &s.kind) {
            for next in formula.slots() {
                if !found.contains(&next) {
                    found.push(next);
                }
            }
        }
        at += 1;
    }
    found
}
