//! Scoring rules: constants and formulas put in.

use super::Compiler;
use crate::domain::figure::Exact;
use crate::domain::scheme::source::{
    AwardSource, BandSource, Choose, EndsSource, IntervalSource, OptionSource, RuleSource,
};
use crate::domain::scheme::{Alternative, AwardItem, Band, Ends, Grade, Interval, Rule};
use rust_decimal::Decimal;

impl Compiler {
    /// Compiles the rule of an indicator with this weight.
    pub(super) fn rule(
        &mut self,
        place: &str,
        weight: Decimal,
        source: &RuleSource,
    ) -> Option<Rule> {
        Some(match source {
            RuleSource::PerUnit {
                value,
                base,
                direction,
                step,
                minus,
                counting,
            } => {
                let step = self.constant(place, step)?;
                if step.is_zero() || step.is_negative() {
                    self.report(
                        place,
                        "每档幅度（step）应大于0。",
                        "请照纸质表写，例如每超过1个百分点的写 step = \"1%\"。",
                    );
                    return None;
                }
                Rule::PerUnit {
                    value: self.formula(place, value)?,
                    base: self.constant(place, base)?,
                    direction: *direction,
                    step,
                    minus: self.points(place, *minus),
                    counting: *counting,
                }
            }
            RuleSource::Bands { value, bands } => Rule::Bands {
                value: self.formula(place, value)?,
                bands: bands
                    .iter()
                    .filter_map(|band| self.band(place, band))
                    .collect(),
            },
            RuleSource::Checklist {
                items,
                minus,
                not_applicable,
            } => Rule::Checklist {
                items: items.clone(),
                minus: self.points(place, *minus),
                not_applicable: *not_applicable,
            },
            RuleSource::Award {
                items,
                not_applicable,
            } => Rule::Award {
                items: self.award(place, weight, items),
                not_applicable: *not_applicable,
            },
            RuleSource::Graded { grades } => Rule::Graded {
                grades: grades
                    .iter()
                    .map(|grade| Grade {
                        name: grade.name.clone(),
                        score: self.points(place, grade.score),
                    })
                    .collect(),
            },
            RuleSource::Judged { grades } => Rule::Judged {
                grades: self.intervals(place, grades)?,
            },
            RuleSource::OneOf { choose, options } => {
                self.one_of(place, weight, *choose, options)?
            }
            RuleSource::Manual => Rule::Manual,
            by_target => self.by_target(place, by_target)?,
        })
    }

    /// The rules that hold a value against a target.
    fn by_target(&mut self, place: &str, source: &RuleSource) -> Option<Rule> {
        match source {
            RuleSource::Proportional {
                value,
                target,
                at_least,
                cap,
            } => Some(Rule::Proportional {
                value: self.formula(place, value)?,
                target: self.formula(place, target)?,
                at_least: at_least
                    .as_deref()
                    .and_then(|end| self.constant(place, end)),
                cap: cap.map(|cap| self.points(place, cap)),
            }),
            RuleSource::Inverse { value, target } => Some(Rule::Inverse {
                value: self.formula(place, value)?,
                target: self.formula(place, target)?,
            }),
            RuleSource::Linear {
                value,
                target,
                zero_at,
            } => Some(Rule::Linear {
                value: self.formula(place, value)?,
                target: self.formula(place, target)?,
                zero_at: match zero_at {
                    Some(end) => Some(self.formula(place, end)?),
                    None => None,
                },
            }),
            RuleSource::Equal {
                value,
                target,
                otherwise,
            } => Some(Rule::Equal {
                value: self.formula(place, value)?,
                target: self.formula(place, target)?,
                otherwise: *otherwise,
            }),
            RuleSource::Converted { value, of } => Some(Rule::Converted {
                value: self.formula(place, value)?,
                of: self.formula(place, of)?,
            }),
            _ => None,
        }
    }

    /// Points of a rule; a deduction or a score below zero is a slip.
    fn points(&mut self, place: &str, points: Decimal) -> Exact {
        if points < Decimal::ZERO {
            self.report(
                place,
                format!("分数 {points} 不应小于0。"),
                "扣分也写正数。",
            );
        }
        Exact::from(points)
    }

    fn award(&mut self, place: &str, weight: Decimal, sources: &[AwardSource]) -> Vec<AwardItem> {
        let sum: Decimal = sources.iter().map(|item| item.points).sum();
        if sum != weight {
            self.report(
                place,
                format!("各项要求的分数合计为 {sum}，应等于分值 {weight}。"),
                "请对照纸质表改各项的 points 或指标的 weight。",
            );
        }
        let items = sources.iter().map(|item| AwardItem {
            text: item.text.clone(),
            points: self.points(place, item.points),
            is_veto: item.veto,
        });
        items.collect()
    }

    /// Grades with intervals, from the best down to one that begins at 0.
    pub(super) fn intervals(
        &mut self,
        place: &str,
        sources: &[IntervalSource],
    ) -> Option<Vec<Interval>> {
        let mut grades: Vec<Interval> = Vec::new();
        for source in sources {
            let at_least = self.constant(place, &source.at_least)?;
            let below = grades.last().map(|better| better.at_least.clone());
            let top = below.clone().unwrap_or_else(|| Exact::whole(1));
            if at_least >= top || at_least.is_negative() {
                self.report(
                    place,
                    "各档次的最低分（at_least）应从高到低，都在 0 到 100% 之间。",
                    "例如 90%、60%、0。",
                );
                return None;
            }
            grades.push(Interval {
                name: source.name.clone(),
                at_least,
                below,
            });
        }
        if grades.last().is_some_and(|last| !last.at_least.is_zero()) {
            self.report(
                place,
                "最低的档次应从 0 开始。",
                "请把最后一档写成 at_least = \"0\"。",
            );
        }
        Some(grades)
    }

    fn one_of(
        &mut self,
        place: &str,
        weight: Decimal,
        choose: Choose,
        sources: &[OptionSource],
    ) -> Option<Rule> {
        let mut options = Vec::new();
        for source in sources {
            let rule = self.rule(place, weight, &source.rule)?;
            if rule.value().is_none() {
                self.report(
                    place,
                    format!(
                        "“{}”不是按数据计分的规则，不能放在择一（one_of）里。",
                        source.name
                    ),
                    "择一里只放看一个数的规则，例如 bands、per_unit、proportional。",
                );
            }
            if choose == Choose::Answer && source.when.is_none() {
                self.report(
                    place,
                    format!("“{}”缺少 when，不知何时选它。", source.name),
                    "请写 when = { item = \"选择项的名称\", is = \"回答\" }。",
                );
            }
            let when = match &source.when {
                Some(answer) => Some((self.named(place, &answer.item)?, answer.is.clone())),
                None => None,
            };
            options.push(Alternative {
                name: source.name.clone(),
                when,
                rule,
            });
        }
        if options.len() < 2 {
            self.report(
                place,
                "择一（one_of）至少要有两个选项。",
                "只有一种算法的，直接写那一种规则。",
            );
        }
        Some(Rule::OneOf { choose, options })
    }

    fn band(&mut self, place: &str, source: &BandSource) -> Option<Band> {
        Some(Band {
            ends: self.ends(place, source.ends())?,
            score: self.points(place, source.score),
        })
    }

    /// The ends of a band or of a condition on a value.
    pub(super) fn ends(&mut self, place: &str, texts: EndsSource<'_>) -> Option<Ends> {
        let mut words = Vec::new();
        let mut end = |text: Option<&str>, describe: fn(&str) -> String| match text {
            Some(text) => {
                words.push(describe(text));
                self.constant(place, text).map(Some)
            }
            None => Some(None),
        };
        let [exactly, above, at_least, below, at_most] = texts;
        let exactly = end(exactly, |text| format!("等于{text}"))?;
        let above = end(above, |text| format!("大于{text}"))?;
        let at_least = end(at_least, |text| format!("{text}（含）以上"))?;
        let below = end(below, |text| format!("低于{text}"))?;
        let at_most = end(at_most, |text| format!("至{text}（含）"))?;
        Some(Ends {
            above,
            at_least,
            below,
            at_most,
            exactly,
            words: words.join("，"),
        })
    }
}
