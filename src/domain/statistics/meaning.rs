//! Which values of a scheme are the execution rate and the 三公经费: found by their names, as people
//! find them on the paper.

use crate::domain::figure::Exact;
use crate::domain::formula::{Expr, Lookup, Operator, Slot};
use crate::domain::scheme::{Scheme, SlotDefinition, SlotKind};

const RATE: &str = "执行率";
const THREE_PUBLIC: &str = "三公经费";
const BEFORE: &str = "上年";
const THIS_YEAR: &str = "本年";
const INCREASE: &str = "增减额";

/// The first computed percentage whose name ends in 执行率: schemes name the total before its parts.
pub(super) fn execution_rate(scheme: &Scheme) -> Option<Slot> {
    scheme.slots.iter().position(|slot| {
        matches!(slot.kind, SlotKind::Computed { .. })
            && slot.unit == "%"
            && slot.name.ends_with(RATE)
    })
}

/// What the rate divides by what, where its formula is one division.
pub(super) fn quotient(scheme: &Scheme, rate: Slot) -> Option<(Slot, Slot)> {
    match scheme.definition(rate)?.kind.formula()? {
        Expr::Binary(Operator::Over, above, below) => match (above.as_ref(), below.as_ref()) {
            (Expr::Name(above), Expr::Name(below)) => Some((*above, *below)),
            _ => None,
        },
        _ => None,
    }
}

/// 三公经费 of this year and the year before, in the scheme's unit: beside each other, or as an
/// amount with its increase.
pub(super) fn three_public(scheme: &Scheme, values: &impl Lookup) -> Option<(Exact, Exact)> {
    let value = |slot: Slot| values.value(slot).ok();
    if let Some((now, before)) = both_years(scheme) {
        return Some((value(now)?, value(before)?));
    }
    let increase = find(scheme, |slot| {
        slot.name.contains(THREE_PUBLIC) && slot.name.ends_with(INCREASE)
    })?;
    let name = scheme.definition(increase)?.name.strip_suffix(INCREASE)?;
    let now = value(find(scheme, |slot| slot.name == name)?)?;
    let before = &now - &value(increase)?;
    Some((now, before))
}

fn both_years(scheme: &Scheme) -> Option<(Slot, Slot)> {
    let before = find(scheme, |slot| {
        slot.name.contains(THREE_PUBLIC) && slot.name.starts_with(BEFORE) && is_money(scheme, slot)
    })?;
    let name = scheme.definition(before)?.name.strip_prefix(BEFORE)?;
    let now = find(scheme, |slot| {
        let this_year = slot.name.strip_prefix(THIS_YEAR).unwrap_or(&slot.name);
        this_year == name
    })?;
    Some((now, before))
}

fn is_money(scheme: &Scheme, slot: &SlotDefinition) -> bool {
    scheme.is_amount(&slot.code)
}

fn find(scheme: &Scheme, fits: impl Fn(&SlotDefinition) -> bool) -> Option<Slot> {
    scheme.slots.iter().position(fits)
}
