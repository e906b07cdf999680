//! K03: a printed total held against its printed parts.

use crate::domain::check::Severity;
use crate::domain::figure::{Exact, fixed};

use super::finding::AuditFinding;
use super::printed::{Printed, half_unit};

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
    /// A finding when the parts add up to something else than rounding explains.
    pub fn check(&self, place: String) -> Option<AuditFinding> {
        let added = self.added();
        let gap = &added - &self.total.number;
        if gap.abs() <= self.allowance() {
            return None;
        }
        let decimals = self.decimals();
        let addends: Vec<&str> = self.parts.iter().map(|p| p.figure.text.as_str()).collect();
        let right = fixed(&added, decimals);
        Some(AuditFinding {
            check: "K03",
            severity: Severity::Error,
            place,
            published: self.total.text.clone(),
            expected: right.clone(),
            message: format!(
                "{}合计印的是 {}，各分项 {} 合计为 {right}，相差 {}。",
                self.name,
                self.total.text,
                addends.join("＋"),
                fixed(&gap.abs(), decimals),
            ),
            cure: "请核对合计与各分项。".to_owned(),
        })
    }

    /// What the parts come to.
    pub fn added(&self) -> Exact {
        self.parts
            .iter()
            .fold(Exact::zero(), |sum, part| &sum + &part.figure.number)
    }

    fn decimals(&self) -> u32 {
        let figures = self.parts.iter().map(|part| part.figure);
        figures
            .chain([self.total])
            .map(|figure| figure.decimals)
            .max()
            .unwrap_or(0)
    }

    /// What rounding may explain: half a unit of the last place for each part, and that of a
    /// total printed with fewer places. Whole numbers are exact.
    fn allowance(&self) -> Exact {
        let decimals = self.decimals();
        if decimals == 0 {
            return Exact::zero();
        }
        let count = Exact::whole(i64::try_from(self.parts.len()).unwrap_or(i64::MAX));
        let parts = &half_unit(decimals) * &count;
        if self.total.decimals < decimals {
            &parts + &self.total.half_unit()
        } else {
            parts
        }
    }
}
