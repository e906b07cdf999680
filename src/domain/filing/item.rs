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

/// How a figure was understood, when that is not how it reads.
#[must_use]
pub fn understood(
    item: &ItemSource,
    value: &Value,
    typed: &str,
    amount_unit: &str,
) -> Option<String> {
    let exact = value.exact.as_ref().ok()?;
    if matches!(value.reading, Reading::Empty) {
        return None;
    }
    let (plain, unit) = match item.kind {
        ItemKind::Amount => (exact.in_full(), amount_unit),
        ItemKind::Percent => ((exact * &Exact::whole(100)).in_full(), "%"),
        _ => (exact.in_full(), item.unit.as_str()),
    };
    // `18.0` and `18` are the same to everybody; `1,000` and `１０００` are worth showing.
    let typed = typed.trim();
    let digits = typed.strip_suffix(unit).unwrap_or(typed);
    let is_plain = digits == plain
        || (digits.contains('.') && digits.trim_end_matches('0').trim_end_matches('.') == plain);
    (!is_plain).then(|| format!("{plain}{unit}"))
}
