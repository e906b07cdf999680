//! Scores of indicators: the rate, the rule in the words of the form, the tier that applied.

use super::book::Explanations;
use super::figure::in_full;
use super::readings::readings;
use super::{Explanation, Kind, StepKind, unknown_words};
use crate::domain::figure::Exact;
use crate::domain::formula::Expr;
use crate::domain::scheme::source::{Counting, Direction};
use crate::domain::scheme::{Indicator, Rule, checklist_cell};
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
        made.step(StepKind::Score, made.result.clone());
        self.close(made)
    }

    /// What the rule looked at: an answer, a rate, requirements, a judgement.
    fn looked_at(&self, made: &mut Explanation, indicator: &Indicator, score: &Score) {
        if let (Basis::NotApplicable(_), Some((slot, _))) =
            (&score.basis, &indicator.full_marks_when)
        {
            made.inputs.extend(self.item(*slot));
            return;
        }
        if let Some(value) = indicator.rule.value() {
            self.rate(made, value, score);
        }
        let lines = indicator.rule.requirements().into_iter().enumerate();
        made.inputs.extend(
            lines.map(|(item, text)| self.input(&checklist_cell(&indicator.code, item), text)),
        );
        let own = match (&score.basis, &indicator.rule) {
            (Basis::ByHand, _) | (_, Rule::Manual) => "手填得分",
            (_, Rule::Graded { .. }) => "等次",
            _ => return,
        };
        made.inputs.push(self.input(&indicator.code, own));
    }

    /// The rate. One that has a cell of its own is explained there, as a child.
    fn rate(&self, made: &mut Explanation, value: &Expr, score: &Score) {
        if let Expr::Name(slot) = value
            && self.is_computed(*slot)
        {
            made.adopt(self.slot(*slot));
            return;
        }
        self.formula(made, value, self.is_rate(value));
        match (&score.rate, value.evaluate(&self.values())) {
            (Some(rate), _) => made.step(StepKind::Exact, self.shown(value, rate)),
            (None, Err(why)) => made.step(StepKind::Exact, unknown_words(self.scheme, &why)),
            (None, Ok(_)) => {}
        }
    }

    /// The tier of the rule that applied.
    pub(super) fn applied(&self, indicator: &Indicator, score: &Score) -> String {
        match (&score.basis, &indicator.rule) {
            (Basis::NotApplicable(answer), _) => format!("答“{answer}”，按满分计算"),
            (Basis::ZeroDenominator, _) => "除数为0，本指标不适用，按满分计算".to_owned(),
            (
                Basis::Steps(steps),
                Rule::PerUnit {
                    base,
                    direction,
                    step,
                    minus,
                    counting,
                    ..
                },
            ) => {
                let rate = score.rate.as_ref().unwrap_or(base);
                let distance = direction.distance(rate, base);
                let is_beyond = !distance.is_negative() && !distance.is_zero();
                let counting = is_beyond.then_some(*counting);
                let is_rate = indicator.rule.value().is_none_or(|it| self.is_rate(it));
                let figures = [in_full(base, is_rate), in_full(step, is_rate)];
                self.steps(steps, figures, minus, *direction, counting)
            }
            (Basis::Band(index), Rule::Bands { bands, .. }) => bands
                .get(*index)
                .map(|band| format!("{}，计 {} 分", band.ends.words, self.points(&band.score)))
                .unwrap_or_default(),
            (Basis::NoBand, _) => "不在任何得分档内，不得分".to_owned(),
            (Basis::Ratio, _) => format!(
                "按比例计分：{} × 比率，最高 {} 分",
                self.points(&indicator.weight),
                self.points(&indicator.weight)
            ),
            (Basis::Checklist(unmet), Rule::Checklist { items, minus, .. }) => format!(
                "{}项要求中{unmet}项不符合，每项扣 {} 分",
                items.len(),
                self.points(minus)
            ),
            (Basis::Grade(index), Rule::Graded { grades }) => grades
                .get(*index)
                .map(|grade| format!("{}，计 {} 分", grade.name, self.points(&grade.score)))
                .unwrap_or_default(),
            (Basis::Interval(index), Rule::Judged { grades }) => grades
                .get(*index)
                .map(|grade| format!("评定为“{}”，分数在该档次之内", grade.name))
                .unwrap_or_default(),
            (Basis::Award(met), rule) => format!(
                "{}项要求中{met}项符合，按各项分数计",
                rule.requirements().len()
            ),
            (Basis::Veto(index), rule) => format!(
                "“{}”不符合，一票否决，不得分",
                rule.requirements().get(*index).unwrap_or(&"")
            ),
            (Basis::Chosen(index, _), Rule::OneOf { options, .. }) => options
                .get(*index)
                .map(|option| format!("几项中按“{}”计分", option.name))
                .unwrap_or_default(),
            (Basis::BelowLeast, _) => "低于最低要求，不得分".to_owned(),
            (Basis::Inverse, _) => "不超过目标值得满分，超过的按目标值÷实际值计分".to_owned(),
            (Basis::Linear, _) => "达到目标值得满分，偏离的按直线递减计分".to_owned(),
            (Basis::Equal(true), _) => "等于目标值，得满分".to_owned(),
            (Basis::Equal(false), _) => "不等于目标值，按规则计分".to_owned(),
            (Basis::Converted, _) => {
                format!("折算计分：{} × 得分÷满分", self.points(&indicator.weight))
            }
            (Basis::Missing, _) => "没有数据，按方案规定计满分".to_owned(),
            (Basis::NothingShown, _) => "没有数据，按方案规定不得分".to_owned(),
            (Basis::Dropped, _) => "不适用，不计分，其余指标按满分折算".to_owned(),
            (Basis::Negative, _) => "数值为负，按方案规定计满分".to_owned(),
            (Basis::Judged, _) => "由填报单位评定".to_owned(),
            (Basis::ByHand, _) => "缺少计算所需数据，得分由填报单位手填".to_owned(),
            _ => String::new(),
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

    /// The steps of a per-unit rule; nothing is counted on the good side of the base.
    fn steps(
        &self,
        steps: &Exact,
        [base, step]: [String; 2],
        minus: &Exact,
        direction: Direction,
        counting: Option<Counting>,
    ) -> String {
        let side = match direction {
            Direction::Above => "高于",
            Direction::Below => "低于",
            Direction::Both => "偏离",
        };
        let Some(counting) = counting else {
            return format!("没有{side}标准 {base}，不扣分");
        };
        format!(
            "{side}标准 {base} 的部分，每 {} 为一档，计 {} 档（{}），每档扣 {} 分，共扣 {} 分，扣完为止",
            step,
            steps.in_full(),
            super::readings::counting_words(counting),
            self.points(minus),
            self.points(&(steps * minus)),
        )
    }
}
