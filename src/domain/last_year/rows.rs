//! Last year's indicators, to be set again.

use std::collections::BTreeMap;

use crate::domain::filing::{CellCode, Entries, RowColumn, RowDeed, row_cell, rows_of};
use crate::domain::scheme::source::Level2Source;
use crate::domain::scheme::{Scheme, Tree};

/// What is set before the year begins; results, scores and reasons are this year's own.
const CARRIED: [RowColumn; 5] = [
    RowColumn::Name,
    RowColumn::Nature,
    RowColumn::Target,
    RowColumn::Unit,
    RowColumn::Weight,
];

/// An indicator of last year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowProposal {
    /// What a page sends when it is picked; no code of a cell reads like it.
    pub key: String,
    /// The form on which it would stand.
    pub form: String,
    /// The tree's block id.
    pub block: String,
    /// The second-level heading's code in this year's scheme.
    pub heading: String,
    /// The heading's name.
    pub heading_name: String,
    /// The texts of its columns.
    pub columns: Vec<(RowColumn, String)>,
    /// Whether this year's form has an indicator of that name under the heading.
    pub is_there: bool,
}

impl RowProposal {
    /// 三级指标.
    #[must_use]
    pub fn name(&self) -> &str {
        self.column(RowColumn::Name)
    }

    /// What a column says; empty for none.
    #[must_use]
    pub fn column(&self, column: RowColumn) -> &str {
        let mut found = self.columns.iter().filter(|(at, _)| *at == column);
        found.next().map_or("", |(_, text)| text.as_str())
    }

    /// The cells of a new row at the end of its heading, and the list of rows; none where the
    /// heading takes no more.
    pub(super) fn add(&self, scheme: &Scheme, present: &Entries) -> BTreeMap<CellCode, String> {
        let deed = RowDeed::Add {
            block: &self.block,
            heading: &self.heading,
        };
        let change = deed.change(scheme, present);
        let Some((list, row)) = change.and_then(|change| Some((change.clone(), change.row?)))
        else {
            return BTreeMap::new();
        };
        let cells = self
            .columns
            .iter()
            .map(|(column, text)| (row_cell(&self.block, &row, *column), text.clone()));
        let mut added: BTreeMap<CellCode, String> = cells.collect();
        added.insert(list.cell, list.typed);
        added
    }
}

/// The indicators of last year's trees that this year's scheme lets be carried over.
pub(super) fn rows(
    scheme: &Scheme,
    older: &Scheme,
    entries: &Entries,
    present: &Entries,
) -> Vec<RowProposal> {
    let carried = scheme.carry_over.trees.iter();
    let trees = carried.filter_map(|at| scheme.trees.get(*at));
    let pairs = trees.filter_map(|tree| {
        let older = older.trees.iter().find(|other| other.id == tree.id)?;
        Some((tree, older))
    });
    pairs
        .flat_map(|(tree, older)| rows_of_tree(scheme, (tree, older), entries, present))
        .collect()
}

fn rows_of_tree(
    scheme: &Scheme,
    (tree, older): (&Tree, &Tree),
    entries: &Entries,
    present: &Entries,
) -> Vec<RowProposal> {
    let mut found = Vec::new();
    for row in rows_of(older, entries) {
        let heading = older.level2.get(row.heading);
        let Some(heading) = heading.and_then(|heading| same_heading(tree, heading)) else {
            continue;
        };
        let columns: Vec<(RowColumn, String)> = CARRIED
            .into_iter()
            .filter(|column| tree.has(*column))
            .filter_map(|column| Some((column, entries.filled(&row.cell(column))?.to_owned())))
            .collect();
        if row.name.is_empty() {
            continue;
        }
        let names = present.rows(&tree.id, &heading.code);
        let is_there = names.iter().any(|id| {
            present.filled(&row_cell(&tree.id, id, RowColumn::Name)) == Some(row.name.as_str())
        });
        let form = scheme.forms.get(tree.form);
        found.push(RowProposal {
            key: format!("row:{}:{}", tree.id, row.id),
            form: form.map_or(String::new(), |form| form.id.clone()),
            block: tree.id.clone(),
            heading: heading.code.clone(),
            heading_name: heading.name.clone(),
            columns,
            is_there,
        });
    }
    found
}

/// The heading of this year's tree that means the same: by its code, else by its name.
fn same_heading<'a>(tree: &'a Tree, heading: &Level2Source) -> Option<&'a Level2Source> {
    let by_code = tree.level2.iter().find(|own| own.code == heading.code);
    by_code.or_else(|| tree.level2.iter().find(|own| own.name == heading.name))
}
