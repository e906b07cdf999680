//! From the text typed in an item's cell to its value.

use crate::domain::figure::{Comparator, Exact, Quantity, Reading, Scale, fold, read};
use crate::domain::formula::{Slot, Unknown};
use crate::domain::scheme::Scheme;
use crate::domain::scheme::source::{ItemKind, ItemSource};

/// The value of one slot.
#[derive(Debug, Clone)]
pub struct Value {
    /// How the typed text reads; [`Reading::Empty`] for computed values.
    pub reading: Reading,
    /// The number: amounts in the scheme's unit, percentages as ratios.
    pub exact: Result<Exact, Unknown>,
}

/// Understands the text of an item.
#[must_use]
pub fn understand(scheme: &Scheme, slot: Slot, item: &ItemSource, typed: &str) -> Value {
    if matches!(
        item.kind,
        ItemKind::Text | ItemKind::YesNo | ItemKind::Choice
    ) {
        let reading = if typed.trim().is_empty() {
            Reading::Empty
        } else {
            Reading::Words
        };
        return Value {
            reading,
            exact: Err(Unknown::NotGiven),
        };
    }
    let reading = read(typed);
    let exact = match &reading {
        Reading::Empty if item.empty_is_zero => Ok(Exact::zero()),
        Reading::Empty => Err(Unknown::Missing(vec![slot])),
        Reading::Number(quantity) if quantity.comparator == Comparator::Exactly => {
            number(scheme, item, quantity).ok_or_else(|| Unknown::Unreadable(vec![slot]))
        }
        _ => Err(Unknown::Unreadable(vec![slot])),
    };
    Value { reading, exact }
}

fn number(scheme: &Scheme, item: &ItemSource, quantity: &Quantity) -> Option<Exact> {
    match item.kind {
        ItemKind::Amount => scheme.amount(quantity),
        ItemKind::Percent => match (quantity.unit.as_str(), quantity.scale) {
            ("%", Scale::One) => Some(quantity.value()),
            ("", Scale::One) => quantity.value().divided_by(&Exact::whole(100)),
            _ => None,
        },
        _ => {
            let fits = quantity.unit.is_empty() || quantity.unit == fold(&item.unit);
            fits.then(|| quantity.value())
        }
    }
}
