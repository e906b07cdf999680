//! 上年数 and what may be carried over: names and formulas put in.

use std::collections::BTreeMap;

use super::{Compiler, error};
use crate::domain::figure::Exact;
use crate::domain::formula::Slot;
use crate::domain::scheme::last_year::Renamed;
use crate::domain::scheme::source::{ItemKind, LastYearSource, RenamedSource, SchemeSource};
use crate::domain::scheme::{CarryOver, Spot, Tree, suggestion};

/// Whose fault it is, in the words of the scheme.
const PLACE: &str = "上年数";

impl Compiler {
    pub(super) fn carry_over(&mut self, source: &SchemeSource, trees: &[Tree]) -> CarryOver {
        let mut sources = BTreeMap::new();
        for (slot, item) in source.items.iter().enumerate() {
            let Some(formula) = &item.from_last_year else {
                continue;
            };
            self.at = format!("item.{slot}");
            if !item.kind.is_figure() {
                self.report(
                    &item.name,
                    "填的不是数，不能写 from_last_year。",
                    "可以沿用的文字请写在 [last_year] 的 texts 里。",
                );
            } else if let Some(formula) = self.formula(&item.name, formula) {
                sources.insert(slot, formula);
            }
        }
        "last_year".clone_into(&mut self.at);
        let written = source.last_year.clone().unwrap_or_default();
        CarryOver {
            sources,
            trees: self.carried_trees(&written, trees),
            texts: self.carried_texts(&written, source),
            more_than: self
                .constant(PLACE, &written.more_than)
                .unwrap_or_else(Exact::zero),
            least: Exact::from(written.least),
            severity: written.severity,
            renamed: written.renamed.iter().map(|it| self.renamed(it)).collect(),
        }
    }

    fn carried_trees(&mut self, written: &LastYearSource, trees: &[Tree]) -> Vec<usize> {
        let mut found = Vec::new();
        for id in &written.trees {
            if let Some(at) = trees.iter().position(|tree| tree.id == *id) {
                found.push(at);
                continue;
            }
            let near = suggestion(id, trees.iter().map(|tree| tree.id.as_str()));
            let spot = Spot::Text(self.at.clone(), id.clone(), 0);
            self.tell(
                error("L03", spot)
                    .place(PLACE)
                    .says(format!("没有编号为“{id}”的指标块。"))
                    .cure(near + "trees 写 kind = \"indicators\" 那一块的 id。"),
            );
        }
        found
    }

    fn carried_texts(&mut self, written: &LastYearSource, source: &SchemeSource) -> Vec<Slot> {
        let mut found = Vec::new();
        for name in &written.texts {
            let Some(slot) = self.named(PLACE, name) else {
                continue;
            };
            let item = source.items.get(slot);
            if item.is_some_and(|item| item.kind == ItemKind::Text) {
                found.push(slot);
            } else {
                self.report(
                    name,
                    "不是文字，不能写在 texts 里。",
                    "数从哪里来，写在数据项的 from_last_year 里。",
                );
            }
        }
        found
    }

    fn renamed(&mut self, source: &RenamedSource) -> Renamed {
        let names = source.names.iter();
        Renamed {
            scheme: source.scheme.clone(),
            version: source.version,
            names: names
                .filter_map(|(here, there)| Some((self.named(PLACE, here)?, there.clone())))
                .collect(),
        }
    }
}
