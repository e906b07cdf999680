//! What every check looks at, and how it reports.

use super::arithmetic::{Figure, Printed};
use super::{Finding, Severity};
use crate::domain::evaluate::{Evaluation, Values};
use crate::domain::figure::{Exact, Reading, points};
use crate::domain::filing::{CellCode, Entries, TreeRow, reason_code};
use crate::domain::formula::{Lookup, Names, Slot, Unknown};
use crate::domain::prose::{Figures, Prose};
use crate::domain::scheme::source::ItemKind;
use crate::domain::scheme::{
    PlaceKind, Scheme, SlotDefinition, SlotKind, TOTAL_CELL, Tree, score_label,
};

/// A filing with all that was decided about it so far.
pub(super) struct Subject<'a> {
    pub scheme: &'a Scheme,
    pub entries: &'a Entries,
    pub evaluation: &'a Evaluation,
}

/// A finding being written.
pub(super) struct Report {
    pub check: &'static str,
    pub severity: Severity,
    pub cell: CellCode,
    pub message: String,
    pub cure: String,
    pub related: Vec<CellCode>,
}

impl<'a> Subject<'a> {
    /// A finding at a value, held against others.
    pub fn finding_at(
        &self,
        (check, severity): (&'static str, Severity),
        at: Slot,
        others: &[Slot],
        message: String,
        cure: String,
    ) -> Finding {
        self.finding(Report {
            check,
            severity,
            cell: self.code(at).to_owned(),
            message,
            cure,
            related: self.codes(others),
        })
    }

    /// The cells of several values.
    pub fn codes(&self, slots: &[Slot]) -> Vec<CellCode> {
        let codes = slots.iter().map(|slot| self.code(*slot).to_owned());
        codes.collect()
    }

    pub fn finding(&self, report: Report) -> Finding {
        let reason = self
            .entries
            .filled(&reason_code(report.check, &report.cell))
            .map(str::to_owned);
        Finding {
            check: report.check,
            severity: report.severity,
            form: self.scheme.form_of(&report.cell).to_owned(),
            place: place_label(self.scheme, self.entries, &report.cell),
            cell: report.cell,
            message: report.message,
            cure: report.cure,
            quote: String::new(),
            related: report.related,
            reason,
            repair: None,
        }
    }

    pub fn values(&self) -> Values<'a> {
        self.evaluation.lookup(self.scheme)
    }

    pub fn value(&self, slot: Slot) -> Result<Exact, Unknown> {
        self.values().value(slot)
    }

    pub fn name(&self, slot: Slot) -> &'a str {
        self.definition(slot)
            .map_or("", |definition| definition.name.as_str())
    }

    pub fn code(&self, slot: Slot) -> &'a str {
        self.definition(slot)
            .map_or("", |definition| definition.code.as_str())
    }

    pub fn definition(&self, slot: Slot) -> Option<&'a SlotDefinition> {
        self.scheme.definition(slot)
    }

    /// The text as typed in a slot's cell.
    pub fn typed(&self, slot: Slot) -> &'a str {
        self.entries.typed(self.code(slot))
    }

    /// A long text as it is read, the figures of the forms put in.
    pub fn prose(&self, cell: &str) -> Prose {
        Prose::of(self.entries.typed(cell), &self.figures())
    }

    /// The values that texts may name.
    pub fn figures(&self) -> Figures<'a> {
        Figures {
            scheme: self.scheme,
            entries: self.entries,
            evaluation: self.evaluation,
        }
    }

    /// A slot's figure for the arithmetic of the checks; `None` while it is not known.
    ///
    /// Counts and computed values are exact; an amount or percentage is as exact as it was typed.
    pub fn figure(&self, slot: Slot) -> Option<Figure<'a>> {
        let (definition, value) = (self.definition(slot)?, self.evaluation.values.get(slot)?);
        let exact = value.exact.as_ref().ok()?;
        let as_typed = match (&definition.kind, &value.reading) {
            (SlotKind::Input(item), Reading::Number(quantity)) => match item.kind {
                ItemKind::Amount => Printed::by(quantity, |q| self.scheme.amount(q)),
                ItemKind::Percent => Some(Printed::of(quantity)),
                _ => None,
            },
            _ => None,
        };
        Some(Figure {
            label: definition.name.as_str(),
            typed: self.typed(slot),
            printed: Printed {
                value: exact.clone(),
                ..as_typed.unwrap_or_else(|| Printed::exact(exact.clone()))
            },
        })
    }

    /// A slot's figure as it reads in a message.
    pub fn shown(&self, slot: Slot) -> String {
        self.values().shown(slot)
    }

    /// Points as they read in a message.
    pub fn points(&self, score: &Exact) -> String {
        points(score, self.scheme.head.score_decimals)
    }

    /// Every row of every tree with its tree.
    pub fn rows(&self) -> impl Iterator<Item = (&'a Tree, &'a TreeRow)> {
        self.scheme
            .trees
            .iter()
            .zip(&self.evaluation.trees)
            .flat_map(|(tree, rows)| rows.iter().map(move |row| (tree, row)))
    }
}

/// A cell in the words of the form; the cell of a reason by the cell it is about.
#[must_use]
pub fn cell_label(scheme: &Scheme, entries: &Entries, code: &str) -> String {
    let about = code
        .strip_prefix("reason.")
        .and_then(|rest| rest.split_once('.'));
    let label = |cell| place_label(scheme, entries, cell);
    about.map_or_else(|| label(code), |(_, cell)| format!("{}的说明", label(cell)))
}

/// A cell in the words of the form.
#[must_use]
pub fn place_label(scheme: &Scheme, entries: &Entries, cell: &str) -> String {
    let Some(place) = scheme.place(cell) else {
        return cell.to_owned();
    };
    match place.kind {
        PlaceKind::Slot(slot) => scheme
            .definition(slot)
            .map_or("", |d| d.name.as_str())
            .to_owned(),
        PlaceKind::Score(index) => {
            let name = scheme.indicators.get(index).map_or("", |i| i.name.as_str());
            score_label(name)
        }
        PlaceKind::ChecklistItem { indicator, item } => {
            let name = scheme
                .indicators
                .get(indicator)
                .map_or("", |i| i.name.as_str());
            format!("{name}第{}项", item + 1)
        }
        PlaceKind::Row { column, .. } => {
            let row = cell.rsplit_once('.').map_or("", |(row, _)| row);
            let name = entries
                .filled(&format!("{row}.name"))
                .unwrap_or("未命名指标");
            format!("“{name}”{}", column.label())
        }
        PlaceKind::RowList { tree } => {
            let heading = cell.split('.').nth(1).unwrap_or("");
            scheme
                .trees
                .get(tree)
                .and_then(|tree| tree.level2.iter().find(|h| h.code == heading))
                .map_or("", |heading| heading.name.as_str())
                .to_owned()
        }
        PlaceKind::Grade(index) => {
            let name = scheme.indicators.get(index).map_or("", |i| i.name.as_str());
            format!("{name}等次")
        }
        PlaceKind::Deduction => {
            let of = cell.split_once('.').map_or("", |(_, of)| of);
            let name = match scheme
                .indicator(of)
                .and_then(|at| scheme.indicators.get(at))
            {
                Some(indicator) => indicator.name.as_str(),
                None if of == TOTAL_CELL => "总分",
                None => entries
                    .filled(&format!("{of}.name"))
                    .unwrap_or("未命名指标"),
            };
            format!("{name}审核扣分")
        }
        PlaceKind::Total => "总分".to_owned(),
    }
}
