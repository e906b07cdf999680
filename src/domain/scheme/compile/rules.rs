//! Scoring rules: constants and formulas put in.

use super::Compiler;
use crate::domain::figure::Exact;
use crate::domain::scheme::source::{BandSource, RuleSource};
use crate::domain::scheme::{Band, Grade, Rule};

impl Compiler {
    pub(super) fn rule(&mut self, place: &str, source: &RuleSource) -> Option<Rule> {
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
                    self.report(place, "每档幅度（step）应大于0。");
                    return None;
                }
                Rule::PerUnit {
                    value: self.formula(place, value)?,
                    base: self.constant(place, base)?,
                    direction: *direction,
                    step,
                    minus: Exact::from(*minus),
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
            RuleSource::Proportional { value } => Rule::Proportional {
                value: self.formula(place, value)?,
            },
            RuleSource::Checklist { items, minus } => Rule::Checklist {
                items: items.clone(),
                minus: Exact::from(*minus),
            },
            RuleSource::Graded { grades } => Rule::Graded {
                grades: grades
                    .iter()
                    .map(|grade| Grade {
                        name: grade.name.clone(),
                        score: Exact::from(grade.score),
                    })
                    .collect(),
            },
            RuleSource::Manual => Rule::Manual,
        })
    }

    fn band(&mut self, place: &str, source: &BandSource) -> Option<Band> {
        let mut words = Vec::new();
        let mut end = |text: &Option<String>, describe: fn(&str) -> String| match text {
            Some(text) => {
                words.push(describe(text));
                self.constant(place, text).map(Some)
            }
            None => Some(None),
        };
        let exactly = end(&source.exactly, |text| format!("等于{text}"))?;
        let above = end(&source.above, |text| format!("大于{text}"))?;
        let at_least = end(&source.at_least, |text| format!("{text}（含）以上"))?;
        let below = end(&source.below, |text| format!("低于{text}"))?;
        let at_most = end(&source.at_most, |text| format!("至{text}（含）"))?;
        Some(Band {
            above,
            at_least,
            below,
            at_most,
            exactly,
            words: words.join("，"),
            score: Exact::from(source.score),
        })
    }
}
