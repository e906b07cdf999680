//! Every cell code finds its form; what stands nowhere or twice is a problem.

use std::collections::{HashMap, HashSet};

use super::{Compiler, error};
use crate::domain::scheme::places::{self, TOTAL_CELL};
use crate::domain::scheme::source::{BlockSource, SchemeSource};
use crate::domain::scheme::{
    Fault, Indicator, Place, PlaceKind, SlotDefinition, SlotKind, Spot, all_slots, suggestion,
};

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
        self.tell_doubles(source);
        let kinds = kinds(slots, indicators);
        let mut places = Places::new();
        for (form, form_source) in source.forms.iter().enumerate() {
            for block in &form_source.blocks {
                if matches!(block, BlockSource::Total { .. }) {
                    let kind = PlaceKind::Total;
                    places.insert(TOTAL_CELL.to_owned(), Place { form, kind });
                }
                for code in codes_of(block, indicators) {
                    let fault = match kinds.get(&code).cloned() {
                        None => unknown_cell(source, &code),
                        Some(kind) => places
                            .insert(code.clone(), Place { form, kind })
                            .map(|_| ("在表中出现了两次。".to_owned(), DOUBLE_CURE.to_owned())),
                    };
                    if let Some((what, cure)) = fault {
                        let spot = Spot::Text(format!("form.{form}"), code.clone(), 0);
                        let fault = error("L06", spot).place(&form_source.name);
                        self.tell(fault.says(format!("“{code}”{what}")).cure(cure));
                    }
                }
            }
        }
        place_judgements(&mut places, indicators);
        self.place_the_rest(&mut places, &kinds, slots, indicators);
        places
    }

    /// A code that stands for two things.
    fn tell_doubles(&mut self, source: &SchemeSource) {
        let mut seen = HashSet::new();
        for (path, code) in codes(source) {
            if !seen.insert(code) {
                let spot = Spot::Path(format!("{path}.code"));
                let fault = error("L02", spot).place(code).says("代码重复。");
                self.tell(fault.cure("每个数据项、计算项和指标的代码都不能相同，请改名。"));
            }
        }
    }

    /// A typed cell on no form cannot be filled; a computed value may live in formulas alone.
    fn place_the_rest(
        &mut self,
        places: &mut Places,
        kinds: &Kinds,
        slots: &[SlotDefinition],
        indicators: &[Indicator],
    ) {
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
                let fault = nowhere(code, kind, slots, indicators);
                self.tell(fault);
            }
        }
    }
}

const DOUBLE_CURE: &str =
    "一个数只填一处：另一处改为文字（=…）或留空，两处都要填的定义两个数据项再加勾稽。";

/// What every code stands for.
fn kinds(slots: &[SlotDefinition], indicators: &[Indicator]) -> Kinds {
    let slots = slots.iter().enumerate();
    let slots = slots.map(|(slot, d)| (d.code.clone(), PlaceKind::Slot(slot)));
    let scores = indicators.iter().enumerate();
    let scores = scores.map(|(at, i)| (i.code.clone(), PlaceKind::Score(at)));
    slots.chain(scores).collect()
}

/// Every code with the keys of its element.
fn codes(source: &SchemeSource) -> Vec<(String, &str)> {
    let items = source.items.iter().enumerate();
    let items = items.map(|(at, item)| (format!("item.{at}"), item.code.as_str()));
    let computed = source.computed.iter().enumerate();
    let computed = computed.map(|(at, value)| (format!("computed.{at}"), value.code.as_str()));
    let scores = source.indicators.iter().enumerate();
    let scores = scores.map(|(at, score)| (format!("indicator.{at}"), score.code.as_str()));
    items.chain(computed).chain(scores).collect()
}

/// A cell of a form that nothing defines; what is defined with a fault has been told.
fn unknown_cell(source: &SchemeSource, code: &str) -> Option<(String, String)> {
    let known = codes(source);
    if known.iter().any(|(_, known)| *known == code) {
        return None;
    }
    let near = suggestion(code, known.iter().map(|(_, code)| *code));
    let cure = if near.is_empty() {
        "单元格里写数据项、计算项或指标的代码（code）；要印文字的，在前面加等号。".to_owned()
    } else {
        near
    };
    Some(("没有定义。".to_owned(), cure))
}

/// Something that has to be filled or shown and stands on no form.
fn nowhere(
    code: &str,
    kind: &PlaceKind,
    slots: &[SlotDefinition],
    indicators: &[Indicator],
) -> Fault {
    let spot = |section: &str| Spot::Text(section.to_owned(), code.to_owned(), 0);
    let PlaceKind::Slot(slot) = kind else {
        let name = indicators.iter().find(|i| i.code == code);
        return error("L06", spot("indicator"))
            .place(name.map_or(code, |indicator| indicator.name.as_str()))
            .says("这个指标的得分没有出现在任何一张表中。")
            .cure("有一级指标（level1）的，加一块 score_sheet；没有的，把代码写进一个单元格。");
    };
    let name = slots.get(*slot).map_or(code, |d| d.name.as_str());
    let user = indicators.iter().find(|indicator| {
        let formulas = indicator.rule.values();
        formulas
            .into_iter()
            .any(|formula| all_slots(slots, formula).contains(slot))
    });
    let (lint, message) = match user {
        Some(user) => (
            "L29",
            format!("指标“{}”计分要用它，但没有一张表让人填。", user.name),
        ),
        None => ("L06", "没有出现在任何一张表中，无法填写。".to_owned()),
    };
    error(lint, spot("item"))
        .place(name)
        .says(message)
        .cure(format!("请把“{code}”写进一张表的单元格，或删去这一项。"))
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
        let cells = places::judgement_cells(&definition.code, indicator, &definition.rule);
        for (code, kind) in cells {
            places.insert(code, Place { form, kind });
        }
    }
}
