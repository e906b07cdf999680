//! What of a scheme a text may name.

use std::collections::HashSet;

use super::references::{MoneyUnit, Reference};
use crate::domain::formula::Slot;
use crate::domain::scheme::source::{ItemKind, ItemSource};
use crate::domain::scheme::{Scheme, SlotDefinition, SlotKind, nearest, score_label};

/// A value of the scheme that a text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// A typed item or a computed value.
    Slot(Slot),
    /// The score of an indicator (its index).
    Score(usize),
    /// The total.
    Total,
    /// The grade of the total.
    Grade,
}

/// The names of the total and its grade.
const RESULTS: [(&str, Named); 2] = [("总分", Named::Total), ("等级", Named::Grade)];

/// Whether an item is a long text: with marks and names of figures, and not to be named itself.
#[must_use]
pub fn is_prose(item: &ItemSource) -> bool {
    item.kind == ItemKind::Text && !item.one_line
}

/// Why a name stands for nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unresolved {
    /// Nothing has this name; the nearest one.
    Unknown(Option<String>),
    /// A unit was asked for that this value cannot have.
    Unit(String),
}

impl Unresolved {
    /// What is wrong with a reference, a whole sentence.
    #[must_use]
    pub fn message(&self, reference: &Reference<'_>) -> String {
        match self {
            Self::Unknown(_) => format!("“{}”不是本方案的数据。", reference.typed),
            Self::Unit(unit) => format!("“{}”不能换成以{unit}为单位。", reference.typed),
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn cure(&self) -> String {
        match self {
            Self::Unknown(Some(near)) => format!("您是不是想写“{{{near}}}”？"),
            Self::Unknown(None) => {
                "请从“插入数字”中选择；不是引用表中数据的，请去掉大括号。".to_owned()
            }
            Self::Unit(_) => {
                "金额可以写元、万元或亿元，其他数据不带单位，例如“{年初预算}”。".to_owned()
            }
        }
    }
}

/// The value that a reference names by its name or code, and the unit it asks for.
///
/// # Errors
/// When nothing has this name, or not in this unit.
pub fn resolve(
    scheme: &Scheme,
    reference: &Reference<'_>,
) -> Result<(Named, Option<MoneyUnit>), Unresolved> {
    let Some(found) = find(scheme, reference.name) else {
        let known = names(scheme);
        let near = nearest(reference.name, known.iter().map(|(name, _)| name.as_str()));
        return Err(Unresolved::Unknown(near.map(str::to_owned)));
    };
    let Some(word) = reference.unit else {
        return Ok((found, None));
    };
    match MoneyUnit::from_word(word) {
        Some(unit) if is_money(scheme, found) => Ok((found, Some(unit))),
        _ => Err(Unresolved::Unit(word.to_owned())),
    }
}

/// Values come before scores: where both have a name, it is the value's.
fn find(scheme: &Scheme, name: &str) -> Option<Named> {
    let slots = scheme.slots.iter();
    let mut slots = slots.enumerate().filter(|(_, slot)| can_be_named(slot));
    if let Some((slot, _)) = slots.find(|(_, it)| it.name == name || it.code == name) {
        return Some(Named::Slot(slot));
    }
    let mut scores = scheme.indicators.iter();
    if let Some(index) = scores.position(|it| it.code == name || score_label(&it.name) == name) {
        return Some(Named::Score(index));
    }
    let mut results = results(scheme);
    results
        .find(|(own, _)| *own == name)
        .map(|(_, named)| named)
}

fn results(scheme: &Scheme) -> impl Iterator<Item = (&'static str, Named)> {
    let gives_points = scheme.gives_points();
    RESULTS.into_iter().filter(move |_| gives_points)
}

/// Long texts cannot: they would stand in themselves.
fn can_be_named(slot: &SlotDefinition) -> bool {
    !matches!(&slot.kind, SlotKind::Input(item) if is_prose(item))
}

fn is_money(scheme: &Scheme, found: Named) -> bool {
    let definition = match found {
        Named::Slot(slot) => scheme.definition(slot),
        Named::Score(_) | Named::Total | Named::Grade => None,
    };
    definition.is_some_and(|it| it.unit == scheme.head.amount_unit)
}

/// Everything that can be named, in the order of the scheme.
///
/// A score is called after its indicator (预算执行率得分); where something already has that name, it
/// keeps it and the score is named by its code.
#[must_use]
pub fn names(scheme: &Scheme) -> Vec<(String, Named)> {
    let slots = scheme.slots.iter().enumerate();
    let slots = slots.filter(|(_, slot)| can_be_named(slot));
    let slots = slots.map(|(at, slot)| (slot.name.clone(), slot.code.as_str(), Named::Slot(at)));
    let scores = scheme.indicators.iter().enumerate();
    let scores = scores.map(|(at, indicator)| {
        let name = score_label(&indicator.name);
        (name, indicator.code.as_str(), Named::Score(at))
    });
    let results = results(scheme).map(|(name, named)| (name.to_owned(), name, named));
    let mut taken = HashSet::new();
    let all = slots.chain(scores).chain(results);
    all.map(|(name, code, named)| {
        if taken.insert(name.clone()) {
            (name, named)
        } else {
            (code.to_owned(), named)
        }
    })
    .collect()
}
