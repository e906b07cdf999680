//! The total, its grade, and the scores of indicator rows.

use std::sync::Arc;

use super::book::Explanations;
use super::{Explanation, Kind, StepKind, unknown_words};
use crate::domain::figure::{Exact, percent};
use crate::domain::filing::{Attainment, RowColumn, TreeRow};
use crate::domain::formula::Unknown;
use crate::domain::scheme::{TOTAL_CELL, score_label};

/// A result that the paper states and does not add up.
const STATED: &str = "由单位在自评结论中直接填写";

impl Explanations<'_> {
    /// The total with every score it is made of.
    #[must_use]
    pub fn total(&self) -> Explanation {
        let name = format!(
            "总分（满分 {} 分）",
            self.scheme.head.full_marks.normalize()
        );
        let mut made = self.begin(Kind::Total, TOTAL_CELL, name);
        made.result = self.points_or_why(&self.evaluation.total);
        let mut addends = Vec::new();
        for (index, score) in self.evaluation.scores.iter().enumerate() {
            addends.extend(self.addend(&score.points));
            made.adopt(self.score(index));
        }
        for row in self.scored_rows() {
            addends.extend(self.addend(&row.score));
            made.adopt(Arc::new(self.row(row)));
        }
        if self.scheme.conclusion.is_some() {
            made.step(StepKind::Formula, STATED);
        } else {
            self.sum(&mut made, &addends);
            self.parts(&mut made);
        }
        made.step(StepKind::Result, made.result.clone());
        if let Some(reviewed) = &self.evaluation.total_steps.reviewed {
            let reviewed = format!("审核后总分 {}", self.points_or_why(reviewed));
            made.step(StepKind::Deduction, reviewed);
        }
        if self.evaluation.total.is_ok() {
            made.step(StepKind::Grade, self.grade_words());
        }
        self.close(made)
    }

    /// The sum: of all scores, or of the parts where the scheme scales one of them.
    fn sum(&self, made: &mut Explanation, addends: &[String]) {
        let parts = &self.evaluation.total_steps.parts;
        let is_plain = parts.iter().all(|part| part.of == part.counts);
        if self.scheme.parts.is_empty() || is_plain {
            made.step(StepKind::Formula, "各项得分之和");
            made.step(StepKind::Substituted, addends.join("＋"));
            return;
        }
        let values = parts.iter().filter(|part| !part.counts.is_zero());
        let values: Vec<String> = values.map(|part| self.points(&part.value)).collect();
        made.step(StepKind::Formula, "各部分得分折算后之和");
        made.step(StepKind::Substituted, values.join("＋"));
    }

    /// Parts that are scaled, limits on groups and on the total, a part that fell away.
    fn parts(&self, made: &mut Explanation) {
        let steps = &self.evaluation.total_steps;
        let names = self.scheme.parts.iter().map(|part| part.name.as_str());
        let scaled: Vec<String> = names
            .chain(["其余各项"])
            .zip(&steps.parts)
            .filter(|(_, part)| part.of != part.counts)
            .map(|(name, part)| {
                format!(
                    "{name} {} × {} ÷ {} ＝ {}",
                    self.points(&part.sum),
                    self.points(&part.counts),
                    self.points(&part.of),
                    self.points(&part.value)
                )
            })
            .collect();
        if !scaled.is_empty() {
            made.step(StepKind::Parts, scaled.join("；"));
        }
        if let Some(factor) = &steps.factor {
            let words = format!("有部分整体不适用，其余各部分之和 × {}", factor.in_full());
            made.step(StepKind::Parts, words);
        }
        for (index, before) in &steps.limits {
            if let Some(lowered) = self.limit(*index, before) {
                made.step(StepKind::Limit, lowered);
            }
        }
    }

    /// The grade of the total.
    #[must_use]
    pub fn grade(&self) -> Explanation {
        let mut made = self.begin(Kind::Grade, TOTAL_CELL, "等级".to_owned());
        made.inputs.push(self.total_as_input());
        let is_stated = self.scheme.conclusion.is_some() && self.evaluation.grade.is_some();
        match &self.evaluation.total {
            _ if is_stated => {
                made.result = self.evaluation.grade.clone().unwrap_or_default();
                made.step(StepKind::Formula, STATED);
            }
            Ok(_) => {
                made.result = self.evaluation.grade.clone().unwrap_or("无".to_owned());
                made.step(StepKind::Grade, self.grade_words());
            }
            Err(why) => made.result = unknown_words(self.scheme, why),
        }
        self.close(made)
    }

    fn grade_words(&self) -> String {
        let grades: Vec<String> = self
            .scheme
            .head
            .grades
            .iter()
            .map(|grade| format!("{}分及以上为{}", grade.at_least.normalize(), grade.name))
            .collect();
        format!(
            "{}（{}）",
            self.evaluation.grade.as_deref().unwrap_or("无"),
            grades.join("，")
        )
    }

    /// A score as it stands in the sum; one that is dropped does not.
    fn addend(&self, outcome: &Result<Exact, Unknown>) -> Option<String> {
        match outcome {
            Ok(points) => Some(self.points(points)),
            Err(Unknown::Dropped) => None,
            Err(_) => Some("？".to_owned()),
        }
    }

    pub(super) fn scored_rows(&self) -> impl Iterator<Item = &TreeRow> {
        let trees = self.scheme.trees.iter().zip(&self.evaluation.trees);
        trees
            .filter(|(tree, _)| tree.scored)
            .flat_map(|(_, rows)| rows)
    }

    /// The score of a row: what was aimed at, what was reached, what the rule for figures gives.
    #[must_use]
    pub fn row(&self, row: &TreeRow) -> Explanation {
        let name = if row.name.is_empty() {
            "未命名指标"
        } else {
            row.name.as_str()
        };
        let weight = row.weight.as_ref().ok().map_or_else(String::new, |weight| {
            format!("（分值 {} 分）", self.points(weight))
        });
        let name = format!("{}{weight}", score_label(name));
        let mut made = self.begin(Kind::Row, &row.cell(RowColumn::Score), name);
        made.result = self.points_or_why(&row.score);
        made.step(StepKind::Completion, completion(&row.attainment));
        if let Some(expected) = row.expected_score() {
            let rule = format!("按完成情况应得 {} 分", self.points(&expected));
            made.step(StepKind::Tier, rule);
        }
        made.step(StepKind::Score, made.result.clone());
        for column in [RowColumn::Target, RowColumn::Actual] {
            made.take(self.input(&row.cell(column), column.label()));
        }
        if !row.is_computed {
            made.take(self.input(&row.cell(RowColumn::Score), "填报得分"));
        }
        self.close(made)
    }
}

pub(super) fn completion(attainment: &Attainment) -> String {
    match attainment {
        Attainment::Met => "达到年度指标值".to_owned(),
        Attainment::Missed(Some(ratio)) => {
            format!("未达到年度指标值，可得分值的 {}", percent(ratio, 2))
        }
        Attainment::Missed(None) => "未达到年度指标值".to_owned(),
        Attainment::Unclear => "指标值不能按数值比较，由填报单位评定".to_owned(),
    }
}
