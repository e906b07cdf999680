//! A filing with one thing changed, scored again.

use super::{Outcome, Way};
use crate::domain::evaluate::{Evaluation, evaluate_figures};
use crate::domain::explanation::Explanations;
use crate::domain::figure::Exact;
use crate::domain::filing::CellCode;

impl Explanations<'_> {
    /// The filing decided again with these cells changed.
    pub(super) fn changed<const N: usize>(&self, cells: [(CellCode, String); N]) -> Evaluation {
        let mut entries = self.entries.clone();
        entries.cells.extend(cells);
        evaluate_figures(self.scheme, &entries)
    }

    /// The points of an indicator after a change, when there are more than now.
    pub(super) fn gained(evaluation: &Evaluation, index: usize, now: &Exact) -> Option<Exact> {
        let points = evaluation.scores.get(index)?.points.as_ref().ok()?;
        (points > now).then(|| points.clone())
    }

    /// What a changed filing comes to.
    pub(super) fn outcome(&self, points: &Exact, evaluation: &Evaluation) -> Outcome {
        let total = evaluation.total.as_ref().ok();
        Outcome {
            points: self.points(points),
            total: total.map(|total| self.points(total)),
            grade: total.and(evaluation.grade.clone()),
        }
    }

    /// A way whose outcome is what `evaluation` decided.
    pub(super) fn way_to(&self, condition: String, points: &Exact, evaluation: &Evaluation) -> Way {
        Way {
            condition,
            outcome: self.outcome(points, evaluation),
            input: None,
        }
    }
}
