//! From a scheme file to a [`Scheme`].

use std::collections::HashMap;

mod placing;
mod rules;

use rust_decimal::Decimal;

use super::source::{
    AnswerSource, BlockSource, CheckSource, IndicatorSource, ItemKind, SchemeSource,
};
use super::{Check, Indicator, Problem, Scheme, SlotDefinition, SlotKind, Tree};
use crate::domain::figure::Exact;
use crate::domain::filing::RowColumn;
use crate::domain::formula::{self, Expr, Lookup, Names, Slot, Unknown};

pub(super) fn compile(text: &str) -> Result<Scheme, Vec<Problem>> {
    let source: SchemeSource = toml::from_str(text).map_err(|error| {
        vec![Problem {
            place: "方案文件".to_owned(),
            message: error.to_string(),
        }]
    })?;
    let mut compiler = Compiler::new(&source);
    let slots = compiler.slots(&source);
    let indicators: Vec<Indicator> = source
        .indicators
        .iter()
        .filter_map(|indicator| compiler.indicator(indicator))
        .collect();
    let checks = source
        .checks
        .iter()
        .filter_map(|check| compiler.check(check))
        .collect();
    let order = compiler.order(&slots);
    let trees = trees(&source);
    let places = compiler.places(&source, &slots, &indicators);
    if !compiler.problems.is_empty() {
        return Err(compiler.problems);
    }
    Ok(Scheme {
        head: source.scheme,
        slots,
        order,
        indicators,
        trees,
        checks,
        forms: source.forms,
        places,
    })
}

struct Compiler {
    by_name: HashMap<String, Slot>,
    problems: Vec<Problem>,
}

impl Compiler {
    fn new(source: &SchemeSource) -> Self {
        let mut compiler = Self {
            by_name: HashMap::new(),
            problems: Vec::new(),
        };
        let names = source.items.iter().map(|item| &item.name);
        for (slot, name) in names
            .chain(source.computed.iter().map(|c| &c.name))
            .enumerate()
        {
            if compiler.by_name.insert(name.clone(), slot).is_some() {
                compiler.report(name, "名称重复，公式无法区分；请改名");
            }
        }
        compiler
    }

    fn report(&mut self, place: &str, message: impl Into<String>) {
        self.problems.push(Problem {
            place: place.to_owned(),
            message: message.into(),
        });
    }

    fn formula(&mut self, place: &str, text: &str) -> Option<Expr> {
        let by_name = &self.by_name;
        match formula::parse(text, &|name| by_name.get(name).copied()) {
            Ok(expr) => Some(expr),
            Err(error) => {
                self.report(place, format!("公式“{text}”：{error}"));
                None
            }
        }
    }

    fn named(&mut self, place: &str, name: &str) -> Option<Slot> {
        let slot = self.by_name.get(name).copied();
        if slot.is_none() {
            self.report(place, format!("方案中没有名为“{name}”的数据项"));
        }
        slot
    }

    fn constant(&mut self, place: &str, text: &str) -> Option<Exact> {
        let expr = formula::parse(text, &|_| None)
            .map_err(|error| error.to_string())
            .and_then(|expr| {
                expr.evaluate(&Nothing)
                    .map_err(|_| "不是一个常数".to_owned())
            });
        match expr {
            Ok(value) => Some(value),
            Err(error) => {
                self.report(place, format!("“{text}”：{error}"));
                None
            }
        }
    }

    fn slots(&mut self, source: &SchemeSource) -> Vec<SlotDefinition> {
        let mut slots: Vec<SlotDefinition> = source
            .items
            .iter()
            .map(|item| SlotDefinition {
                code: item.code.clone(),
                name: item.name.clone(),
                unit: match item.kind {
                    ItemKind::Amount => source.scheme.amount_unit.clone(),
                    ItemKind::Percent => "%".to_owned(),
                    _ => item.unit.clone(),
                },
                decimals: 2,
                kind: SlotKind::Input(item.clone()),
            })
            .collect();
        for computed in &source.computed {
            // A formula that does not parse is reported; 0 keeps the slot numbers in step.
            let formula = self
                .formula(&computed.name, &computed.formula)
                .unwrap_or(Expr::Number(Decimal::ZERO));
            slots.push(SlotDefinition {
                code: computed.code.clone(),
                name: computed.name.clone(),
                unit: computed.unit.clone(),
                decimals: computed.decimals,
                kind: SlotKind::Computed {
                    formula,
                    is_change_rate: computed.is_change_rate,
                },
            });
        }
        slots
    }

    fn indicator(&mut self, source: &IndicatorSource) -> Option<Indicator> {
        let rule = self.rule(&source.name, &source.rule);
        let full_marks_when = match &source.full_marks_when {
            Some(AnswerSource { item, is }) => Some((self.named(&source.name, item)?, is.clone())),
            None => None,
        };
        if source.weight <= Decimal::ZERO {
            self.report(&source.name, "分值应大于0");
        }
        Some(Indicator {
            code: source.code.clone(),
            level1: source.level1.clone(),
            level2: source.level2.clone(),
            name: source.name.clone(),
            weight: Exact::from(source.weight),
            rule_text: source.rule_text.trim().to_owned(),
            definition: source.definition.trim().to_owned(),
            rule: rule?,
            full_marks_when,
            zero_denominator: source.zero_denominator,
            by_hand: source.by_hand,
        })
    }

    fn check(&mut self, source: &CheckSource) -> Option<Check> {
        Some(match source {
            CheckSource::Sum {
                total,
                parts,
                severity,
            } => Check::Sum {
                total: self.named("勾稽", total)?,
                parts: parts
                    .iter()
                    .filter_map(|part| self.named("勾稽", part))
                    .collect(),
                severity: *severity,
            },
            CheckSource::Equal {
                left,
                right,
                severity,
                because,
            } => Check::Equal {
                left: self.named("勾稽", left)?,
                right: self.formula("勾稽", right)?,
                severity: *severity,
                because: because.clone(),
            },
            CheckSource::IndicatorEqual {
                block,
                words,
                column,
                right,
                severity,
                because,
            } => {
                let Some(column) = RowColumn::from_code(column) else {
                    self.report("勾稽", format!("没有名为“{column}”的列"));
                    return None;
                };
                Check::IndicatorEqual {
                    block: block.clone(),
                    words: words.clone(),
                    column,
                    right: self.formula("勾稽", right)?,
                    severity: *severity,
                    because: because.clone(),
                }
            }
        })
    }

    /// Computed slots, each after all it needs; a cycle is a problem.
    fn order(&mut self, slots: &[SlotDefinition]) -> Vec<Slot> {
        let mut order: Vec<Slot> = Vec::new();
        let mut waiting: Vec<Slot> = Vec::new();
        for (slot, definition) in slots.iter().enumerate() {
            if matches!(definition.kind, SlotKind::Computed { .. }) {
                waiting.push(slot);
            }
        }
        while !waiting.is_empty() {
            let (ready, blocked): (Vec<Slot>, Vec<Slot>) = waiting.iter().partition(|slot| {
                needs(slots, **slot)
                    .iter()
                    .all(|need| !waiting.contains(need))
            });
            if ready.is_empty() {
                for slot in blocked {
                    let name = slots.get(slot).map_or("", |d| d.name.as_str()).to_owned();
                    self.report(&name, "公式互相引用，无法计算；请去掉循环");
                }
                break;
            }
            order.extend(ready);
            waiting = blocked;
        }
        order
    }
}

fn needs(slots: &[SlotDefinition], slot: Slot) -> Vec<Slot> {
    match slots.get(slot).map(|definition| &definition.kind) {
        Some(SlotKind::Computed { formula, .. }) => formula.slots(),
        _ => Vec::new(),
    }
}

fn trees(source: &SchemeSource) -> Vec<Tree> {
    let mut trees = Vec::new();
    for (form, form_source) in source.forms.iter().enumerate() {
        for block in &form_source.blocks {
            if let BlockSource::Indicators {
                id,
                scored,
                level1,
                level2,
                ..
            } = block
            {
                trees.push(Tree {
                    form,
                    id: id.clone(),
                    scored: *scored,
                    level1: level1.clone(),
                    level2: level2.clone(),
                });
            }
        }
    }
    trees
}

/// Constants know no names.
struct Nothing;

impl Names for Nothing {
    fn name(&self, _slot: Slot) -> &'static str {
        ""
    }
    fn shown(&self, _slot: Slot) -> String {
        String::new()
    }
}

impl Lookup for Nothing {
    fn value(&self, _slot: Slot) -> Result<Exact, Unknown> {
        Err(Unknown::NotGiven)
    }
}
