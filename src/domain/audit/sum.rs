//! K03: a printed total held against its printed parts.

use crate::domain::check::Severity;
use crate::domain::check::arithmetic::{Figure, SumJudgement, sum};
use crate::domain::figure::{Exact, fixed};

use super::finding::AuditFinding;
use super::printed::{Printed, common_decimals};

/// A part with its label.
#[derive(Debug, Clone)]
pub(super) struct Part<'a> {
    /// As printed.
    pub name: &'a str,
    /// Its figure.
    pub figure: &'a Printed,
}

/// A total that its parts should add up to.
pub(super) struct Sum<'a> {
    /// The printed total.
    pub total: &'a Printed,
    /// What is added up: 年初预算数.
    pub name: &'a str,
    /// The parts; empty cells left out.
    pub parts: &'a [Part<'a>],
}

impl Sum<'_> {
    /// What the parts come to.
    pub fn added(&self) -> Exact {
        let parts = self.parts.iter();
        parts.fold(Exact::zero(), |sum, part| &sum + &part.figure.number)
    }

    /// A finding when the parts add up to something else than rounding explains.
    pub fn check(&self, place: String) -> Option<AuditFinding> {
        let figures: Vec<&Printed> = self.parts.iter().map(|part| part.figure).collect();
        let decimals = common_decimals(&[figures.as_slice(), &[self.total]].concat());
        let shown = figures.iter().map(|f| f.decimals).max().unwrap_or(0);
        let parts: Vec<Figure<'_>> = self
            .parts
            .iter()
            .map(|part| Figure {
                label: part.name,
                typed: &part.figure.text,
                printed: part.figure.with_decimals(decimals),
            })
            .collect();
        let total = Figure {
            label: self.name,
            typed: &self.total.text,
            printed: self.total.with_decimals(decimals),
        };
        let SumJudgement::Wrong { added, gap, cause } = sum(&total, &parts, &[]) else {
            return None;
        };
        let decimals = shown.max(self.total.decimals);
        let addends: Vec<&str> = figures.iter().map(|figure| figure.text.as_str()).collect();
        let right = fixed(&added, decimals);
        Some(AuditFinding {
            check: "K03",
            severity: Severity::Error,
            place,
            published: self.total.text.clone(),
            expected: right.clone(),
            message: format!(
                "{}合计印的是 {}，各分项 {} 合计为 {right}，相差 {}。",
                self.name.trim_end_matches("合计"),
                self.total.text,
                addends.join("＋"),
                fixed(&gap.abs(), decimals),
            ),
            cure: cause.map_or_else(|| "请核对合计与各分项。".to_owned(), |cause| cause.words),
        })
    }
}
