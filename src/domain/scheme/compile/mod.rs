//! From a scheme file to a [`Scheme`].

use std::collections::HashMap;

mod checks;
mod last_year;
mod order;
mod placing;
mod rules;
mod total;

use rust_decimal::Decimal;

use super::source::{
    AnswerSource, BlockSource, ConclusionSource, IndicatorSource, ItemKind, SchemeSource,
};
use super::{
    Conclusion, Fault, Indicator, RowRule, Scheme, SlotDefinition, SlotKind, Spot, Tree, suggestion,
};
use crate::domain::check::Severity;
use crate::domain::figure::Exact;
use crate::domain::formula::{self, Expr, Lookup, Names, Slot, UNDEFINED, Unknown};

/// What fits, compiled, and everything that does not fit.
pub(super) fn compile(source: SchemeSource) -> (Scheme, Vec<Fault>) {
    let mut compiler = Compiler::new(&source);
    let slots = compiler.slots(&source);
    let mut indicators: Vec<Indicator> = Vec::new();
    for (index, indicator) in source.indicators.iter().enumerate() {
        compiler.at = format!("indicator.{index}");
        indicators.extend(compiler.indicator(indicator));
    }
    let mut checks = Vec::new();
    for (index, check) in source.checks.iter().enumerate() {
        compiler.at = format!("check.{index}");
        checks.extend(compiler.check(check));
    }
    let conclusion = source
        .conclusion
        .as_ref()
        .map(|stated| compiler.conclusion(stated));
    let order = compiler.order(&slots, source.items.len());
    let mut trees = trees(&source);
    compiler.row_rules(&source.row_rules, &mut trees);
    let mut limits = Vec::new();
    for (index, limit) in source.limits.iter().enumerate() {
        compiler.at = format!("limit.{index}");
        limits.extend(compiler.limit(limit, &indicators, &trees));
    }
    let parts = compiler.parts(&source.parts, &indicators, &trees);
    let score_step = compiler.score_step(&source.scheme);
    for tree in &mut trees {
        tree.rule.score_step = score_step.clone();
    }
    let carry_over = compiler.carry_over(&source, &trees);
    let places = compiler.places(&source, &slots, &indicators);
    let scheme = Scheme {
        head: source.scheme,
        conclusion,
        slots,
        order,
        indicators,
        trees,
        limits,
        parts,
        score_step,
        carry_over,
        checks,
        forms: source.forms,
        places,
    };
    (scheme, compiler.faults)
}

/// A fault that keeps a scheme from being used.
fn error(lint: &'static str, spot: Spot) -> Fault {
    Fault::new(lint, Severity::Error, spot)
}

struct Compiler {
    by_name: HashMap<String, Slot>,
    /// Keys of the element that is being compiled.
    at: String,
    faults: Vec<Fault>,
}

impl Compiler {
    fn new(source: &SchemeSource) -> Self {
        let mut compiler = Self {
            by_name: HashMap::new(),
            at: String::new(),
            faults: Vec::new(),
        };
        let items = source.items.iter().enumerate();
        let items = items.map(|(at, item)| (format!("item.{at}.name"), &item.name));
        let computed = source.computed.iter().enumerate();
        let computed = computed.map(|(at, value)| (format!("computed.{at}.name"), &value.name));
        for (slot, (path, name)) in items.chain(computed).enumerate() {
            if compiler.by_name.insert(name.clone(), slot).is_some() {
                compiler.tell(
                    error("L02", Spot::Path(path))
                        .place(name)
                        .says("名称重复，公式无法区分。")
                        .cure("请改名。"),
                );
            }
        }
        compiler
    }

    fn tell(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    /// A setting of the element at hand that cannot be.
    fn report(&mut self, place: &str, message: impl Into<String>, cure: impl Into<String>) {
        let spot = Spot::Path(self.at.clone());
        self.tell(error("L07", spot).place(place).says(message).cure(cure));
    }

    fn formula(&mut self, place: &str, text: &str) -> Option<Expr> {
        let by_name = &self.by_name;
        let why = match formula::parse(text, &|name| by_name.get(name).copied()) {
            Ok(expr) => return Some(expr),
            Err(why) => why,
        };
        let unknown = why.unknown_name();
        let cure = match unknown {
            Some(name) => self.unknown_name_cure(name),
            None => "公式只能用数据项和计算项的名称、数字、百分数、＋－×÷、括号和函数。".to_owned(),
        };
        let lint = if unknown.is_some() { "L03" } else { "L04" };
        let spot = Spot::Text(self.at.clone(), text.to_owned(), why.offset(text));
        self.tell(
            error(lint, spot)
                .place(place)
                .says(format!("公式“{text}”：{why}。"))
                .cure(cure),
        );
        None
    }

    fn unknown_name_cure(&self, name: &str) -> String {
        let near = suggestion(name, self.by_name.keys().map(String::as_str));
        if near.is_empty() {
            "公式里用的是数据项、计算项的名称（name），不是代码；请先定义它。".to_owned()
        } else {
            near
        }
    }

    fn named(&mut self, place: &str, name: &str) -> Option<Slot> {
        let slot = self.by_name.get(name).copied();
        if slot.is_none() {
            let spot = Spot::Text(self.at.clone(), name.to_owned(), 0);
            let cure = self.unknown_name_cure(name);
            self.tell(
                error("L03", spot)
                    .place(place)
                    .says(format!("方案中没有名为“{name}”的数据项。"))
                    .cure(cure),
            );
        }
        slot
    }

    fn constant(&mut self, place: &str, text: &str) -> Option<Exact> {
        let expr = formula::parse(text, &|_| None)
            .map_err(|why| match why.unknown_name() {
                Some(_) => "不是数字".to_owned(),
                None => why.to_string(),
            })
            .and_then(|expr| {
                expr.evaluate(&Nothing)
                    .map_err(|_| "不是一个常数".to_owned())
            });
        match expr {
            Ok(value) => Some(value),
            Err(why) => {
                let spot = Spot::Text(self.at.clone(), text.to_owned(), 0);
                self.tell(
                    error("L07", spot)
                        .place(place)
                        .says(format!("“{text}”：{why}。"))
                        .cure("这里只能写数字或百分数，例如 100% 或 0。"),
                );
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
                kind: SlotKind::Input(Box::new(item.clone())),
            })
            .collect();
        for (index, computed) in source.computed.iter().enumerate() {
            self.at = format!("computed.{index}");
            // A formula that does not parse is reported; a value that nobody knows keeps the slot
            // numbers in step.
            let formula = self
                .formula(&computed.name, &computed.formula)
                .unwrap_or(Expr::Name(UNDEFINED));
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
        let rule = self.rule(&source.name, source.weight, &source.rule);
        let full_marks_when = self.answer(&source.name, source.full_marks_when.as_ref());
        let dropped_when = self.answer(&source.name, source.dropped_when.as_ref());
        if source.weight <= Decimal::ZERO {
            self.report(&source.name, "分值应大于0。", "请照纸质表写 weight。");
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
            dropped_when,
            zero_denominator: source.zero_denominator,
            missing: source.missing,
            negative: source.negative,
            by_hand: source.by_hand,
        })
    }

    fn conclusion(&mut self, source: &ConclusionSource) -> Conclusion {
        "conclusion".clone_into(&mut self.at);
        let mut named = |name: &Option<String>| {
            let name = name.as_ref()?;
            self.named("结论", name)
        };
        Conclusion {
            score: named(&source.score),
            grade: named(&source.grade),
        }
    }

    /// An item with its answer, where one is written; an unknown item is told.
    fn answer(&mut self, place: &str, source: Option<&AnswerSource>) -> Option<(Slot, String)> {
        let AnswerSource { item, is } = source?;
        Some((self.named(place, item)?, is.clone()))
    }
}

fn trees(source: &SchemeSource) -> Vec<Tree> {
    let mut trees = Vec::new();
    for (form, form_source) in source.forms.iter().enumerate() {
        for block in &form_source.blocks {
            if let BlockSource::Indicators {
                id,
                scored,
                columns,
                level1,
                level2,
                ..
            } = block
            {
                trees.push(Tree {
                    form,
                    id: id.clone(),
                    scored: *scored,
                    columns: Tree::columns_of(*scored, columns),
                    level1: level1.clone(),
                    level2: level2.clone(),
                    rule: RowRule::default(),
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
