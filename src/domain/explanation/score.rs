//! Scores of indicators: the rate, the rule in the words of the form, the tier that applied.

use super::book::Explanations;
use super::figure::in_full;
use super::readings::readings;
use super::{Explanation, Kind, StepKind, unknown_words};
use crate::domain::figure::Exact;
use crate::domain::formula::Expr;
use crate::domain::scheme::{Alternative, Indicator, Rule, checklist_cell, grade_cell};
use crate::domain::scoring::{Basis, Score};

impl Explanations<'_> {
    pub(super) fn explain_score(&self, index: usize) -> Explanation {
        let (Some(indicator), Some(score)) = (
            self.scheme.indicators.get(index),
            self.evaluation.scores.get(index),
        ) else {
            return self.begin(Kind::Score, "", String::new());
        };
        let name = format!(
            "{}得分（分值 {} 分）",
            indicator.name,
            self.points(&indicator.weight)
        );
        let mut made = self.begin(Kind::Score, &indicator.code, name);
        made.result = self.points_or_why(&score.points);
        self.looked_at(&mut made, indicator, score);
        if !indicator.rule_text.is_empty() {
            made.step(StepKind::RuleText, indicator.rule_text.clone());
        }
        let applied = self.applied(indicator, score);
        if !applied.is_empty() {
            made.step(StepKind::Tier, applied);
        }
        made.readings = readings(self.scheme, indicator, score);
        if let Some(lowered) = self.lowered(score) {
            made.step(StepKind::Limit, lowered);
        }
        made.step(StepKind::Score, made.result.clone());
        if let (Some(taken), Ok(points)) = (&score.deduction, &score.points) {
            let left = self.points(&(points - taken));
            let taken = self.points(taken);
            let words = format!("审核扣 {taken} 分，审核后得 {left} 分");
            made.step(StepKind::Deduction, words);
        }
        self.close(made)
    }

    /// What the rule looked at: an answer, a rate, requirements, a judgement.
    fn looked_at(&self, made: &mut Explanation, indicator: &Indicator, score: &Score) {
        let answer = match &score.basis {
            Basis::NotApplicable(_) => indicator.full_marks_when.as_ref(),
            Basis::Dropped => indicator.dropped_when.as_ref(),
            _ => None,
        };
        if let Some((slot, _)) = answer {
            made.inputs.extend(self.item(*slot));
            return;
        }
        if let Rule::OneOf { options, .. } = &indicator.rule {
            for option in options {
                self.option(made, option);
            }
        }
        if let Some(value) = indicator.rule.value() {
            // A score given elsewhere is a number of points.
            let is_rate = self.is_rate(value) && !matches!(indicator.rule, Rule::Converted { .. });
            self.rate(made, value, score, is_rate);
            for other in indicator.rule.values().into_iter().skip(1) {
                self.inputs_of(made, other);
            }
        }
        let lines = indicator.rule.requirements().into_iter().enumerate();
        made.inputs.extend(
            lines.map(|(item, text)| self.input(&checklist_cell(&indicator.code, item), text)),
        );
        self.given(made, indicator, score);
    }

    /// What a person gave: a grade, points.
    fn given(&self, made: &mut Explanation, indicator: &Indicator, score: &Score) {
        if let Rule::Judged { .. } = &indicator.rule {
            made.take(self.input(&grade_cell(&indicator.code), "等次"));
        }
        let own = match (&score.basis, &indicator.rule) {
            (Basis::ByHand, _) | (_, Rule::Manual | Rule::Judged { .. }) => "手填得分",
            (_, Rule::Graded { .. }) => "等次",
            _ => return,
        };
        made.take(self.input(&indicator.code, own));
    }

    /// One of several rules: its value, where it has no cell of its own with its formula.
    fn option(&self, made: &mut Explanation, option: &Alternative) {
        if let Some((slot, _)) = &option.when
            && let Some(answer) = self.item(*slot)
        {
            made.take(answer);
        }
        if let Some(value) = option.rule.value()
            && !matches!(value, Expr::Name(_))
        {
            let formula = value.in_names(&self.values());
            made.step(StepKind::Formula, format!("{}＝{formula}", option.name));
        }
        for formula in option.rule.values() {
            self.inputs_of(made, formula);
        }
    }

    /// The rate. One that has a cell of its own is explained there, as a child.
    fn rate(&self, made: &mut Explanation, value: &Expr, score: &Score, is_rate: bool) {
        if let Expr::Name(slot) = value
            && self.is_computed(*slot)
        {
            made.adopt(self.slot(*slot));
            return;
        }
        self.formula(made, value, is_rate);
        match (&score.rate, value.evaluate(&self.values())) {
            (Some(rate), _) => made.step(StepKind::Exact, in_full(rate, is_rate)),
            (None, Err(why)) => made.step(StepKind::Exact, unknown_words(self.scheme, &why)),
            (None, Ok(_)) => {}
        }
    }

    /// Whether a value is a ratio: formulas of rules are, unless their name has another unit.
    pub(super) fn is_rate(&self, value: &Expr) -> bool {
        let named = match value {
            Expr::Name(slot) => self.scheme.definition(*slot),
            _ => None,
        };
        named.is_none_or(|definition| definition.unit == "%")
    }

    /// A value on which a rule decides, up to twelve places.
    pub(super) fn shown(&self, value: &Expr, figure: &Exact) -> String {
        in_full(figure, self.is_rate(value))
    }
}
