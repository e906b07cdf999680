//! Corrections and what they moved, in words.

use super::{Cause, Rescored};
use crate::domain::check::place_label;
use crate::domain::figure::signed_points;
use crate::domain::filing::Entries;
use crate::domain::scheme::Scheme;

/// What of a difference no single score tells.
const REST: &str = "限分、折算和总分扣减";

impl Rescored {
    /// A correction by its index: `更正数据“执行数”（90→60），理由：以决算报表为准`. `typed` is what the
    /// agency handed in.
    #[must_use]
    pub fn corrected(&self, scheme: &Scheme, typed: &Entries, at: usize) -> Option<String> {
        let (correction, kind) = self.corrections.get(at)?;
        let name = place_label(scheme, typed, &correction.cell);
        let was = typed.filled(&correction.cell).unwrap_or("未填");
        let reason = correction.reason.trim().trim_end_matches('。');
        let reason = if reason.is_empty() { "未写" } else { reason };
        Some(format!(
            "{}“{name}”（{was}→{}），理由：{reason}",
            kind.label(),
            correction.text.trim(),
        ))
    }

    /// What a cause moved, score by score, and what no score tells: `预算执行得分 -9`.
    #[must_use]
    pub fn moved(&self, scheme: &Scheme, cause: &Cause) -> Vec<String> {
        let signed = |moved| signed_points(moved, scheme.head.score_decimals);
        let scores = cause.scores.iter();
        let mut moved: Vec<String> = scores
            .filter_map(|(at, moved)| {
                Some(format!(
                    "{} {}",
                    self.lines.get(*at)?.label(),
                    signed(moved)
                ))
            })
            .collect();
        if !cause.rest.is_zero() {
            moved.push(format!("{REST} {}", signed(&cause.rest)));
        }
        moved
    }
}
