//! Ways by requirement and by grade.

use super::Way;
use crate::domain::explanation::Explanations;
use crate::domain::figure::Exact;
use crate::domain::scheme::{Grade, Indicator, checklist_cell};
use crate::domain::scoring::{FULFILLED, UNFULFILLED};

impl Explanations<'_> {
    /// The requirement that would earn most if it were met.
    pub(super) fn way_by_requirement(
        &self,
        index: usize,
        indicator: &Indicator,
        now: &Exact,
    ) -> Option<Way> {
        let requirements = indicator.rule.requirements().into_iter().enumerate();
        let mut best: Option<(Exact, Way)> = None;
        for (item, text) in requirements {
            let cell = checklist_cell(&indicator.code, item);
            if self.entries.filled(&cell) != Some(UNFULFILLED) {
                continue;
            }
            let evaluation = self.changed([(cell, FULFILLED.to_owned())]);
            let Some(points) = Self::gained(&evaluation, index, now) else {
                continue;
            };
            if best.as_ref().is_none_or(|(most, _)| points > *most) {
                let text = text.trim_end_matches(['。', '；', '，']);
                let condition = format!("第{}项“{text}”符合", item + 1);
                let way = self.way_to(condition, &points, &evaluation);
                best = Some((points, way));
            }
        }
        best.map(|(_, way)| way)
    }

    /// The next better grade.
    pub(super) fn way_by_grade(
        &self,
        index: usize,
        indicator: &Indicator,
        grades: &[Grade],
        now: &Exact,
    ) -> Option<Way> {
        let better = grades.iter().filter(|grade| grade.score > *now);
        let next = better.min_by(|a, b| a.score.cmp(&b.score))?;
        let evaluation = self.changed([(indicator.code.clone(), next.name.clone())]);
        let points = Self::gained(&evaluation, index, now)?;
        let condition = format!("等次达到“{}”", next.name);
        Some(self.way_to(condition, &points, &evaluation))
    }
}
