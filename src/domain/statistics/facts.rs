//! What one filing brings into the statistics of its campaign.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::meaning;
use super::measure::{MONEY_DECIMALS, POINT_DECIMALS, scaled};
use crate::domain::evaluate::Evaluation;
use crate::domain::figure::Exact;
use crate::domain::formula::{Lookup as _, Slot};
use crate::domain::scheme::Scheme;
use crate::domain::scoring::Basis;
use crate::domain::workflow::Progress;

/// What was evaluated when a filing last moved, and what happened to it on the way. Points and
/// percentages in ten-thousandths, amounts in 分.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// 自评得分; `None` while it is not known.
    pub total: Option<i64>,
    /// 优, 良, 中, 差; empty where there is none.
    pub grade: String,
    /// 财政复核得分, where corrections stand.
    pub reviewed: Option<i64>,
    /// Its grade.
    pub reviewed_grade: String,
    /// How much of the budget was spent.
    pub execution: Option<Execution>,
    /// 三公经费.
    pub three_public: Option<Change>,
    /// What every indicator is worth and what it lost, by the scheme's name for it.
    pub losses: BTreeMap<String, Loss>,
    /// How often every check found something, by check and severity (`K03 warning`).
    pub findings: BTreeMap<String, i64>,
    /// How often it was returned.
    pub returns: i64,
    /// Findings that were open at a return, by check; of all returns together.
    pub returned_with: BTreeMap<String, i64>,
    /// Comments that went along with a return, by the name of their place; of all returns together.
    pub commented: BTreeMap<String, i64>,
}

/// How much of the budget was spent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Execution {
    /// 执行率, per cent.
    pub rate: i64,
    /// 全年执行数, where the rate is a plain quotient.
    pub executed: Option<i64>,
    /// 全年预算数, likewise.
    pub budget: Option<i64>,
}

/// An amount of two years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// This year's.
    pub now: i64,
    /// That of the year before.
    pub before: i64,
}

/// What an indicator is worth and what it lost.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loss {
    /// 分值.
    pub weight: i64,
    /// 失分.
    pub lost: i64,
}

impl Facts {
    /// What a filing comes to as it was judged.
    #[must_use]
    pub fn of(scheme: &Scheme, evaluation: &Evaluation) -> Self {
        let total = evaluation.total.as_ref().ok();
        let mut findings = BTreeMap::new();
        for found in &evaluation.findings {
            let key = format!("{} {}", found.check, found.severity.code());
            *findings.entry(key).or_insert(0) += 1;
        }
        Self {
            total: total.and_then(|total| scaled(total, POINT_DECIMALS)),
            grade: evaluation.grade.clone().unwrap_or_default(),
            execution: execution(scheme, evaluation),
            three_public: three_public(scheme, evaluation),
            losses: losses(scheme, evaluation),
            findings,
            ..Self::default()
        }
    }

    /// The same filing judged anew; what happened to it on the way stays.
    #[must_use]
    pub fn judged_again(&self, judged: Self) -> Self {
        Self {
            returns: self.returns,
            returned_with: self.returned_with.clone(),
            commented: self.commented.clone(),
            ..judged
        }
    }

    /// With the score of the reviewers, where corrections stand.
    #[must_use]
    pub fn reviewed(self, score: Option<&Exact>, grade: &str) -> Self {
        Self {
            reviewed: score.and_then(|score| scaled(score, POINT_DECIMALS)),
            reviewed_grade: score.map_or_else(String::new, |_| grade.to_owned()),
            ..self
        }
    }

    /// After a 退回修改 with comments at these places: what was found in it then was open.
    #[must_use]
    pub fn returned(mut self, places: &[String]) -> Self {
        self.returns += 1;
        for (key, found) in &self.findings {
            let check = key.split(' ').next().unwrap_or_default();
            *self.returned_with.entry(check.to_owned()).or_insert(0) += found;
        }
        for place in places {
            *self.commented.entry(place.clone()).or_insert(0) += 1;
        }
        self
    }

    /// The place of a comment, the same for all agencies: a row that an agency made itself is one of
    /// the rows.
    #[must_use]
    pub fn place(place: &str) -> String {
        match place
            .strip_prefix('“')
            .and_then(|rest| rest.rsplit_once('”'))
        {
            Some((_, column)) if !column.is_empty() => format!("绩效指标各行的{column}"),
            _ => place.to_owned(),
        }
    }

    /// Whether the figures of a filing that is so far count: it has left its agency, and nobody
    /// sent it back or released the agency.
    #[must_use]
    pub fn count_at(progress: Progress) -> bool {
        use crate::domain::workflow::State;
        !progress.is_owed() && progress != Progress::At(State::Cancelled)
    }
}

fn execution(scheme: &Scheme, evaluation: &Evaluation) -> Option<Execution> {
    let values = evaluation.lookup(scheme);
    let slot = meaning::execution_rate(scheme)?;
    let rate = values.value(slot).ok()?;
    let parts = meaning::quotient(scheme, slot);
    let amount = |slot: Slot| money(scheme, &values.value(slot).ok()?);
    Some(Execution {
        rate: scaled(&(&rate * &Exact::whole(100)), POINT_DECIMALS)?,
        executed: parts.and_then(|(executed, _)| amount(executed)),
        budget: parts.and_then(|(_, budget)| amount(budget)),
    })
}

fn three_public(scheme: &Scheme, evaluation: &Evaluation) -> Option<Change> {
    let (now, before) = meaning::three_public(scheme, &evaluation.lookup(scheme))?;
    Some(Change {
        now: money(scheme, &now)?,
        before: money(scheme, &before)?,
    })
}

/// An amount in 分, whatever unit the forms have.
fn money(scheme: &Scheme, amount: &Exact) -> Option<i64> {
    let decimals = match scheme.head.amount_unit.as_str() {
        "元" => 2,
        _ => MONEY_DECIMALS,
    };
    scaled(amount, decimals)
}

fn losses(scheme: &Scheme, evaluation: &Evaluation) -> BTreeMap<String, Loss> {
    let mut losses: BTreeMap<String, Loss> = BTreeMap::new();
    let mut note = |name: &str, weight: &Exact, points: &Exact| {
        let weights = scaled(weight, POINT_DECIMALS).zip(scaled(points, POINT_DECIMALS));
        if let Some((weight, points)) = weights {
            let loss = losses.entry(name.to_owned()).or_default();
            loss.weight += weight;
            loss.lost += (weight - points).max(0);
        }
    };
    for (indicator, score) in scheme.indicators.iter().zip(&evaluation.scores) {
        if let Ok(points) = &score.points
            && score.basis != Basis::Dropped
        {
            note(&indicator.name, &indicator.weight, points);
        }
    }
    for (tree, rows) in scheme.trees.iter().zip(&evaluation.trees) {
        for row in rows {
            if let (Some(heading), Ok(weight), Ok(score)) =
                (tree.level2.get(row.heading), &row.weight, &row.score)
            {
                note(&heading.name, weight, score);
            }
        }
    }
    losses
}
