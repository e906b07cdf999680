//! The answer for programs, as docs/filing-format.md describes it.

use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::Judged;
use crate::domain::explanation::{Explanation, Loss};
use crate::domain::publication::FrozenEvaluation;

const FORMAT: &str = "ziping-evaluation/1";

/// The whole answer. Numbers are strings, so that no reader rounds them.
#[derive(Serialize)]
pub(super) struct Document<'a> {
    format: &'static str,
    scheme: UsedScheme<'a>,
    year: i32,
    agency: &'a str,
    #[serde(flatten)]
    evaluation: FrozenEvaluation,
    losses: Vec<Loss>,
    #[serde(serialize_with = "each_in_place")]
    explanations: Vec<Arc<Explanation>>,
}

#[derive(Serialize)]
struct UsedScheme<'a> {
    id: &'a str,
    version: u32,
    title: &'a str,
    source: &'a str,
}

impl<'a> Document<'a> {
    pub fn of(judged: &Judged<'a>) -> Self {
        let head = &judged.scheme.head;
        let findings = judged.evaluation.findings.iter();
        let mut explanations = judged.explanations.all();
        explanations.extend(findings.map(|finding| Arc::new(judged.explanations.finding(finding))));
        Self {
            format: FORMAT,
            scheme: UsedScheme {
                id: &head.id,
                version: head.version,
                title: &head.title,
                source: &head.source,
            },
            year: judged.entries.year,
            agency: &judged.entries.agency,
            evaluation: FrozenEvaluation::new(judged.scheme, judged.evaluation),
            losses: judged.explanations.losses(),
            explanations,
        }
    }
}

fn each_in_place<S: Serializer>(
    explanations: &[Arc<Explanation>],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(explanations.iter().map(Arc::as_ref))
}
