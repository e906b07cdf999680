//! A filing held against its scheme: every cell must have its place on the forms.

use std::collections::BTreeSet;

use super::read::short;
use super::{FilingFile, FilingProblem, Problems};
use crate::domain::filing::Entries;
use crate::domain::scheme::{PlaceKind, Scheme, suggestion};

impl FilingFile {
    /// The entries of the filing, when every cell has its place. `text` is the file, for the
    /// places of what does not fit.
    ///
    /// # Errors
    /// Every cell that the forms do not have, with the nearest one that they have, and every cell
    /// of an indicator row that no heading lists.
    pub fn entries(self, scheme: &Scheme, text: &str) -> Result<Entries, Vec<FilingProblem>> {
        let entries = Entries {
            year: self.year,
            agency: self.agency,
            cells: self.cells,
        };
        let mut problems = Problems::default();
        unknown(scheme, &entries, text, &mut problems);
        unlisted(scheme, &entries, text, &mut problems);
        let problems = problems.all();
        if problems.is_empty() {
            Ok(entries)
        } else {
            Err(problems)
        }
    }
}

fn unknown(scheme: &Scheme, entries: &Entries, text: &str, problems: &mut Problems) {
    for code in entries.cells.keys().filter(|code| !scheme.accepts(code)) {
        let target = code.strip_prefix("reason.");
        let target = target.and_then(|rest| rest.split_once('.').map(|(_, cell)| cell));
        let target = target.unwrap_or(code);
        let near = suggestion(target, scheme.fixed_cells().map(|(cell, _)| cell));
        let cure = format!("{near}全部栏目见 ziping scheme schema {}。", scheme.head.id);
        let message = format!("方案 {} 的表上没有栏目“{}”。", scheme.key(), short(code));
        problems.push(text, code, FilingProblem::new(message, cure));
    }
}

/// Rows whose cells are filled but that stand under no heading would be left out in silence.
fn unlisted(scheme: &Scheme, entries: &Entries, text: &str, problems: &mut Problems) {
    let mut listed: BTreeSet<(&str, &str)> = BTreeSet::new();
    for tree in &scheme.trees {
        for heading in &tree.level2 {
            let rows = entries.rows(&tree.id, &heading.code);
            listed.extend(rows.into_iter().map(|row| (tree.id.as_str(), row)));
        }
    }
    let mut told = BTreeSet::new();
    for (code, typed) in &entries.cells {
        let is_row = matches!(
            scheme.place(code).map(|place| place.kind),
            Some(PlaceKind::Row { .. })
        );
        let mut parts = code.split('.');
        if let (true, false, Some(block), Some(row)) =
            (is_row, typed.trim().is_empty(), parts.next(), parts.next())
            && !listed.contains(&(block, row))
            && told.insert((block, row))
        {
            let message = format!("指标行“{row}”填了内容，但没有列在任何二级指标之下。");
            let cure = format!("请把 {row} 写进 {}。", row_lists(scheme, block));
            problems.push(text, code, FilingProblem::new(message, cure));
        }
    }
}

fn row_lists(scheme: &Scheme, block: &str) -> String {
    let tree = scheme.trees.iter().find(|tree| tree.id == block);
    let headings = tree.map_or(&[][..], |tree| &tree.level2);
    let lists: Vec<String> = headings
        .iter()
        .map(|heading| format!("{block}.{}.rows（{}）", heading.code, heading.name))
        .collect();
    format!("{} 之一", lists.join("、"))
}
