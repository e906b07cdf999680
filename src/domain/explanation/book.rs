//! Every explanation of one filing, each made once, when it is first asked for.

use std::cell::OnceCell;
use std::sync::Arc;

use super::{Explanation, Input, Kind, StepKind, unknown_words};
use crate::domain::evaluate::{Evaluation, Values};
use crate::domain::figure::{Exact, points};
use crate::domain::filing::{Entries, understood};
use crate::domain::formula::{Expr, Slot, Unknown};
use crate::domain::scheme::{PlaceKind, Scheme, SlotKind, TOTAL_CELL};

/// The explanations of one filing.
pub struct Explanations<'a> {
    pub(super) scheme: &'a Scheme,
    pub(super) entries: &'a Entries,
    pub(super) evaluation: &'a Evaluation,
    slots: Vec<OnceCell<Arc<Explanation>>>,
    scores: Vec<OnceCell<Arc<Explanation>>>,
    source: String,
}

impl<'a> Explanations<'a> {
    /// Explains what `evaluation` decided about `entries`.
    #[must_use]
    pub fn new(scheme: &'a Scheme, entries: &'a Entries, evaluation: &'a Evaluation) -> Self {
        Self {
            scheme,
            entries,
            evaluation,
            slots: scheme.slots.iter().map(|_| OnceCell::new()).collect(),
            scores: scheme.indicators.iter().map(|_| OnceCell::new()).collect(),
            source: format!(
                "方案 {}，{}",
                scheme.key(),
                scheme.head.source.trim_end_matches('。')
            ),
        }
    }

    /// A computed value (a rate, a difference).
    #[must_use]
    pub fn slot(&self, slot: Slot) -> Arc<Explanation> {
        for needed in self.unexplained(slot) {
            if let Some(kept) = self.slots.get(needed) {
                kept.get_or_init(|| Arc::new(self.explain_slot(needed)));
            }
        }
        match self.slots.get(slot).and_then(OnceCell::get) {
            Some(made) => Arc::clone(made),
            None => Arc::new(self.explain_slot(slot)),
        }
    }

    /// The score of an indicator.
    #[must_use]
    pub fn score(&self, index: usize) -> Arc<Explanation> {
        match self.scores.get(index) {
            Some(kept) => Arc::clone(kept.get_or_init(|| Arc::new(self.explain_score(index)))),
            None => Arc::new(self.explain_score(index)),
        }
    }

    /// The explanation of a computed cell; `None` for cells that are typed.
    #[must_use]
    pub fn cell(&self, code: &str) -> Option<Arc<Explanation>> {
        match self.scheme.place(code)?.kind {
            PlaceKind::Slot(slot) => self.is_computed(slot).then(|| self.slot(slot)),
            PlaceKind::Score(index) => Some(self.score(index)),
            PlaceKind::Total => Some(Arc::new(self.total())),
            _ => None,
        }
    }

    /// Every computed value, every score, the total and the grade, in the order of the scheme.
    #[must_use]
    pub fn all(&self) -> Vec<Arc<Explanation>> {
        let figures = (0..self.scheme.slots.len())
            .filter(|slot| self.is_computed(*slot))
            .map(|slot| self.slot(slot));
        let scores = (0..self.scheme.indicators.len()).map(|index| self.score(index));
        let rows = self.scored_rows().map(|row| self.row(row));
        let others = rows.chain([self.total(), self.grade()]).map(Arc::new);
        figures.chain(scores).chain(others).collect()
    }

    /// This slot and the computed ones behind it that are not explained yet, each after all that
    /// it needs, so that no chain of formulas is followed down the stack.
    fn unexplained(&self, slot: Slot) -> Vec<Slot> {
        let is_open = |slot: Slot| {
            let kept = self.slots.get(slot);
            kept.is_some_and(|kept| kept.get().is_none())
        };
        let mut wanted = Vec::new();
        if is_open(slot) {
            wanted.push(slot);
        }
        let mut at = 0;
        while let Some(next) = wanted.get(at).copied() {
            at += 1;
            let behind = self.formula_of(next).map(Expr::slots).unwrap_or_default();
            for slot in behind {
                if self.is_computed(slot) && is_open(slot) && !wanted.contains(&slot) {
                    wanted.push(slot);
                }
            }
        }
        if wanted.len() > 1 {
            let order = self.scheme.order.iter().copied();
            return order.filter(|slot| wanted.contains(slot)).collect();
        }
        wanted
    }

    pub(super) fn formula_of(&self, slot: Slot) -> Option<&'a Expr> {
        match &self.scheme.definition(slot)?.kind {
            SlotKind::Computed { formula, .. } => Some(formula),
            SlotKind::Input(_) => None,
        }
    }

    pub(super) fn is_computed(&self, slot: Slot) -> bool {
        self.formula_of(slot).is_some()
    }

    pub(super) fn values(&self) -> Values<'a> {
        self.evaluation.lookup(self.scheme)
    }

    pub(super) fn points(&self, score: &Exact) -> String {
        points(score, self.scheme.head.score_decimals)
    }

    /// `7 分`, or why there are none.
    pub(super) fn points_or_why(&self, outcome: &Result<Exact, Unknown>) -> String {
        match outcome {
            Ok(score) => format!("{} 分", self.points(score)),
            Err(why) => unknown_words(self.scheme, why),
        }
    }

    pub(super) fn begin(&self, kind: Kind, cell: &str, name: String) -> Explanation {
        Explanation::new(kind, cell, self.scheme.form_of(cell), name)
    }

    /// The scheme that decided, as the last step of every explanation.
    pub(super) fn close(&self, mut made: Explanation) -> Explanation {
        made.step(StepKind::Scheme, self.source.clone());
        made
    }

    /// A typed cell under a name of its own.
    pub(super) fn input(&self, cell: &str, name: &str) -> Input {
        Input {
            cell: cell.to_owned(),
            form: self.scheme.form_of(cell).to_owned(),
            name: name.to_owned(),
            typed: self.entries.typed(cell).trim().to_owned(),
            understood: None,
        }
    }

    /// A typed item, with how it was understood.
    pub(super) fn item(&self, slot: Slot) -> Option<Input> {
        let definition = self.scheme.definition(slot)?;
        let mut input = self.input(&definition.code, &definition.name);
        if let (SlotKind::Input(item), Some(value)) =
            (&definition.kind, self.evaluation.values.get(slot))
        {
            let unit = &self.scheme.head.amount_unit;
            input.understood = understood(item, value, &input.typed, unit);
            if input.typed.is_empty() && item.empty_is_zero {
                input.understood = Some("0".to_owned());
            }
        }
        Some(input)
    }

    /// The total as a figure that something else rests on.
    pub(super) fn total_as_input(&self) -> Input {
        Input {
            typed: self.points_or_why(&self.evaluation.total),
            ..self.input(TOTAL_CELL, "总分")
        }
    }
}
