//! Last year's filing beside this year's: what can be carried over, and what has changed.
//!
//! Nothing here changes a filing. A person picks proposals; [`CarriedOver::changes`] turns them
//! into texts for cells.

mod carry;
mod compare;
mod money;
mod rows;
mod shown;

pub use carry::{CarriedOver, Lack, Proposal};
pub use compare::{Comparison, Line};
pub use money::TEN_THOUSAND_TIMES;
pub(in crate::domain) use money::is_unit_slip;
pub use rows::RowProposal;

use crate::domain::evaluate::{Evaluation, evaluate_figures};
use crate::domain::figure::{Exact, Reading};
use crate::domain::filing::Entries;
use crate::domain::formula::{Lookup, Names, Slot, Unknown};
use crate::domain::scheme::{Scheme, SlotDefinition, SlotKind};

/// Last year's forms, seen from this year's scheme.
#[derive(Debug)]
pub struct LastYear<'a> {
    scheme: &'a Scheme,
    older: &'a Scheme,
    entries: &'a Entries,
    figures: Evaluation,
}

impl<'a> LastYear<'a> {
    /// What was typed last year on the forms of `older`, for the forms of `scheme`.
    #[must_use]
    pub fn of(scheme: &'a Scheme, older: &'a Scheme, entries: &'a Entries) -> Self {
        Self {
            scheme,
            older,
            entries,
            figures: evaluate_figures(older, entries),
        }
    }

    /// The year.
    #[must_use]
    pub fn year(&self) -> i32 {
        self.entries.year
    }

    /// Last year's value that means the same as one of this year.
    fn slot(&self, slot: Slot) -> Option<Slot> {
        self.scheme.slot_in(self.older, slot)
    }

    fn definition(&self, slot: Slot) -> Option<&SlotDefinition> {
        self.older.definition(self.slot(slot)?)
    }

    /// Whether something was typed for a value last year, or it was computed then.
    fn is_given(&self, slot: Slot) -> bool {
        let Some(slot) = self.slot(slot) else {
            return false;
        };
        let is_computed = self
            .older
            .definition(slot)
            .is_some_and(|it| matches!(it.kind, SlotKind::Computed { .. }));
        let value = self.figures.values.get(slot);
        value.is_some_and(|value| match value.reading {
            Reading::Empty => is_computed && value.exact.is_ok(),
            _ => true,
        })
    }

    /// What was typed for a value of this year's scheme last year.
    fn typed(&self, slot: Slot) -> &'a str {
        let older: &'a Scheme = self.older;
        let definition = self.slot(slot).and_then(|slot| older.definition(slot));
        definition.map_or("", |definition| self.entries.typed(&definition.code).trim())
    }

    /// What amounts of last year's forms are multiplied by where the two forms use two units;
    /// nothing for values that are no money or stand in one unit on both.
    fn factor(&self, slot: Slot) -> Option<Exact> {
        let here = self.scheme.definition(slot)?;
        let there = self.definition(slot)?;
        match (there.unit.as_str(), here.unit.as_str()) {
            ("元", "万元") => Exact::whole(1).divided_by(&Exact::whole(10_000)),
            ("万元", "元") => Some(Exact::whole(10_000)),
            _ => None,
        }
    }
}

impl Names for LastYear<'_> {
    fn name(&self, slot: Slot) -> &str {
        self.definition(slot)
            .map_or("", |definition| definition.name.as_str())
    }

    fn shown(&self, slot: Slot) -> String {
        match (self.value(slot), self.scheme.definition(slot)) {
            (Ok(value), Some(definition)) => shown::figure(definition, &value),
            _ => self.name(slot).to_owned(),
        }
    }
}

impl Lookup for LastYear<'_> {
    /// Last year's figure in the unit of this year's forms.
    fn value(&self, slot: Slot) -> Result<Exact, Unknown> {
        let older = self.slot(slot).ok_or(Unknown::NotGiven)?;
        let value = self.figures.values.get(older).ok_or(Unknown::NotGiven)?;
        let exact = value.exact.clone()?;
        Ok(match self.factor(slot) {
            Some(factor) => &exact * &factor,
            None => exact,
        })
    }
}
