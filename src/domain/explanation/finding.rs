//! Findings: what was compared, from which cells, and what to do.

use super::book::Explanations;
use super::{Explanation, Kind, StepKind};
use crate::domain::check::{self, Finding, place_label};
use crate::domain::scheme::PlaceKind;

impl Explanations<'_> {
    /// What a check found, with the cells that took part.
    #[must_use]
    pub fn finding(&self, finding: &Finding) -> Explanation {
        let name = format!(
            "{} {}：{}",
            finding.check,
            check::name(finding.check),
            finding.place
        );
        let mut made = self.begin(Kind::Finding, &finding.cell, name);
        finding.severity.label().clone_into(&mut made.result);
        made.step(StepKind::Found, finding.message.clone());
        let compared = manner(finding.check);
        if !compared.is_empty() {
            made.step(StepKind::Compared, compared);
        }
        if !finding.cure.is_empty() {
            made.step(StepKind::Cure, finding.cure.clone());
        }
        if let Some(reason) = &finding.reason {
            made.step(StepKind::Reason, reason.clone());
        }
        self.took_part(&mut made, &finding.cell);
        for cell in finding.related.iter().filter(|cell| **cell != finding.cell) {
            self.took_part(&mut made, cell);
        }
        self.close(made)
    }

    /// A cell of a finding: computed ones with their own explanation, typed ones as they stand.
    fn took_part(&self, made: &mut Explanation, cell: &str) {
        match self.scheme.place(cell).map(|place| place.kind) {
            Some(PlaceKind::Slot(slot)) if self.is_computed(slot) => {
                if !self.entries.typed(cell).trim().is_empty() {
                    let name = format!("{}（填报）", place_label(self.scheme, self.entries, cell));
                    made.inputs.push(self.input(cell, &name));
                }
                made.adopt(self.slot(slot));
            }
            Some(PlaceKind::Slot(slot)) => made.inputs.extend(self.item(slot)),
            Some(PlaceKind::Score(index)) => {
                if !self.entries.typed(cell).trim().is_empty() {
                    let name = format!("{}（填报）", place_label(self.scheme, self.entries, cell));
                    made.inputs.push(self.input(cell, &name));
                }
                made.adopt(self.score(index));
            }
            Some(PlaceKind::Total) => made.inputs.push(self.total_as_input()),
            Some(_) => {
                let name = place_label(self.scheme, self.entries, cell);
                made.inputs.push(self.input(cell, &name));
            }
            None => {}
        }
    }
}

/// How a check compares, and how far the two may lie apart.
fn manner(check: &str) -> &'static str {
    match check {
        "K01" | "K06" => "按公式重新计算，与填报数按其小数位数四舍五入后比较",
        "K03" => "各分项相加与合计比较，只容许四舍五入的尾差",
        "K04" => "两处的数比较，只容许四舍五入的尾差",
        "K09" => "按评价标准重新计分，与填报得分比较",
        "K10" => "分值、得分逐级相加，与上一级比较",
        "K11" => "计分所用的数据须在表内",
        "K12" => "得分低于分值的，须有原因",
        "K18" => "必填栏不能为空",
        _ => "",
    }
}
