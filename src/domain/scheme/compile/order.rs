//! The order in which formulas are computed.

use super::{Compiler, error};
use crate::domain::formula::Slot;
use crate::domain::scheme::{SlotDefinition, SlotKind, Spot};

impl Compiler {
    /// Computed slots, each after all it needs; a cycle is a fault. `typed` slots come first.
    pub(super) fn order(&mut self, slots: &[SlotDefinition], typed: usize) -> Vec<Slot> {
        let mut order: Vec<Slot> = Vec::new();
        let mut waiting: Vec<Slot> = (typed..slots.len()).collect();
        while !waiting.is_empty() {
            let (ready, blocked): (Vec<Slot>, Vec<Slot>) = waiting.iter().partition(|slot| {
                needs(slots, **slot)
                    .iter()
                    .all(|need| !waiting.contains(need))
            });
            if ready.is_empty() {
                self.tell_cycles(slots, typed, &blocked);
                break;
            }
            order.extend(ready);
            waiting = blocked;
        }
        order
    }

    /// Every cycle once, with its path.
    fn tell_cycles(&mut self, slots: &[SlotDefinition], typed: usize, blocked: &[Slot]) {
        let mut seen: Vec<Slot> = Vec::new();
        for start in blocked {
            let mut path: Vec<Slot> = Vec::new();
            let mut next = Some(*start);
            while let Some(slot) = next.filter(|slot| !path.contains(slot) && !seen.contains(slot))
            {
                path.push(slot);
                let needs = needs(slots, slot);
                next = needs.into_iter().find(|need| blocked.contains(need));
            }
            let first = next.and_then(|back| path.iter().position(|slot| *slot == back));
            if let Some(cycle) = first.and_then(|first| path.get(first..)) {
                self.tell_cycle(slots, typed, cycle);
            }
            seen.extend(path);
        }
    }

    fn tell_cycle(&mut self, slots: &[SlotDefinition], typed: usize, cycle: &[Slot]) {
        let names: Vec<&str> = cycle
            .iter()
            .chain(cycle.first())
            .filter_map(|slot| slots.get(*slot))
            .map(|definition| definition.name.as_str())
            .collect();
        let Some(first) = cycle.first() else { return };
        let path = format!("computed.{}.formula", first.saturating_sub(typed));
        self.tell(
            error("L05", Spot::Path(path))
                .place(names.first().copied().unwrap_or_default())
                .says(format!("公式互相引用，无法计算：{}。", names.join(" → ")))
                .cure("请改其中一个公式，让它只用填报的数。"),
        );
    }
}

fn needs(slots: &[SlotDefinition], slot: Slot) -> Vec<Slot> {
    match slots.get(slot).map(|definition| &definition.kind) {
        Some(SlotKind::Computed { formula, .. }) => formula.slots(),
        _ => Vec::new(),
    }
}
