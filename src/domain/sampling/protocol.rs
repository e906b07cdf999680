//! 抽查记录: everything that is needed to draw a sample again.

use serde::{Deserialize, Serialize};

use super::{Drawn, Member, Plan, PlanProblem, draw};

/// What a protocol says it is.
pub const FORMAT: &str = "ziping-sample/1";

/// The record of a sample that was drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Protocol {
    /// [`FORMAT`].
    pub format: String,
    /// The yearly work.
    pub campaign: String,
    /// The budget year.
    pub year: i32,
    /// Who drew, by his name on pages.
    pub drawn_by: String,
    /// When, as people read it.
    pub drawn_at: String,
    /// How.
    pub plan: Plan,
    /// From what, in the order of the codes.
    pub population: Vec<Member>,
    /// What came of it.
    pub drawn: Drawn,
}

/// What does not come to the same when a sample is drawn again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Mismatch {
    /// Another kind of file.
    #[error("这不是 {FORMAT} 格式的抽查记录，而是“{0}”。")]
    Format(String),
    /// It could not have been drawn at all.
    #[error(transparent)]
    Plan(#[from] PlanProblem),
    /// The population is not the one of the digest.
    #[error("抽查总体与记录的摘要不一致：记录为 {noted}，重算为 {found}。")]
    Population {
        /// As noted.
        noted: String,
        /// As computed again.
        found: String,
    },
    /// Other strata or places.
    #[error("第 {at} 层与重算结果不一致：记录为“{noted}”，重算为“{found}”。")]
    Stratum {
        /// Which, from 1.
        at: usize,
        /// As noted.
        noted: String,
        /// As computed again.
        found: String,
    },
    /// Somebody else was drawn.
    #[error("名单第 {at} 家与重算结果不一致：记录为“{noted}”，重算为“{found}”。")]
    Picked {
        /// Which, from 1.
        at: usize,
        /// As noted.
        noted: String,
        /// As computed again.
        found: String,
    },
}

/// Draws the sample of a protocol again; everything that differs.
#[must_use]
pub fn replay(protocol: &Protocol) -> Vec<Mismatch> {
    if protocol.format != FORMAT {
        return vec![Mismatch::Format(protocol.format.clone())];
    }
    let again = match draw(&protocol.population, &protocol.plan) {
        Ok(again) => again,
        Err(problem) => return vec![problem.into()],
    };
    let noted = &protocol.drawn;
    let mut mismatches = Vec::new();
    if noted.population_digest != again.population_digest {
        mismatches.push(Mismatch::Population {
            noted: noted.population_digest.clone(),
            found: again.population_digest.clone(),
        });
    }
    let strata = differing(&noted.strata, &again.strata, |stratum| {
        format!(
            "{} {} 家抽 {} 家",
            stratum.label(),
            stratum.members,
            stratum.places
        )
    });
    mismatches.extend(
        strata
            .into_iter()
            .map(|(at, noted, found)| Mismatch::Stratum { at, noted, found }),
    );
    let picked = differing(&noted.picked, &again.picked, |picked| {
        format!("{} {} {}", picked.code, picked.agency, picked.digest)
    });
    mismatches.extend(
        picked
            .into_iter()
            .map(|(at, noted, found)| Mismatch::Picked { at, noted, found }),
    );
    mismatches
}

/// The places, from 1, at which two lists differ, with both in words.
fn differing<T: PartialEq>(
    noted: &[T],
    found: &[T],
    words: impl Fn(&T) -> String,
) -> Vec<(usize, String, String)> {
    let said = |one: Option<&T>| one.map_or_else(|| "无".to_owned(), &words);
    (0..noted.len().max(found.len()))
        .filter(|at| noted.get(*at) != found.get(*at))
        .map(|at| (at + 1, said(noted.get(at)), said(found.get(at))))
        .collect()
}
