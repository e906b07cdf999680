//! What decided a score: the tier of the rule, in words and with the figures put in.

use super::book::Explanations;
use super::figure::in_full;
use super::readings::counting_words;
use crate::domain::figure::Exact;
use crate::domain::formula::Expr;
use crate::domain::scheme::source::{Direction, Otherwise};
use crate::domain::scheme::{Indicator, Rule};
use crate::domain::scoring::{Basis, Score};

impl Explanations<'_> {
    /// The tier of the rule that applied; empty while nothing does.
    pub(super) fn applied(&self, indicator: &Indicator, score: &Score) -> String {
        self.tier(indicator, &indicator.rule, &score.basis, score)
    }

    fn tier(&self, indicator: &Indicator, rule: &Rule, basis: &Basis, score: &Score) -> String {
        match (basis, rule) {
            (Basis::Chosen(index, inner), Rule::OneOf { options, .. }) => {
                let Some(option) = options.get(*index) else {
                    return String::new();
                };
                let inner = self.tier(indicator, &option.rule, inner, score);
                format!("取“{}”计分：{inner}", option.name)
            }
            (Basis::NotApplicable(answer), _) => format!("答“{answer}”，按满分计算"),
            (Basis::ZeroDenominator, _) => "除数为0，本指标不适用，按满分计算".to_owned(),
            (Basis::Missing, _) => "没有数据，按方案规定计满分".to_owned(),
            (Basis::NothingShown, _) => "没有数据，按方案规定不得分".to_owned(),
            (Basis::Dropped, _) => "不适用，不计分，其余指标按满分折算".to_owned(),
            (Basis::Negative, _) => "数值为负，按方案规定计满分".to_owned(),
            (Basis::Judged, _) => "由填报单位评定".to_owned(),
            (Basis::ByHand, _) => "缺少计算所需数据，得分由填报单位手填".to_owned(),
            (Basis::Grade(index), Rule::Graded { grades }) => grades
                .get(*index)
                .map(|grade| format!("{}，计 {} 分", grade.name, self.points(&grade.score)))
                .unwrap_or_default(),
            (Basis::Interval(index), Rule::Judged { grades }) => grades
                .get(*index)
                .map(|grade| format!("评定为“{}”，分数在该档次之内", grade.name))
                .unwrap_or_default(),
            (Basis::Checklist(_) | Basis::Award(_) | Basis::Veto(_), _) => {
                self.requirements(rule, basis)
            }
            _ => self.by_value(indicator, rule, basis, score),
        }
    }

    fn requirements(&self, rule: &Rule, basis: &Basis) -> String {
        let all = rule.requirements();
        match (basis, rule) {
            (Basis::Checklist(unmet), Rule::Checklist { minus, .. }) => format!(
                "{}项要求中{unmet}项不符合，每项扣 {} 分",
                all.len(),
                self.points(minus)
            ),
            (Basis::Award(met), _) => {
                format!("{}项要求中{met}项符合，按各项分数计", all.len())
            }
            (Basis::Veto(index), _) => format!(
                "“{}”不符合，一票否决，不得分",
                all.get(*index).unwrap_or(&"")
            ),
            _ => String::new(),
        }
    }

    fn by_value(&self, indicator: &Indicator, rule: &Rule, basis: &Basis, score: &Score) -> String {
        let (Some(expr), Some(value)) = (rule.value(), &score.rate) else {
            return String::new();
        };
        let weight = self.points(&indicator.weight);
        let now = self.shown(expr, value);
        let at = |figure: &Exact| self.shown(expr, figure);
        let target = |target: &Expr| target.evaluate(&self.values()).ok();
        match (basis, rule) {
            (Basis::Steps(steps), Rule::PerUnit { .. }) => self.steps(rule, value, steps),
            (Basis::Band(index), Rule::Bands { bands, .. }) => bands
                .get(*index)
                .map(|band| format!("{}，计 {} 分", band.ends.words, self.points(&band.score)))
                .unwrap_or_default(),
            (Basis::NoBand, _) => "不在任何得分档内，不得分".to_owned(),
            (Basis::BelowLeast, Rule::Proportional { at_least, .. }) => {
                let least = at_least.as_ref().map_or(String::new(), at);
                format!("低于最低要求 {least}，不得分")
            }
            (
                Basis::Ratio,
                Rule::Proportional {
                    target: aim, cap, ..
                },
            ) => {
                let most = cap.as_ref().map_or(weight.clone(), |cap| self.points(cap));
                let whole = target(aim).filter(|aim| *aim != Exact::whole(1));
                let over = whole.map_or(String::new(), |aim| format!(" ÷ {}", at(&aim)));
                format!("按比例计分：{weight} × {now}{over}，最高 {most} 分")
            }
            (Basis::Converted, Rule::Converted { of, .. }) => {
                let of = target(of).map_or(String::new(), |of| of.in_full());
                format!("折算计分：{weight} × {} ÷ {of}", value.in_full())
            }
            (Basis::Inverse, Rule::Inverse { target: aim, .. }) => match target(aim) {
                Some(aim) if *value <= aim => format!("不超过目标值 {}，得满分", at(&aim)),
                Some(aim) => format!("超过目标值 {0}，按 {weight} × {0} ÷ {now} 计分", at(&aim)),
                None => String::new(),
            },
            (
                Basis::Linear,
                Rule::Linear {
                    target: aim,
                    zero_at,
                    ..
                },
            ) => {
                let aim = target(aim).unwrap_or_else(Exact::zero);
                let end = zero_at.as_ref().and_then(target);
                let end = end.unwrap_or_else(|| &aim * &Exact::whole(2));
                format!("{} 得满分，到 {} 为0分，其间按直线计分", at(&aim), at(&end))
            }
            (
                Basis::Equal(is_equal),
                Rule::Equal {
                    target: aim,
                    otherwise,
                    ..
                },
            ) => {
                let aim = target(aim).map_or(String::new(), |aim| at(&aim));
                match (is_equal, otherwise) {
                    (true, _) => format!("等于目标值 {aim}，得满分"),
                    (false, Otherwise::NoPoints) => format!("不等于目标值 {aim}，不得分"),
                    (false, _) => format!("不等于目标值 {aim}，按比例计分"),
                }
            }
            _ => String::new(),
        }
    }

    /// The steps of a per-unit rule; nothing is counted on the good side of the base.
    fn steps(&self, rule: &Rule, value: &Exact, steps: &Exact) -> String {
        let Rule::PerUnit {
            value: expr,
            base,
            direction,
            step,
            minus,
            counting,
        } = rule
        else {
            return String::new();
        };
        let side = match direction {
            Direction::Above => "高于",
            Direction::Below => "低于",
            Direction::Both => "偏离",
        };
        let distance = direction.distance(value, base);
        let base = in_full(base, self.is_rate(expr));
        if distance.is_negative() || distance.is_zero() {
            return format!("没有{side}标准 {base}，不扣分");
        }
        format!(
            "{side}标准 {base} 的部分，每 {} 为一档，计 {} 档（{}），每档扣 {} 分，共扣 {} 分，扣完为止",
            in_full(step, self.is_rate(expr)),
            steps.in_full(),
            counting_words(*counting),
            self.points(minus),
            self.points(&(steps * minus)),
        )
    }

    /// The limit that lowered a score.
    pub(super) fn lowered(&self, score: &Score) -> Option<String> {
        let (index, before) = score.limited.as_ref()?;
        self.limit(*index, before)
    }

    /// A limit that holds, with what stood before it.
    pub(super) fn limit(&self, index: usize, before: &Exact) -> Option<String> {
        let limit = self.scheme.limits.get(index)?;
        Some(format!(
            "{}，由 {} 分降为 {} 分",
            limit.because.trim_end_matches('。'),
            self.points(before),
            self.points(&limit.at_most)
        ))
    }
}
