//! Ways for rules that look at a value: the nearest threshold, and what would have to be typed.

use super::threshold::{Threshold, thresholds};
use super::{NeededInput, Way};
use crate::domain::explanation::Explanations;
use crate::domain::figure::Exact;
use crate::domain::formula::Expr;
use crate::domain::scheme::source::{Negative, Otherwise};
use crate::domain::scheme::{Indicator, Rule};
use crate::domain::scoring::{self, Score, points_at};

impl Explanations<'_> {
    pub(super) fn way_by_value(
        &self,
        index: usize,
        rule: &Rule,
        score: &Score,
        now: &Exact,
    ) -> Option<Way> {
        score.rate.as_ref()?;
        let indicator = self.scheme.indicators.get(index)?;
        let expr = rule.value()?;
        let values = self.values();
        let value = expr.evaluate(&values).ok()?;
        let at = |value: &Exact| points_at(self.scheme, indicator, rule, value, &values);
        // Where the rule looks at the distance from zero, the way is the mirrored one.
        let is_mirrored = value.is_negative() && indicator.negative == Negative::Absolute;
        let seen = if is_mirrored {
            value.abs()
        } else {
            value.clone()
        };
        let threshold = thresholds(rule, &indicator.weight, &seen, &values)
            .into_iter()
            .find(|threshold| at(&threshold.probe()).is_some_and(|points| points > *now))?;
        let points = at(&threshold.probe())?;
        let is_point = is_peak(rule)
            // A single figure between two that give less, such as 0 in a band of its own.
            || at(&threshold.beyond()).is_none_or(|points| points <= *now);
        let word = if is_point { "等于" } else { threshold.word() };
        let sign = if is_mirrored { "的绝对值" } else { "" };
        let condition = format!(
            "{}{sign}{word} {}",
            self.name_of(expr, indicator),
            self.shown_by(rule, expr, &threshold.at)
        );
        let threshold = if is_mirrored {
            threshold.mirrored()
        } else {
            threshold
        };
        let mut way = self.way_by_points(index, condition, &points)?;
        way.input = self.needed(index, expr, (&value, &threshold, is_point), now);
        Some(way)
    }

    /// The nearest typed figure that would meet the condition, the whole filing scored again. One
    /// that costs as many points elsewhere is no way.
    fn needed(
        &self,
        index: usize,
        expr: &Expr,
        (value, threshold, is_point): (&Exact, &Threshold, bool),
        now: &Exact,
    ) -> Option<NeededInput> {
        let solutions = self.solutions(expr, value, threshold, is_point);
        solutions.into_iter().find_map(|solution| {
            let item = self.item(solution.slot)?;
            let needed = solution.typed();
            let evaluation = self.changed([(item.cell.clone(), needed.clone())]);
            let points = Self::gained(&evaluation, index, now)?;
            if let (Ok(before), Ok(after)) = (&self.evaluation.total, &evaluation.total)
                && after <= before
            {
                return None;
            }
            let word = match (is_point, solution.is_up) {
                (true, _) => "为",
                (false, true) => "达到",
                (false, false) => "不高于",
            };
            let words = format!("{word} {} {}", solution.number, solution.unit);
            Some(NeededInput {
                cell: item.cell,
                form: item.form,
                name: item.name,
                typed: item.typed,
                needed,
                words: words.trim_end().replace(" %", "%"),
                outcome: self.outcome(&points, &evaluation),
            })
        })
    }

    /// The condition, with the total that the other scores leave.
    fn way_by_points(&self, index: usize, condition: String, points: &Exact) -> Option<Way> {
        let mut evaluation = self.evaluation.clone();
        evaluation.scores.get_mut(index)?.points = Ok(points.clone());
        // A total that the paper states does not follow from the scores.
        if self.scheme.conclusion.is_none() {
            let (scores, trees) = (&evaluation.scores, &evaluation.trees);
            let steps = scoring::total(self.scheme, self.entries, &self.values(), scores, trees);
            let total = steps.points;
            let grade = total.as_ref().ok();
            let grade = grade.and_then(|total| scoring::grade(self.scheme, total));
            evaluation.grade = grade.map(str::to_owned);
            evaluation.total = total;
        }
        Some(self.way_to(condition, points, &evaluation))
    }

    fn shown_by(&self, rule: &Rule, expr: &Expr, figure: &Exact) -> String {
        match rule {
            Rule::Converted { .. } => figure.in_full(),
            _ => self.shown(expr, figure),
        }
    }

    /// The name of a value: its own where it has a cell, else the indicator's.
    fn name_of(&self, expr: &Expr, indicator: &Indicator) -> String {
        let named = match expr {
            Expr::Name(slot) => self.scheme.definition(*slot),
            _ => None,
        };
        named.map_or(indicator.name.clone(), |definition| definition.name.clone())
    }
}

/// Whether a rule gives less on both sides of its target.
fn is_peak(rule: &Rule) -> bool {
    match rule {
        Rule::Equal { otherwise, .. } => *otherwise != Otherwise::ProportionalBelow,
        _ => false,
    }
}
