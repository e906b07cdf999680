//! Limits, parts of the total and the rules for rows: references put in.

use std::collections::HashMap;

use super::Compiler;
use rust_decimal::Decimal;

use crate::domain::figure::Exact;
use crate::domain::scheme::source::{
    ConditionSource, Head, LimitSource, PartSource, RowRuleSource,
};
use crate::domain::scheme::{
    Condition, Indicator, Limit, Limited, Part, RowRule, Tree, suggestion,
};

impl Compiler {
    pub(super) fn limit(
        &mut self,
        source: &LimitSource,
        indicators: &[Indicator],
        trees: &[Tree],
    ) -> Option<Limit> {
        let place = source.because.as_str();
        let on = match (&source.indicator, &source.level1) {
            (None, None) => Limited::Total,
            (Some(code), None) => {
                let Some(index) = indicators.iter().position(|i| i.code == *code) else {
                    self.report(
                        place,
                        format!("没有代码为“{code}”的指标。"),
                        suggestion(code, indicators.iter().map(|i| i.code.as_str()))
                            + "请写 [[indicator]] 里的 code。",
                    );
                    return None;
                };
                Limited::Indicator(index)
            }
            (None, Some(name)) => {
                let is_known = indicators.iter().any(|i| i.level1 == *name)
                    || trees
                        .iter()
                        .any(|t| t.level1.iter().any(|l| l.name == *name));
                if !is_known {
                    self.report(
                        place,
                        format!("没有名为“{name}”的一级指标。"),
                        suggestion(name, indicators.iter().map(|i| i.level1.as_str()))
                            + "请照 level1 的原文写。",
                    );
                }
                Limited::Group(name.clone())
            }
            (Some(_), Some(_)) => {
                self.report(
                    place,
                    "indicator 和 level1 只能写一个。",
                    "只限一个指标的留 indicator，限一组的留 level1，限总分的都不写。",
                );
                return None;
            }
        };
        if source.when.is_empty() {
            self.report(
                place,
                "缺少条件（when）。",
                "请写 when = [{ item = \"名称\", is = \"是\" }]。",
            );
        }
        let when = source
            .when
            .iter()
            .filter_map(|condition| self.condition(place, condition))
            .collect();
        Some(Limit {
            on,
            when,
            at_most: Exact::from(source.at_most),
            because: source.because.clone(),
        })
    }

    fn condition(&mut self, place: &str, source: &ConditionSource) -> Option<Condition> {
        let ends = self.ends(place, source.ends())?;
        match (&source.item, &source.is, &source.value) {
            (Some(item), Some(answer), None) if ends.words.is_empty() => {
                Some(Condition::Answer(self.named(place, item)?, answer.clone()))
            }
            (None, None, Some(value)) if !ends.words.is_empty() => Some(Condition::Value(
                self.formula(place, value)?,
                Box::new(ends),
            )),
            _ => {
                self.report(
                    place,
                    "条件要么写 item 和 is，要么写 value 和一个界限（如 below）。", "看回答的写 { item = \"名称\", is = \"是\" }，看数的写 { value = \"名称\", below = \"60%\" }。"
                );
                None
            }
        }
    }

    /// The parts of the total; an indicator or a tree belongs to one part at most.
    pub(super) fn parts(
        &mut self,
        sources: &[PartSource],
        indicators: &[Indicator],
        trees: &[Tree],
    ) -> Vec<Part> {
        let mut owners: HashMap<String, String> = HashMap::new();
        let mut parts = Vec::new();
        for (index, source) in sources.iter().enumerate() {
            self.at = format!("part.{index}");
            let part = self.part(source, indicators, trees);
            let members = part
                .indicators
                .iter()
                .filter_map(|at| indicators.get(*at).map(|i| i.code.clone()))
                .chain(
                    part.trees
                        .iter()
                        .filter_map(|at| trees.get(*at).map(|t| t.id.clone())),
                );
            for member in members {
                if let Some(other) = owners.insert(member.clone(), source.name.clone()) {
                    self.report(
                        &source.name,
                        format!("“{member}”已经属于“{other}”，不能算两次。"),
                        "请从其中一个部分里删去。",
                    );
                }
            }
            parts.push(part);
        }
        parts
    }

    fn part(&mut self, source: &PartSource, indicators: &[Indicator], trees: &[Tree]) -> Part {
        let place = source.name.as_str();
        for code in &source.indicators {
            if indicators.iter().all(|i| i.code != *code) {
                self.report(
                    place,
                    format!("没有代码为“{code}”的指标。"),
                    suggestion(code, indicators.iter().map(|i| i.code.as_str()))
                        + "请写 [[indicator]] 里的 code。",
                );
            }
        }
        for name in &source.level1 {
            if indicators.iter().all(|i| i.level1 != *name) {
                self.report(
                    place,
                    format!("没有名为“{name}”的一级指标。"),
                    suggestion(name, indicators.iter().map(|i| i.level1.as_str()))
                        + "请照 level1 的原文写。",
                );
            }
        }
        for id in &source.trees {
            if trees.iter().all(|tree| tree.id != *id) {
                self.report(
                    place,
                    format!("没有编号为“{id}”的指标表。"),
                    suggestion(id, trees.iter().map(|tree| tree.id.as_str())) + "请写指标表的 id。",
                );
            }
        }
        let zero = Decimal::ZERO;
        if source.of <= zero || source.counts <= zero {
            self.report(
                place,
                "满分（of）和折算分（counts）都应大于0。",
                "请照纸质表写，例如 of = 100、counts = 90。",
            );
        }
        let of = |at: &usize| {
            indicators.get(*at).is_some_and(|i| {
                source.indicators.contains(&i.code)
                    || (!i.level1.is_empty() && source.level1.contains(&i.level1))
            })
        };
        Part {
            name: source.name.clone(),
            indicators: (0..indicators.len()).filter(of).collect(),
            trees: (0..trees.len())
                .filter(|at| trees.get(*at).is_some_and(|t| source.trees.contains(&t.id)))
                .collect(),
            of: Exact::from(source.of),
            counts: Exact::from(source.counts),
        }
    }

    /// Gives every tree its rule for rows.
    pub(super) fn row_rules(&mut self, sources: &[RowRuleSource], trees: &mut [Tree]) {
        for (index, source) in sources.iter().enumerate() {
            self.at = format!("row_rule.{index}");
            let Some(rule) = self.row_rule(source) else {
                continue;
            };
            match trees.iter_mut().find(|tree| tree.id == source.block) {
                Some(tree) => tree.rule = rule,
                None => self.report(
                    &source.block,
                    format!("没有编号为“{}”的指标表。", source.block),
                    suggestion(&source.block, trees.iter().map(|tree| tree.id.as_str()))
                        + "请写指标表的 id。",
                ),
            }
        }
    }

    fn row_rule(&mut self, source: &RowRuleSource) -> Option<RowRule> {
        let usual = RowRule::default();
        let place = source.block.as_str();
        let zero_at = source.zero_at.map_or(usual.zero_at, Exact::from);
        if zero_at <= Exact::whole(1) {
            self.report(
                place,
                "zero_at 是指标值的倍数，应大于1。",
                "达到指标值两倍得 0 分的写 zero_at = 2，也可以不写。",
            );
            return None;
        }
        let over_achievement = match &source.over_achievement {
            Some(text) => self.constant(place, text)?,
            None => usual.over_achievement,
        };
        if over_achievement <= Exact::whole(1) {
            self.report(
                place,
                "over_achievement 应大于 100%。",
                "例如 over_achievement = \"130%\"，也可以不写。",
            );
        }
        Some(RowRule {
            quantitative: source.quantitative,
            qualitative: source.qualitative,
            floor: source.floor,
            ceiling: source.ceiling,
            zero_at,
            grades: self.intervals(place, &source.grades)?,
            over_achievement,
            score_step: usual.score_step,
        })
    }

    /// The smallest step of a score: as written, or one unit of its last decimal.
    pub(super) fn score_step(&mut self, head: &Head) -> Exact {
        let usual = Exact::from(Decimal::new(1, head.score_decimals.min(28)));
        let Some(text) = head.score_step.as_deref() else {
            return usual;
        };
        "scheme".clone_into(&mut self.at);
        let Some(step) = self.constant("score_step", text) else {
            return usual;
        };
        let steps = Exact::whole(1).divided_by(&step);
        if steps.is_some_and(|steps| steps >= Exact::whole(1) && steps.floor() == steps) {
            return step;
        }
        self.report(
            "score_step",
            "分数的最小单位应能整除1分，例如 1、0.5、0.1。",
            "请改 score_step；没有规定的，删去这一行。",
        );
        usual
    }
}
