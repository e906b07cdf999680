//! 财政复核得分 against 自评得分: what each correction moved, and both totals.

use std::sync::Arc;

use super::book::Explanations;
use super::{Explanation, Kind, StepKind};
use crate::domain::check::place_label;
use crate::domain::figure::signed_points;
use crate::domain::filing::Entries;
use crate::domain::rescore::{Cause, Rescored};
use crate::domain::scheme::Scheme;

impl Rescored {
    /// Where the difference comes from: a step for each cause, both totals below it. `typed` is what
    /// the agency handed in.
    #[must_use]
    pub fn explanation(&self, scheme: &Scheme, typed: &Entries) -> Explanation {
        let own = Explanations::new(scheme, typed, &self.own);
        let reviewed = Explanations::new(scheme, &self.entries, &self.reviewed);
        let name = "财政复核得分与自评得分之差".to_owned();
        let mut made = own.begin(Kind::Rescored, "", name);
        made.result = self.difference().map_or_else(
            || "尚不能计算".to_owned(),
            |difference| {
                format!(
                    "{} 分",
                    signed_points(&difference, scheme.head.score_decimals)
                )
            },
        );
        made.step(StepKind::Formula, "财政复核得分－自评得分");
        let totals = [&self.reviewed_total, &self.own_total].map(|total| own.points_or_why(total));
        made.step(StepKind::Substituted, totals.join("－"));
        let causes = self.split.iter().flat_map(|split| &split.causes);
        for cause in causes {
            made.step(StepKind::Cause, self.words(scheme, typed, cause));
        }
        for (correction, _) in &self.corrections {
            let name = place_label(scheme, typed, &correction.cell);
            made.take(reviewed.input(&correction.cell, &name));
        }
        let mut after = reviewed.total();
        after.cell.clear();
        after.name = format!("财政复核：{}", after.name);
        let mut before = own.total();
        before.name = format!("自评：{}", before.name);
        made.adopt(Arc::new(before));
        made.adopt(Arc::new(after));
        own.close(made)
    }

    /// A cause in words: what was corrected, why, and what it moved.
    fn words(&self, scheme: &Scheme, typed: &Entries, cause: &Cause) -> String {
        let corrected = cause.corrections.iter();
        let corrected: Vec<String> = corrected
            .filter_map(|at| self.corrected(scheme, typed, *at))
            .collect();
        let moved = self.moved(scheme, cause);
        let of = if moved.is_empty() {
            String::new()
        } else {
            format!("（{}）", moved.join("，"))
        };
        format!(
            "{}：总分 {} 分{of}",
            corrected.join("；"),
            signed_points(&cause.points, scheme.head.score_decimals)
        )
    }
}
