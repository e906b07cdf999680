//! What can be taken over from last year's forms: 上年数, texts and indicator rows.

use std::collections::{BTreeMap, BTreeSet};

use super::rows::{RowProposal, rows};
use super::{LastYear, shown};
use crate::domain::check::place_label;
use crate::domain::figure::{Comparator, Exact, Reading};
use crate::domain::filing::{CellCode, Entries};
use crate::domain::formula::{Expr, Lookup, Names, Slot};
use crate::domain::scheme::{Scheme, SlotDefinition};

/// Everything of last year's forms that this year's scheme lets be carried over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarriedOver {
    /// 上年数, in the order of the scheme.
    pub figures: Vec<Proposal>,
    /// 上年数 for which last year's forms have no figure.
    pub lacks: Vec<Lack>,
    /// Goals and texts of the report.
    pub texts: Vec<Proposal>,
    /// Indicators, without results and scores.
    pub rows: Vec<RowProposal>,
}

/// What last year's forms have for one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The cell of this year.
    pub code: CellCode,
    /// The form on which it stands.
    pub form: String,
    /// The cell in the words of this year's form.
    pub label: String,
    /// What stands in it now.
    pub present: String,
    /// The text that it would get.
    pub text: String,
    /// Where it comes from, in the words of last year's forms: a cell or a formula.
    pub source: String,
    /// How it came about where it is not the text of one cell: the numbers put in, or the
    /// amount in its former unit.
    pub came: Option<String>,
}

impl Proposal {
    /// Whether the cell says so already.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.present.trim() == self.text.trim()
    }

    /// Whether it is picked unless a person says otherwise: nothing is overwritten unasked.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.present.trim().is_empty()
    }
}

/// A 上年数 without a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lack {
    /// The cell of this year in the words of its form.
    pub label: String,
    /// Why there is none, a whole sentence.
    pub why: String,
}

impl LastYear<'_> {
    /// What can be carried over into a filing with these entries.
    #[must_use]
    pub fn carried_over(&self, present: &Entries) -> CarriedOver {
        let (mut figures, mut lacks) = (Vec::new(), Vec::new());
        for (slot, source) in &self.scheme.carry_over.sources {
            let Some(definition) = self.scheme.definition(*slot) else {
                continue;
            };
            match self.figure(definition, source) {
                Ok(found) => figures.push(found.proposal(self.scheme, definition, present)),
                Err(why) => lacks.push(Lack {
                    label: definition.name.clone(),
                    why,
                }),
            }
        }
        let texts = self.scheme.carry_over.texts.iter();
        CarriedOver {
            figures,
            lacks,
            texts: texts.filter_map(|slot| self.text(*slot, present)).collect(),
            rows: rows(self.scheme, self.older, self.entries, present),
        }
    }

    fn figure(&self, definition: &SlotDefinition, source: &Expr) -> Result<Found, String> {
        let slots = source.slots();
        let unknown = slots.iter().find(|slot| self.slot(**slot).is_none());
        if let Some(name) = unknown.and_then(|slot| self.scheme.definition(*slot)) {
            return Err(format!("上年的表上没有“{}”这一项，请自行填写。", name.name));
        }
        let value = self.worth(source, &slots)?;
        let as_typed = match source {
            Expr::Name(slot) => self.as_typed(*slot),
            _ => None,
        };
        let came = match (source, &as_typed) {
            (_, Some(_)) => None,
            (Expr::Name(slot), None) => self.former(*slot, definition, &value),
            _ => Some(source.in_numbers(self)),
        };
        Ok(Found {
            text: as_typed.unwrap_or_else(|| text_of(definition, &value)),
            source: source.in_names(self),
            came,
        })
    }

    /// What a formula comes to with last year's figures, or why it comes to nothing.
    fn worth(&self, source: &Expr, slots: &[Slot]) -> Result<Exact, String> {
        let is_bare = slots.iter().all(|slot| !self.is_given(*slot));
        let lacks =
            |slot: &&Slot| !self.is_given(**slot) && (is_bare || self.value(**slot).is_err());
        let missing: Vec<&str> = slots
            .iter()
            .filter(lacks)
            .map(|slot| self.name(*slot))
            .collect();
        if !missing.is_empty() {
            return Err(format!("上年没有填“{}”，请自行填写。", missing.join("、")));
        }
        let unreadable = slots.iter().find(|slot| self.value(**slot).is_err());
        source.evaluate(self).map_err(|_| match unreadable {
            Some(slot) => format!(
                "上年“{}”填的是“{}”，不是一个数，请自行填写。",
                self.name(*slot),
                self.typed(*slot)
            ),
            None => format!("上年的“{}”算不出数，请自行填写。", source.in_names(self)),
        })
    }

    /// The text of a cell of last year that can be taken as it was typed.
    fn as_typed(&self, slot: Slot) -> Option<String> {
        let value = self.figures.values.get(self.slot(slot)?)?;
        let is_plain = matches!(&value.reading, Reading::Number(quantity)
            if quantity.comparator == Comparator::Exactly);
        (is_plain && self.factor(slot).is_none()).then(|| self.typed(slot).to_owned())
    }

    /// 1490300 元，合 149.03 万元.
    fn former(&self, slot: Slot, here: &SlotDefinition, value: &Exact) -> Option<String> {
        self.factor(slot)?;
        let there = self.definition(slot)?;
        let before = self.figures.values.get(self.slot(slot)?)?;
        Some(format!(
            "{} {}，合 {} {}",
            shown::plain(before.exact.as_ref().ok()?),
            there.unit,
            shown::plain(value),
            here.unit
        ))
    }

    fn text(&self, slot: Slot, present: &Entries) -> Option<Proposal> {
        let text = self.typed(slot);
        let found = Found {
            text: text.to_owned(),
            source: self.definition(slot)?.name.clone(),
            came: None,
        };
        let definition = self.scheme.definition(slot)?;
        (!text.is_empty()).then(|| found.proposal(self.scheme, definition, present))
    }
}

/// What a cell would get, before it stands beside the filing.
struct Found {
    text: String,
    source: String,
    came: Option<String>,
}

impl Found {
    fn proposal(self, scheme: &Scheme, definition: &SlotDefinition, present: &Entries) -> Proposal {
        Proposal {
            code: definition.code.clone(),
            form: scheme.form_of(&definition.code).to_owned(),
            label: place_label(scheme, present, &definition.code),
            present: present.typed(&definition.code).to_owned(),
            text: self.text,
            source: self.source,
            came: self.came,
        }
    }
}

/// A figure as it would be typed in a cell.
fn text_of(definition: &SlotDefinition, value: &Exact) -> String {
    if definition.unit == "%" {
        return format!("{}%", shown::plain(&(value * &Exact::whole(100))));
    }
    shown::plain(value)
}

impl CarriedOver {
    /// Whether there is nothing to take over.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.figures.is_empty() && self.texts.is_empty() && self.rows.is_empty()
    }

    /// The texts for the cells that a person picked, by the codes of cells and the keys of rows;
    /// the lists of rows are among them. What the filing says already is left out.
    #[must_use]
    pub fn changes(
        &self,
        picked: &BTreeSet<&str>,
        scheme: &Scheme,
        present: &Entries,
    ) -> BTreeMap<CellCode, String> {
        let proposals = self.figures.iter().chain(&self.texts);
        let mut changes: BTreeMap<CellCode, String> = proposals
            .filter(|it| picked.contains(it.code.as_str()) && !it.is_same())
            .map(|it| (it.code.clone(), it.text.clone()))
            .collect();
        let mut filled = present.clone();
        let rows = self.rows.iter();
        for row in rows.filter(|row| picked.contains(row.key.as_str()) && !row.is_there) {
            let added = row.add(scheme, &filled);
            filled.cells.extend(added.clone());
            changes.extend(added);
        }
        changes
    }
}
