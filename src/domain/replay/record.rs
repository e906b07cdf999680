//! A replay as it is kept and shown before a release.

use serde::{Deserialize, Serialize};

use super::{Change, Pair, Replayed, Tally};
use crate::domain::check::Severity;
use crate::domain::example::UNKNOWN;
use crate::domain::filing::CellCode;

/// A replay over the filings of a campaign.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplayRecord {
    /// The campaign's title; empty when no filing could be taken.
    pub campaign: String,
    /// What it comes to.
    pub tally: Tally,
    /// The filings in which something changes, in the order in which they were taken.
    pub lines: Vec<ReplayLine>,
    /// Filings that could not be compared, because their own scheme is not known here.
    pub left_out: usize,
}

/// What changes in one filing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplayLine {
    /// The agency.
    pub agency: String,
    /// The total under both schemes, points.
    pub total: Pair,
    /// The grade under both schemes.
    pub grade: Pair,
    /// Scores that change.
    pub scores: Vec<Change>,
    /// Computed values that change.
    pub values: Vec<Change>,
    /// What the new scheme asks for and the filing does not have: errors that were none.
    pub unanswered: Vec<String>,
    /// How many other findings come and go.
    pub findings: usize,
    /// Filled cells that the new scheme does not have.
    pub unknown_cells: Vec<CellCode>,
}

impl ReplayLine {
    /// What is kept of a filing.
    #[must_use]
    pub fn of(replayed: Replayed) -> Self {
        let (errors, others): (Vec<_>, Vec<_>) = replayed
            .new_findings
            .into_iter()
            .partition(|finding| finding.severity == Severity::Error);
        let findings = others.len() + replayed.gone_findings.len();
        Self {
            agency: replayed.agency,
            total: replayed.total,
            grade: replayed.grade,
            scores: replayed.scores,
            values: replayed.values,
            unanswered: errors.into_iter().map(|finding| finding.message).collect(),
            findings,
            unknown_cells: replayed.unknown_cells,
        }
    }

    /// What changes, in one sentence without its stop.
    #[must_use]
    pub fn words(&self) -> String {
        let shown = |side: &Option<String>| side.clone().unwrap_or_else(|| "无".to_owned());
        let mut words = Vec::new();
        let mut pair = |what: &str, pair: &Pair| {
            if pair.differs() {
                let (before, after) = (shown(&pair.before), shown(&pair.after));
                words.push(format!("{what}由 {before} 变为 {after}"));
            }
        };
        pair("总分", &self.total);
        pair("等级", &self.grade);
        let counts = [
            (
                self.scores.len() + self.values.len(),
                " 项得分或计算结果变化",
            ),
            (self.unanswered.len(), " 处新增的错误要改正"),
            (self.findings, " 条其他审核结果增减"),
            (self.unknown_cells.len(), " 格不再使用，已填的内容仍保留"),
        ];
        let counts = counts.into_iter().filter(|(count, _)| *count > 0);
        words.extend(counts.map(|(count, what)| format!("{count}{what}")));
        if words.is_empty() {
            return "没有变化".to_owned();
        }
        words.join("，")
    }

    /// Whether the agency cannot answer the new scheme with what it filed: something that is asked for
    /// is missing, or the total can no longer be computed.
    #[must_use]
    pub fn cannot_answer(&self) -> bool {
        let is_lost = |pair: &Pair| pair.differs() && pair.after.as_deref() == Some(UNKNOWN);
        !self.unanswered.is_empty() || is_lost(&self.total)
    }
}
