//! How a sample is to be drawn, as data.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Member, Sign};

/// A seed has at most so many characters.
pub const LONGEST_SEED: usize = 64;

/// How a sample is to be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// What decides about chance: a text that nobody could foresee or choose.
    pub seed: String,
    /// How many are drawn.
    pub quota: Quota,
    /// Whether each department is a stratum of its own.
    pub by_department: bool,
    /// Sizes by budget, the smallest first; none for one size.
    pub sizes: Vec<SizeBand>,
    /// What each sign counts for.
    pub risk: Vec<RiskRule>,
    /// Risks by points, the lowest first; none for one risk.
    pub risks: Vec<RiskBand>,
}

/// How many are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Quota {
    /// So many of a hundred, rounded half up, at least one.
    Percent(u32),
    /// So many.
    Count(u32),
}

/// A size, from this budget on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SizeBand {
    /// 大, 中, 小.
    pub name: String,
    /// The least budget, 万元.
    pub at_least: Decimal,
}

/// What a sign counts for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskRule {
    /// The sign.
    pub sign: Sign,
    /// Points each time.
    pub points: u32,
    /// Points at most.
    pub at_most: u32,
}

/// A risk, from so many points on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskBand {
    /// 高, 中, 低.
    pub name: String,
    /// The least points.
    pub at_least: u32,
    /// How often one of it is counted when places are shared out.
    pub weight: u32,
}

/// What cannot be drawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanProblem {
    /// Nothing to draw from.
    #[error("没有可供抽查的填报：只有已经提交的填报才参加抽查。")]
    Nobody,
    /// One code twice.
    #[error("抽查总体中单位代码“{0}”出现了两次，请先更正单位资料。")]
    Twice(String),
    /// No seed, or none that can be written down.
    #[error("请填写随机种子（1 至 {LONGEST_SEED} 个字，不含换行）。")]
    Seed,
    /// Not a share.
    #[error("抽查比例应是 1 至 100 之间的整数。")]
    Percent,
    /// None, or more than there are.
    #[error("抽查数量应是 1 至 {0} 之间的整数：总体共有 {0} 家。")]
    Count(usize),
}

impl PlanProblem {
    /// The permanent code, kept in the event log.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Nobody => "nobody-to-sample",
            Self::Twice(_) => "agency-code-twice",
            Self::Seed => "sample-seed",
            Self::Percent => "sample-percent",
            Self::Count(_) => "sample-count",
        }
    }
}

impl Plan {
    /// The usual plan: every department, three sizes, three risks, those of high risk counted three
    /// times, those of middle risk twice.
    #[must_use]
    pub fn usual(seed: impl Into<String>, quota: Quota) -> Self {
        let size = |name: &str, at_least: i64| SizeBand {
            name: name.to_owned(),
            at_least: Decimal::from(at_least),
        };
        let rule = |sign, points, at_most| RiskRule {
            sign,
            points,
            at_most,
        };
        let risk = |name: &str, at_least, weight| RiskBand {
            name: name.to_owned(),
            at_least,
            weight,
        };
        Self {
            seed: seed.into(),
            quota,
            by_department: true,
            sizes: vec![size("小", 0), size("中", 500), size("大", 5000)],
            risk: vec![
                rule(Sign::Explained, 1, 5),
                rule(Sign::Jump, 2, 6),
                rule(Sign::ByHand, 1, 4),
            ],
            risks: vec![risk("低", 0, 1), risk("中", 4, 2), risk("高", 8, 3)],
        }
    }

    /// Whether the seed is one that can be written down and typed again.
    #[must_use]
    pub fn has_seed(&self) -> bool {
        let letters = self.seed.chars().count();
        (1..=LONGEST_SEED).contains(&letters)
            && self.seed.trim() == self.seed
            && !self.seed.chars().any(char::is_control)
    }

    /// The risk of a member, points.
    #[must_use]
    pub fn risk_points(&self, member: &Member) -> u32 {
        let rules = self.risk.iter();
        let points = rules.map(|rule| {
            let times = member.count(rule.sign);
            times.saturating_mul(rule.points).min(rule.at_most)
        });
        points.fold(0, u32::saturating_add)
    }

    /// The index of the size; after the last where the budget is not known, or below the first.
    pub(super) fn size_of(&self, member: &Member) -> usize {
        let known = member.budget.and_then(|budget| {
            let bands = self.sizes.iter();
            bands.clone().rposition(|band| budget >= band.at_least)
        });
        known.unwrap_or(self.sizes.len())
    }

    /// The index of the risk; the first where no band holds.
    pub(super) fn risk_of(&self, member: &Member) -> usize {
        let points = self.risk_points(member);
        let bands = self.risks.iter();
        bands
            .clone()
            .rposition(|band| points >= band.at_least)
            .unwrap_or(0)
    }

    /// What one member of a risk is counted for.
    pub(super) fn weight_of(&self, risk: usize) -> u64 {
        self.risks
            .get(risk)
            .map_or(1, |band| u64::from(band.weight))
    }

    /// How many are drawn of so many.
    ///
    /// # Errors
    /// A share or a number that cannot be.
    pub fn places(&self, of: usize) -> Result<usize, PlanProblem> {
        match self.quota {
            Quota::Percent(percent) if (1..=100).contains(&percent) => {
                let hundredths = of.saturating_mul(percent as usize);
                Ok(((hundredths + 50) / 100).max(1))
            }
            Quota::Percent(_) => Err(PlanProblem::Percent),
            Quota::Count(count) => usize::try_from(count)
                .ok()
                .filter(|count| (1..=of).contains(count))
                .ok_or(PlanProblem::Count(of)),
        }
    }
}
