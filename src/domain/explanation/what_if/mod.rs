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
use crate::domain::scheme::{Indicator, Rule};
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
    /// The condition: 预算完成率高于95%.
    pub condition: String,
    /// The condition as one typed cell would meet it, the others unchanged.
    pub input: Option<NeededInput>,
    /// The points it would earn.
    pub points: String,
    /// The total it would come to; `None` while scores are missing.
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
}

impl Way {
    /// The way in one sentence: `预算完成率高于95%时，可得5分……`.
    #[must_use]
    pub fn sentence(&self) -> String {
        let total = self.total.as_ref().map_or(String::new(), |total| {
            let grade = self.grade.as_ref();
            let grade = grade.map_or(String::new(), |grade| format!("（{grade}）"));
            format!("，总分 {total} 分{grade}")
        });
        let input = self.input.as_ref().map_or(String::new(), |input| {
            let now = if input.typed.is_empty() {
                "现未填".to_owned()
            } else {
                format!("现填 {}", input.typed)
            };
            format!("其他数据不变，即“{}”{}（{now}）。", input.name, input.words)
        });
        format!(
            "{}时，可得 {} 分{total}。{input}",
            self.condition, self.points
        )
    }
}

impl Explanations<'_> {
    /// Every indicator and row below full marks, in the order of the scheme.
    #[must_use]
    pub fn losses(&self) -> Vec<Loss> {
        let scored = self.scheme.indicators.iter().zip(&self.evaluation.scores);
        let indicators = scored
            .enumerate()
            .filter_map(|(index, (indicator, score))| self.indicator_loss(index, indicator, score));
        let rows = self.scored_rows().filter_map(|row| self.row_loss(row));
        indicators.chain(rows).collect()
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
        let limit = score.limited.as_ref();
        let limit = limit.and_then(|(index, _)| self.scheme.limits.get(*index));
        limit.map_or_else(
            || self.applied(indicator, score),
            |limit| limit.because.clone(),
        )
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
