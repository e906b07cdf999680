//! Computed values: formula, numbers put in, exact result, rounding.

use super::book::Explanations;
use super::{Explanation, Kind, StepKind, unknown_words};
use crate::domain::figure::{Exact, fixed, percent};
use crate::domain::formula::{Expr, Lookup, Slot};

impl Explanations<'_> {
    pub(super) fn explain_slot(&self, slot: Slot) -> Explanation {
        let Some(definition) = self.scheme.definition(slot) else {
            return self.begin(Kind::Figure, "", String::new());
        };
        let mut made = self.begin(Kind::Figure, &definition.code, definition.name.clone());
        let Some(formula) = self.formula_of(slot) else {
            return made;
        };
        let is_percent = definition.unit == "%";
        self.formula(&mut made, formula, is_percent);
        match self.values().value(slot) {
            Ok(exact) => {
                made.step(StepKind::Exact, in_full(&exact, is_percent));
                made.result = if is_percent {
                    percent(&exact, definition.decimals)
                } else {
                    fixed(&exact, definition.decimals)
                };
                let rounding =
                    format!("四舍五入保留{}位小数：{}", definition.decimals, made.result);
                made.step(StepKind::Rounding, rounding);
            }
            Err(why) => {
                made.result = unknown_words(self.scheme, &why);
                made.step(StepKind::Result, made.result.clone());
            }
        }
        self.close(made)
    }

    /// The formula in names and in numbers, the typed cells behind it and the computed ones.
    pub(super) fn formula(&self, made: &mut Explanation, formula: &Expr, is_percent: bool) {
        let values = self.values();
        made.step(
            StepKind::Formula,
            times_hundred(formula, formula.in_names(&values), is_percent),
        );
        made.step(
            StepKind::Substituted,
            times_hundred(formula, formula.in_numbers(&values), is_percent),
        );
        self.inputs_of(made, formula);
    }

    /// The typed cells of a formula as inputs, the computed ones as children.
    pub(super) fn inputs_of(&self, made: &mut Explanation, formula: &Expr) {
        for slot in formula.slots() {
            if self.is_computed(slot) {
                made.adopt(self.slot(slot));
            } else if let Some(input) = self.item(slot) {
                made.take(input);
            }
        }
    }
}

/// A rate is printed as a percentage.
fn times_hundred(formula: &Expr, text: String, is_percent: bool) -> String {
    let is_sum = matches!(formula, Expr::Binary(operator, ..) if operator.rank() == 1);
    match (is_percent, is_sum) {
        (true, true) => format!("（{text}） × 100%"),
        (true, false) => format!("{text} × 100%"),
        (false, _) => text,
    }
}

/// The number up to twelve places, as a percentage where it is a rate.
pub(super) fn in_full(exact: &Exact, is_percent: bool) -> String {
    if is_percent {
        format!("{}%", (exact * &Exact::whole(100)).in_full())
    } else {
        exact.in_full()
    }
}
