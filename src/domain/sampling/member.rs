//! What of a filing counts when a sample is drawn.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::domain::check::Severity;
use crate::domain::evaluate::Evaluation;
use crate::domain::figure::Exact;
use crate::domain::scheme::{Rule, Scheme};
use crate::domain::scoring::Basis;

/// The number of the check that finds figures that moved far.
const JUMP: &str = "K12";

/// What the name of a budget has in it.
const BUDGET: &str = "预算";

/// What makes a filing worth a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sign {
    /// 需说明: what the checks asked a reason for.
    Explained,
    /// 大幅变动: figures that moved far.
    Jump,
    /// 手工评分: points that a person gave.
    ByHand,
}

impl Sign {
    /// Every sign.
    pub const ALL: [Self; 3] = [Self::Explained, Self::Jump, Self::ByHand];

    /// The officials' word.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Explained => "需说明的事项",
            Self::Jump => "大幅变动的数据",
            Self::ByHand => "由人评定的得分",
        }
    }
}

/// How often each sign was found; one that was not is left out.
pub type Signs = BTreeMap<Sign, u32>;

/// One filing of the population.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// The agency's code; unique in the population.
    pub code: String,
    /// The agency.
    pub agency: String,
    /// The supervising department; empty for none.
    pub department: String,
    /// The year's budget, 万元, exact; none where the forms do not tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget: Option<Decimal>,
    /// What was found.
    #[serde(default)]
    pub signs: Signs,
}

impl Member {
    /// A filing by its code, agency and department, with what its evaluation tells.
    #[must_use]
    pub fn of(
        (code, agency, department): (String, String, String),
        scheme: &Scheme,
        evaluation: &Evaluation,
    ) -> Self {
        Self {
            code,
            agency,
            department,
            budget: budget(scheme, evaluation),
            signs: Sign::count(scheme, evaluation),
        }
    }

    /// The line that stands for it in the digest of the population.
    #[must_use]
    pub fn line(&self) -> String {
        let budget = self.budget.map(|it| it.normalize().to_string());
        let mut parts = vec![
            self.code.clone(),
            self.department.clone(),
            budget.unwrap_or_default(),
        ];
        parts.extend(Sign::ALL.map(|sign| self.count(sign).to_string()));
        parts.join("\t")
    }

    /// How often a sign was found.
    #[must_use]
    pub fn count(&self, sign: Sign) -> u32 {
        self.signs.get(&sign).copied().unwrap_or(0)
    }
}

impl Sign {
    /// The signs of an evaluated filing.
    #[must_use]
    pub fn count(scheme: &Scheme, evaluation: &Evaluation) -> Signs {
        let found = |is_jump: bool| {
            let findings = evaluation.findings.iter();
            let wanted = findings.filter(|finding| {
                (finding.check == JUMP) == is_jump
                    && (is_jump || finding.severity == Severity::Warning)
            });
            number(wanted.count())
        };
        let scores = scheme.indicators.iter().zip(&evaluation.scores);
        let by_hand = scores.filter(|(indicator, score)| {
            let is_given = matches!(indicator.rule, Rule::Manual | Rule::Judged { .. });
            is_given && score.points.is_ok() || score.basis == Basis::ByHand
        });
        let rows = scheme.trees.iter().zip(&evaluation.trees);
        let rows = rows
            .filter(|(tree, _)| tree.scored)
            .flat_map(|(_, rows)| rows)
            .filter(|row| row.score.is_ok() && !row.is_computed && !row.is_quantitative);
        let counted = [
            (Self::Explained, found(false)),
            (Self::Jump, found(true)),
            (Self::ByHand, number(by_hand.count() + rows.count())),
        ];
        counted
            .into_iter()
            .filter(|(_, times)| *times > 0)
            .collect()
    }
}

/// The largest amount whose name speaks of a budget, 万元.
fn budget(scheme: &Scheme, evaluation: &Evaluation) -> Option<Decimal> {
    let amounts = scheme.slots.iter().zip(&evaluation.values);
    let budgets =
        amounts.filter(|(slot, _)| slot.name.contains(BUDGET) && scheme.is_amount(&slot.code));
    let largest = budgets
        .filter_map(|(_, value)| value.exact.as_ref().ok())
        .max()?;
    let unit = if scheme.head.amount_unit == "元" {
        Exact::whole(10_000)
    } else {
        Exact::whole(1)
    };
    largest.divided_by(&unit)?.rounded(2)
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
