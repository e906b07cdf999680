//! Drawing.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Member, Plan, PlanProblem, allot};
use crate::domain::publication::sha256_hex;

/// What is drawn from a population by a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drawn {
    /// SHA-256 of the population: a line for each member, in the order of the codes.
    pub population_digest: String,
    /// The strata in their order.
    pub strata: Vec<Stratum>,
    /// Who was drawn, stratum by stratum.
    pub picked: Vec<Picked>,
}

/// A part of the population.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stratum {
    /// The department; empty where departments are not told apart or there is none.
    pub department: String,
    /// The size; empty where sizes are not told apart or the budget is not known.
    pub size: String,
    /// The risk; empty where risks are not told apart.
    pub risk: String,
    /// How many belong to it.
    pub members: usize,
    /// How many of them are drawn.
    pub places: usize,
}

/// One that was drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Picked {
    /// The agency's code.
    pub code: String,
    /// The agency.
    pub agency: String,
    /// The index of its stratum.
    pub stratum: usize,
    /// Its place in the order of its stratum, from 1.
    pub rank: usize,
    /// Its risk, points.
    pub risk_points: u32,
    /// SHA-256 of seed and code, which gave it its place.
    pub digest: String,
}

/// What a stratum is known by: department, size, risk.
type Key = (String, usize, usize);

/// Draws a sample.
///
/// # Errors
/// A plan or a population that allows none.
pub fn draw(population: &[Member], plan: &Plan) -> Result<Drawn, PlanProblem> {
    if !plan.has_seed() {
        return Err(PlanProblem::Seed);
    }
    if population.is_empty() {
        return Err(PlanProblem::Nobody);
    }
    let mut codes = BTreeSet::new();
    if let Some(twice) = population.iter().find(|member| !codes.insert(&member.code)) {
        return Err(PlanProblem::Twice(twice.code.clone()));
    }
    let places = plan.places(population.len())?;
    let strata = cut(population, plan);
    let sizes: Vec<(usize, u64)> = strata
        .iter()
        .map(|((_, _, risk), members)| (members.len(), plan.weight_of(*risk)))
        .collect();
    let mut drawn = Drawn {
        population_digest: digest(population),
        strata: Vec::new(),
        picked: Vec::new(),
    };
    for (((key, members), places), at) in strata.into_iter().zip(allot(&sizes, places)).zip(0..) {
        drawn.strata.push(named(plan, key, members.len(), places));
        drawn.picked.extend(pick(plan, members, places, at));
    }
    Ok(drawn)
}

/// The digest by which a population is known again.
fn digest(population: &[Member]) -> String {
    let by_code: BTreeMap<&str, String> = population
        .iter()
        .map(|member| (member.code.as_str(), member.line()))
        .collect();
    let lines: Vec<String> = by_code.into_values().collect();
    sha256_hex(lines.join("\n").as_bytes())
}

fn cut<'a>(population: &'a [Member], plan: &Plan) -> BTreeMap<Key, Vec<&'a Member>> {
    let mut strata: BTreeMap<Key, Vec<&Member>> = BTreeMap::new();
    for member in population {
        let department = if plan.by_department {
            member.department.clone()
        } else {
            String::new()
        };
        let key = (department, plan.size_of(member), plan.risk_of(member));
        strata.entry(key).or_default().push(member);
    }
    strata
}

fn named(plan: &Plan, (department, size, risk): Key, members: usize, places: usize) -> Stratum {
    let size = plan.sizes.get(size).map(|band| band.name.clone());
    let risk = plan.risks.get(risk).map(|band| band.name.clone());
    Stratum {
        department,
        size: size.unwrap_or_default(),
        risk: risk.unwrap_or_default(),
        members,
        places,
    }
}

/// The first so many of a stratum in the order of their digests.
fn pick(plan: &Plan, members: Vec<&Member>, places: usize, stratum: usize) -> Vec<Picked> {
    let mut ordered: Vec<(String, &Member)> = members
        .into_iter()
        .map(|member| {
            let text = format!("{}|{}", plan.seed, member.code);
            (sha256_hex(text.as_bytes()), member)
        })
        .collect();
    ordered.sort_by(|(one, first), (other, second)| {
        one.cmp(other).then_with(|| first.code.cmp(&second.code))
    });
    let first = ordered.into_iter().take(places).zip(1..);
    first
        .map(|((digest, member), rank)| Picked {
            code: member.code.clone(),
            agency: member.agency.clone(),
            stratum,
            rank,
            risk_points: plan.risk_points(member),
            digest,
        })
        .collect()
}

impl Drawn {
    /// Why one was drawn, in words.
    #[must_use]
    pub fn why(&self, picked: &Picked) -> String {
        let Some(stratum) = self.strata.get(picked.stratum) else {
            return String::new();
        };
        format!(
            "{}：共 {} 家，抽 {} 家；按随机排序列第 {} 位，风险 {} 分",
            stratum.label(),
            stratum.members,
            stratum.places,
            picked.rank,
            picked.risk_points
        )
    }
}

impl Stratum {
    /// `县教育局·中型·高风险`.
    #[must_use]
    pub fn label(&self) -> String {
        let mut parts = Vec::new();
        if !self.department.is_empty() {
            parts.push(self.department.clone());
        }
        if !self.size.is_empty() {
            parts.push(format!("规模{}", self.size));
        }
        if !self.risk.is_empty() {
            parts.push(format!("风险{}", self.risk));
        }
        if parts.is_empty() {
            return "全部单位".to_owned();
        }
        parts.join("·")
    }
}
