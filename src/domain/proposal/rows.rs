//! Indicator rows: those of the filing known again by their names, the others new.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::audit::label;
use crate::domain::filing::{CellCode, Entries, RowColumn, RowDeed, row_cell, row_list};
use crate::domain::scheme::{Scheme, Tree};

use super::cells::Reader;
use super::found::{Findings, Found, text_of};

/// The rows of the document that the filing does not have yet: their cells with the row list that
/// would name them.
pub(super) type NewRows = BTreeMap<CellCode, NewRow>;

/// A row to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NewRow {
    /// The row list.
    pub list: CellCode,
    /// The row.
    pub id: String,
}

impl Reader<'_> {
    /// Reads the rows of every indicator tree. `entries` get the new rows.
    pub fn rows(&self, entries: &mut Entries, findings: &mut Findings) -> NewRows {
        let mut made = NewRows::new();
        for tree in &self.scheme.trees {
            for level2 in &tree.level2 {
                self.rows_under(tree, &level2.code, entries, findings, &mut made);
            }
        }
        made
    }

    fn rows_under(
        &self,
        tree: &Tree,
        heading: &str,
        entries: &mut Entries,
        findings: &mut Findings,
        made: &mut NewRows,
    ) {
        let read = &self.recognised.matched;
        let theirs: Vec<String> = read
            .entries
            .rows(&tree.id, heading)
            .into_iter()
            .map(str::to_owned)
            .collect();
        let mut taken = BTreeSet::new();
        for row in theirs {
            let name = read
                .entries
                .typed(&row_cell(&tree.id, &row, RowColumn::Name));
            let known = known_row(tree, heading, name, entries, &taken);
            let is_new = known.is_none();
            let Some(id) = known.or_else(|| make(self.scheme, tree, heading, entries)) else {
                continue;
            };
            taken.insert(id.clone());
            for column in RowColumn::ALL {
                let from = row_cell(&tree.id, &row, column);
                let Some(spot) = read.spots.get(&from) else {
                    continue;
                };
                findings.know(spot.index);
                let Some(token) = self.recognised.tokens.get(spot.index) else {
                    continue;
                };
                let to = row_cell(&tree.id, &id, column);
                let is_blank = super::fit::is_dash(&token.label) && column != RowColumn::Reason;
                if !tree.has(column) || is_blank {
                    continue;
                }
                findings.add(
                    &to,
                    Found {
                        text: text_of(self.document, token).replace('\n', ""),
                        index: spot.index,
                        doubts: Vec::new(),
                    },
                );
                if is_new {
                    let list = row_list(&tree.id, heading);
                    made.insert(
                        to,
                        NewRow {
                            list,
                            id: id.clone(),
                        },
                    );
                }
            }
        }
    }
}

/// The row of the filing under the same heading with this name, or the first without any text.
fn known_row(
    tree: &Tree,
    heading: &str,
    name: &str,
    entries: &Entries,
    taken: &BTreeSet<String>,
) -> Option<String> {
    let rows = entries.rows(&tree.id, heading);
    let free: Vec<&str> = rows.into_iter().filter(|id| !taken.contains(*id)).collect();
    let typed = |id: &str| {
        entries
            .typed(&row_cell(&tree.id, id, RowColumn::Name))
            .to_owned()
    };
    let same = free.iter().find(|id| {
        let own = typed(id);
        !own.is_empty() && label(&own) == label(name)
    });
    let is_empty = |id: &str| {
        RowColumn::ALL
            .iter()
            .all(|column| entries.filled(&row_cell(&tree.id, id, *column)).is_none())
    };
    same.or_else(|| free.iter().find(|id| is_empty(id)))
        .map(|id| (*id).to_owned())
}

/// A new row at the end of its heading.
fn make(scheme: &Scheme, tree: &Tree, heading: &str, entries: &mut Entries) -> Option<String> {
    let deed = RowDeed::Add {
        block: &tree.id,
        heading,
    };
    let change = deed.change(scheme, entries)?;
    entries.cells.insert(change.cell, change.typed);
    change.row
}
