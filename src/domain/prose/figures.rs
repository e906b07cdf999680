//! The present values behind the names of a text.

use super::named::{Named, Unresolved, resolve};
use super::references::{MoneyUnit, Reference};
use crate::domain::evaluate::Evaluation;
use crate::domain::figure::{Exact, amount, fixed, percent, points};
use crate::domain::filing::Entries;
use crate::domain::formula::{Slot, Unknown};
use crate::domain::scheme::source::{ItemKind, ItemSource};
use crate::domain::scheme::{Scheme, SlotDefinition, SlotKind, TOTAL_CELL, score_label};

/// What stands in a text for a value that nobody has typed yet.
pub const NOT_FILLED: &str = "〔未填〕";

/// What stands in a text for a value that its formula cannot give (a division by zero).
pub const NOT_COMPUTED: &str = "〔无法计算〕";

/// A value in a running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveFigure {
    /// Its name in the words of the scheme.
    pub name: String,
    /// Its cell; the total's for the grade.
    pub cell: String,
    /// The form on which the cell stands; empty for a value that only formulas use.
    pub form: String,
    /// How it reads, with its unit.
    pub shown: String,
    /// False while it has no value.
    pub is_known: bool,
}

/// The values of a filing, by name.
#[derive(Debug, Clone, Copy)]
pub struct Figures<'a> {
    /// The scheme.
    pub scheme: &'a Scheme,
    /// What was typed.
    pub entries: &'a Entries,
    /// What was computed from it.
    pub evaluation: &'a Evaluation,
}

impl Figures<'_> {
    /// The value that a name stands for.
    ///
    /// # Errors
    /// When nothing has this name, or not in this unit.
    pub fn find(&self, reference: &Reference<'_>) -> Result<LiveFigure, Unresolved> {
        let (found, unit) = resolve(self.scheme, reference)?;
        Ok(self.live(found, unit))
    }

    /// A value as it reads in a text, in the unit asked for.
    #[must_use]
    pub fn live(&self, found: Named, unit: Option<MoneyUnit>) -> LiveFigure {
        let (name, cell) = self.called(found);
        let value = self.shown(found, unit);
        LiveFigure {
            form: self.scheme.form_of(&cell).to_owned(),
            name,
            cell,
            is_known: value.is_ok(),
            shown: value.unwrap_or_else(str::to_owned),
        }
    }

    fn called(&self, found: Named) -> (String, String) {
        let (name, cell) = match found {
            Named::Slot(slot) => {
                let definition = self.scheme.definition(slot);
                definition.map_or(("", ""), |it| (it.name.as_str(), it.code.as_str()))
            }
            Named::Score(index) => {
                let indicator = self.scheme.indicators.get(index);
                let (name, code) =
                    indicator.map_or(("", ""), |it| (it.name.as_str(), it.code.as_str()));
                return (score_label(name), code.to_owned());
            }
            Named::Total => ("总分", TOTAL_CELL),
            Named::Grade => ("等级", TOTAL_CELL),
        };
        (name.to_owned(), cell.to_owned())
    }

    fn shown(&self, found: Named, unit: Option<MoneyUnit>) -> Result<String, &'static str> {
        let decimals = self.scheme.head.score_decimals;
        let with_points = |outcome: Result<&Exact, &Unknown>| {
            let score = outcome.map_err(word)?;
            Ok(format!("{}分", points(score, decimals)))
        };
        match found {
            Named::Slot(slot) => self.slot(slot, unit),
            Named::Score(index) => {
                let score = self.evaluation.scores.get(index).ok_or(NOT_FILLED)?;
                with_points(score.points.as_ref())
            }
            Named::Total => with_points(self.evaluation.total.as_ref()),
            Named::Grade => self.evaluation.grade.clone().ok_or(NOT_FILLED),
        }
    }

    fn slot(&self, slot: Slot, unit: Option<MoneyUnit>) -> Result<String, &'static str> {
        let definition = self.scheme.definition(slot).ok_or(NOT_FILLED)?;
        let exact = self.evaluation.values.get(slot).map(|it| it.exact.as_ref());
        match &definition.kind {
            SlotKind::Input(item) if is_word(item) => {
                let word = self.entries.filled(&item.code).ok_or(NOT_FILLED)?;
                // A word stands in the middle of a line.
                Ok(word.split_whitespace().collect::<Vec<_>>().join(" "))
            }
            kind => {
                let exact = exact.ok_or(NOT_FILLED)?.map_err(word)?;
                Ok(match (unit, kind) {
                    (Some(unit), _) => self.money(exact, unit),
                    (None, SlotKind::Input(item)) => typed(item, definition, exact),
                    (None, SlotKind::Computed { .. }) => self.computed(definition, exact),
                })
            }
        }
    }

    /// An amount in another unit, with all its digits.
    fn money(&self, exact: &Exact, unit: MoneyUnit) -> String {
        let own = MoneyUnit::from_word(&self.scheme.head.amount_unit);
        let own = own.unwrap_or(MoneyUnit::TenThousandYuan).yuan();
        let yuan = exact * &Exact::whole(own);
        let value = yuan.divided_by(&Exact::whole(unit.yuan()));
        let value = value.unwrap_or(yuan);
        format!("{}{}", value.in_full(), unit.word())
    }

    fn computed(&self, definition: &SlotDefinition, exact: &Exact) -> String {
        let unit = definition.unit.as_str();
        if unit == "%" {
            return percent(exact, definition.decimals);
        }
        if unit == self.scheme.head.amount_unit {
            return format!("{}{unit}", amount(exact));
        }
        format!("{}{unit}", fixed(exact, definition.decimals))
    }
}

/// Answers and short texts; everything else that is typed is a figure.
fn is_word(item: &ItemSource) -> bool {
    matches!(
        item.kind,
        ItemKind::Text | ItemKind::YesNo | ItemKind::Choice
    )
}

/// A typed figure as the form shows it, with its unit.
fn typed(item: &ItemSource, definition: &SlotDefinition, exact: &Exact) -> String {
    match item.kind {
        ItemKind::Percent => format!("{}%", (exact * &Exact::whole(100)).in_full()),
        ItemKind::Amount => format!("{}{}", amount(exact), definition.unit),
        _ => format!("{}{}", exact.in_full(), definition.unit),
    }
}

/// What stands for a value that is not known.
fn word(why: &Unknown) -> &'static str {
    match why {
        Unknown::ZeroDivisor(_) | Unknown::OutOfRange | Unknown::Dropped => NOT_COMPUTED,
        Unknown::Missing(_)
        | Unknown::Unreadable(_)
        | Unknown::NotGiven
        | Unknown::Incomplete(_) => NOT_FILLED,
    }
}
