//! What if: where each point was lost, and the nearest figure at which more would be given.
//!
//! The rule itself is asked for its thresholds, and every advice is scored again with
//! [`crate::domain::evaluate`] on the changed entries before it is given, so that no advice
//! contradicts a score. It says what would count, never what to write.

mod change;
mod judgement;
mod rows;
mod solve;
mod threshold;
mod value;

use serde::Serialize;

use super::Explanations;
use crate::domain::figure::Exact;
use crate::domain::filing::CellCode;
use crate::domain::scheme::{Indicator, Limited, Rule, TOTAL_CELL};
use crate::domain::scoring::{Basis, Score};

/// One indicator or row below full marks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Loss {
    /// The cell of its score.
    pub cell: CellCode,
    /// The form on which it stands.
    pub form: String,
    /// The indicator.
    pub name: String,
    /// 分值.
    pub weight: String,
    /// 得分.
    pub points: String,
    /// 失分.
    pub lost: String,
    /// What took the points, in the words of the rule.
    pub why: String,
    /// The nearest way to more points, where figures decide.
    pub way: Option<Way>,
}

/// What would earn more points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Way {
    /// The condition: 预算完成率高于 95%.
    pub condition: String,
    /// What comes of it, the other scores unchanged.
    #[serde(flatten)]
    pub outcome: Outcome,
    /// The condition as one typed cell would meet it, the other cells unchanged.
    pub input: Option<NeededInput>,
}

/// What a filing would come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// The points of the indicator.
    pub points: String,
    /// The total; `None` while scores are missing.
    pub total: Option<String>,
    /// The grade of that total.
    pub grade: Option<String>,
}

/// A typed cell and the figure from which on the condition holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NeededInput {
    /// The cell.
    pub cell: CellCode,
    /// The form on which it stands.
    pub form: String,
    /// Its name.
    pub name: String,
    /// The text as typed now.
    pub typed: String,
    /// The figure, as it could be typed.
    pub needed: String,
    /// The same in words: 不高于 11.98 万元.
    pub words: String,
    /// What comes of it: the whole filing scored again.
    #[serde(flatten)]
    pub outcome: Outcome,
}

impl Way {
    /// The way in words: `预算完成率高于 95% 时，可得 5 分……`.
    #[must_use]
    pub fn sentence(&self) -> String {
        let ends_in_figure = self.condition.ends_with(|c: char| c.is_ascii());
        let space = if ends_in_figure { " " } else { "" };
        let points = &self.outcome.points;
        let begin = format!("{}{space}时，可得 {points} 分", self.condition);
        let Some(input) = &self.input else {
            return format!("{begin}{}。", self.outcome.total_words());
        };
        let now = if input.typed.is_empty() {
            "现未填".to_owned()
        } else {
            format!("现填 {}", input.typed)
        };
        let cell = format!("其他数据不变，“{}”{}（{now}）时", input.name, input.words);
        let gained = if input.outcome.points == *points {
            String::new()
        } else {
            format!("，可得 {} 分", input.outcome.points)
        };
        format!("{begin}。{cell}{gained}{}。", input.outcome.total_words())
    }
}

impl Outcome {
    fn total_words(&self) -> String {
        match (&self.total, &self.grade) {
            (Some(total), Some(grade)) => format!("，总分 {total} 分（{grade}）"),
            (Some(total), None) => format!("，总分 {total} 分"),
            (None, _) => String::new(),
        }
    }
}

impl Explanations<'_> {
    /// Every indicator and row below full marks, in the order of the scheme, then what limits took.
    #[must_use]
    pub fn losses(&self) -> Vec<Loss> {
        let scored = self.scheme.indicators.iter().zip(&self.evaluation.scores);
        let indicators = scored
            .enumerate()
            .filter_map(|(index, (indicator, score))| self.indicator_loss(index, indicator, score));
        let rows = self.scored_rows().filter_map(|row| self.row_loss(row));
        indicators.chain(rows).chain(self.limit_losses()).collect()
    }

    /// What limits on groups and on the total took, the scores below them as they are.
    fn limit_losses(&self) -> impl Iterator<Item = Loss> {
        let lowered = self.evaluation.total_steps.limits.iter();
        lowered.filter_map(|(index, before)| {
            let limit = self.scheme.limits.get(*index)?;
            let name = match &limit.on {
                Limited::Group(name) => format!("“{name}”限分"),
                _ => "总分限分".to_owned(),
            };
            let points = [before, &limit.at_most];
            Some(self.loss(TOTAL_CELL, &name, points, limit.because.clone()))
        })
    }

    fn indicator_loss(&self, index: usize, indicator: &Indicator, score: &Score) -> Option<Loss> {
        let points = score.points.as_ref().ok()?;
        (*points < indicator.weight).then(|| Loss {
            way: self.way(index, indicator, score, points),
            ..self.loss(
                &indicator.code,
                &indicator.name,
                [&indicator.weight, points],
                self.took_points(indicator, score),
            )
        })
    }

    /// The limit that lowered the points, or the tier of the rule.
    fn took_points(&self, indicator: &Indicator, score: &Score) -> String {
        let limit = self.lowered(score);
        limit.unwrap_or_else(|| self.applied(indicator, score))
    }

    fn loss(&self, cell: &str, name: &str, [weight, points]: [&Exact; 2], why: String) -> Loss {
        Loss {
            cell: cell.to_owned(),
            form: self.scheme.form_of(cell).to_owned(),
            name: name.to_owned(),
            weight: self.points(weight),
            points: self.points(points),
            lost: self.points(&(weight - points)),
            why,
            way: None,
        }
    }

    fn way(&self, index: usize, indicator: &Indicator, score: &Score, now: &Exact) -> Option<Way> {
        if score.limited.is_some() {
            return None;
        }
        match &indicator.rule {
            Rule::Checklist { .. } | Rule::Award { .. } => {
                self.way_by_requirement(index, indicator, now)
            }
            Rule::Graded { grades } => self.way_by_grade(index, indicator, grades, now),
            Rule::OneOf { options, .. } => {
                let chosen = match &score.basis {
                    Basis::Chosen(option, _) => options.get(*option)?,
                    _ => return None,
                };
                self.way_by_value(index, &chosen.rule, score, now)
            }
            rule => self.way_by_value(index, rule, score, now),
        }
    }
}
