//! The typed figure at which a value reaches a threshold, the others unchanged.

use super::threshold::Threshold;
use crate::domain::evaluate::Values;
use crate::domain::explanation::Explanations;
use crate::domain::figure::{Exact, Reading};
use crate::domain::formula::{Expr, Slot};
use crate::domain::scheme::source::{ItemKind, ItemSource};
use crate::domain::scheme::{SlotKind, all_slots};

/// A typed figure that meets a condition.
#[derive(Debug)]
pub(super) struct Solution {
    /// The item.
    pub slot: Slot,
    /// The figure as it could be typed, without its unit.
    pub number: String,
    /// Its unit as it is said.
    pub unit: String,
    /// Whether the figure must rise.
    pub is_up: bool,
    /// How far it lies from what is typed.
    distance: Exact,
}

impl Solution {
    /// The figure with the sign that the cell may need.
    pub fn typed(&self) -> String {
        let sign = if self.unit == "%" { "%" } else { "" };
        format!("{}{sign}", self.number)
    }
}

impl Explanations<'_> {
    /// For each typed figure on which the value depends in a straight line: where it meets the
    /// threshold, the nearest first.
    pub(super) fn solutions(
        &self,
        value: &Expr,
        now: &Exact,
        threshold: &Threshold,
        is_point: bool,
    ) -> Vec<Solution> {
        let slots = all_slots(&self.scheme.slots, value).into_iter();
        let mut found: Vec<Solution> = slots
            .filter_map(|slot| self.solution(value, now, threshold, is_point, slot))
            .collect();
        found.sort_by(|a, b| a.distance.cmp(&b.distance));
        found
    }

    fn solution(
        &self,
        value: &Expr,
        now: &Exact,
        threshold: &Threshold,
        is_point: bool,
        slot: Slot,
    ) -> Option<Solution> {
        let definition = self.scheme.definition(slot)?;
        let SlotKind::Input(item) = &definition.kind else {
            return None;
        };
        let reading = &self.evaluation.values.get(slot)?.reading;
        let typed = self.evaluation.values.get(slot)?.exact.as_ref().ok()?;
        let at = |figure: &Exact| self.value_with(value, slot, figure);
        let slope = &at(&(typed + &Exact::whole(1)))? - now;
        let meeting = typed + &(&threshold.at - now).divided_by(&slope)?;
        // No straight line through here: the two points say nothing about the third.
        if at(&meeting)? != threshold.at {
            return None;
        }
        let (number, unit) = self.in_typed_unit(item, &meeting);
        let (current, _) = self.in_typed_unit(item, typed);
        let decimals = decimals(item, reading);
        let number = rounded_away(&number, &current, decimals, threshold.is_open)?;
        let is_exact = self.in_typed_unit(item, &meeting).0 == number;
        let is_fit = !is_point || is_exact;
        let is_sensible = !number.is_negative() || typed.is_negative();
        (is_fit && is_sensible).then(|| Solution {
            slot,
            is_up: number > current,
            distance: (&meeting - typed).abs(),
            number: crate::domain::figure::fixed(&number, decimals),
            unit,
        })
    }

    /// What a formula comes to with one typed figure changed.
    fn value_with(&self, value: &Expr, slot: Slot, figure: &Exact) -> Option<Exact> {
        let values = self.evaluation.values_with(self.scheme, slot, figure);
        value.evaluate(&Values::new(self.scheme, &values)).ok()
    }

    /// A figure in the unit in which its cell is typed, with that unit.
    fn in_typed_unit(&self, item: &ItemSource, figure: &Exact) -> (Exact, String) {
        match item.kind {
            ItemKind::Amount => (figure.clone(), self.scheme.head.amount_unit.clone()),
            ItemKind::Percent => (figure * &Exact::whole(100), "%".to_owned()),
            _ => (figure.clone(), item.unit.clone()),
        }
    }
}

/// As many decimals as are typed; money and percentages at least two.
fn decimals(item: &ItemSource, reading: &Reading) -> u32 {
    let typed = match reading {
        Reading::Number(quantity) => quantity.number.scale(),
        _ => 0,
    };
    match item.kind {
        ItemKind::Amount | ItemKind::Percent => typed.max(2),
        _ => typed,
    }
}

/// Rounded away from where the figure stands now, one step further where it must pass the end.
fn rounded_away(meeting: &Exact, current: &Exact, decimals: u32, is_open: bool) -> Option<Exact> {
    let scale = Exact::whole(10_i64.checked_pow(decimals)?);
    let scaled = meeting * &scale;
    let is_up = meeting > current;
    let mut whole = if is_up { scaled.ceil() } else { scaled.floor() };
    if is_open && whole == scaled {
        let step = Exact::whole(if is_up { 1 } else { -1 });
        whole = &whole + &step;
    }
    whole.divided_by(&scale)
}
