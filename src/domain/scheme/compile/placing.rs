//! Every cell code finds its form; what stands nowhere or twice is a problem.

use std::collections::HashMap;

use super::Compiler;
use crate::domain::scheme::places::{self, TOTAL_CELL};
use crate::domain::scheme::source::{BlockSource, SchemeSource};
use crate::domain::scheme::{Indicator, Place, PlaceKind, SlotDefinition, SlotKind};

/// The form of a value that only formulas use.
const NO_FORM: usize = usize::MAX;

type Kinds = HashMap<String, PlaceKind>;
type Places = HashMap<String, Place>;

impl Compiler {
    /// Where every cell stands.
    pub(super) fn places(
        &mut self,
        source: &SchemeSource,
        slots: &[SlotDefinition],
        indicators: &[Indicator],
    ) -> Places {
        let kinds = self.kinds(slots, indicators);
        let mut places = Places::new();
        for (form, form_source) in source.forms.iter().enumerate() {
            for block in &form_source.blocks {
                if matches!(block, BlockSource::Total { .. }) {
                    let kind = PlaceKind::Total;
                    places.insert(TOTAL_CELL.to_owned(), Place { form, kind });
                }
                for code in codes_of(block, indicators) {
                    match kinds.get(&code).cloned() {
                        None => self.report(&form_source.name, format!("表中的“{code}”没有定义")),
                        Some(kind) => {
                            if places.insert(code.clone(), Place { form, kind }).is_some() {
                                self.report(&form_source.name, format!("“{code}”在表中出现了两次"));
                            }
                        }
                    }
                }
            }
        }
        place_judgements(&mut places, indicators);
        self.place_the_rest(&mut places, &kinds, slots);
        places
    }

    /// What every code stands for; a code that stands for two things is a problem.
    fn kinds(&mut self, slots: &[SlotDefinition], indicators: &[Indicator]) -> Kinds {
        let slots = slots
            .iter()
            .enumerate()
            .map(|(slot, d)| (&d.code, PlaceKind::Slot(slot)));
        let scores = indicators
            .iter()
            .enumerate()
            .map(|(at, i)| (&i.code, PlaceKind::Score(at)));
        let mut kinds = Kinds::new();
        for (code, kind) in slots.chain(scores) {
            if kinds.insert(code.clone(), kind).is_some() {
                self.report(code, "代码重复");
            }
        }
        kinds
    }

    /// A typed cell on no form cannot be filled; a computed value may live in formulas alone.
    fn place_the_rest(&mut self, places: &mut Places, kinds: &Kinds, slots: &[SlotDefinition]) {
        for (code, kind) in kinds {
            if places.contains_key(code) {
                continue;
            }
            let definition = match kind {
                PlaceKind::Slot(slot) => slots.get(*slot),
                _ => None,
            };
            if definition.is_some_and(|d| matches!(d.kind, SlotKind::Computed { .. })) {
                let place = Place {
                    form: NO_FORM,
                    kind: kind.clone(),
                };
                places.insert(code.clone(), place);
            } else {
                self.report(code, "没有出现在任何一张表中，无法填写");
            }
        }
    }
}

/// The codes a block puts on its form.
fn codes_of(block: &BlockSource, indicators: &[Indicator]) -> Vec<String> {
    let mut codes: Vec<String> = places::cells_of(block)
        .into_iter()
        .map(str::to_owned)
        .collect();
    if matches!(block, BlockSource::ScoreSheet { .. }) {
        let rows = indicators
            .iter()
            .filter(|indicator| !indicator.level1.is_empty());
        codes.extend(rows.map(|indicator| indicator.code.clone()));
    }
    codes
}

/// The choices of checklists stand where their indicator stands.
fn place_judgements(places: &mut Places, indicators: &[Indicator]) {
    for (indicator, definition) in indicators.iter().enumerate() {
        let form = places
            .get(&definition.code)
            .map_or(NO_FORM, |place| place.form);
        let cells = places::judgement_cells(&definition.code, &definition.rule);
        for (item, code) in cells.into_iter().enumerate() {
            let kind = PlaceKind::ChecklistItem { indicator, item };
            places.insert(code, Place { form, kind });
        }
    }
}
