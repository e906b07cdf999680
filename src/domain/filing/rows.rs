//! Adding, removing and moving the rows of an indicator tree: each one change of one cell.

use std::collections::BTreeMap;

use super::{CellCode, Entries, RowColumn, row_cell, row_list};
use crate::domain::scheme::{PlaceKind, Scheme, Tree};

/// A heading takes at most this many rows; the longest published form has a fifth of it.
pub const MOST_ROWS: usize = 50;

/// What to do with the rows of a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowDeed<'a> {
    /// A new row at the end of a heading.
    Add {
        /// The tree's block id.
        block: &'a str,
        /// The second-level heading.
        heading: &'a str,
    },
    /// The row leaves the form; its texts stay in the history.
    Remove {
        /// The tree's block id.
        block: &'a str,
        /// The row.
        row: &'a str,
    },
    /// A removed row comes back, with its texts, at the end of its heading.
    Restore {
        /// The tree's block id.
        block: &'a str,
        /// The second-level heading.
        heading: &'a str,
        /// The row.
        row: &'a str,
    },
    /// One place up within its heading.
    Up {
        /// The tree's block id.
        block: &'a str,
        /// The row.
        row: &'a str,
    },
    /// One place down within its heading.
    Down {
        /// The tree's block id.
        block: &'a str,
        /// The row.
        row: &'a str,
    },
}

/// The change that a deed comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowChange {
    /// The row list to change.
    pub cell: CellCode,
    /// Its new text.
    pub typed: String,
    /// The heading it belongs to.
    pub heading: String,
    /// The row to look at afterwards; none after a removal.
    pub row: Option<String>,
}

impl<'a> RowDeed<'a> {
    /// Reads `add:BLOCK:HEADING`, `remove:BLOCK:ROW`, `restore:BLOCK:HEADING:ROW`, `up:` and `down:BLOCK:ROW`.
    #[must_use]
    pub fn parse(text: &'a str) -> Option<Self> {
        let mut parts = text.split(':');
        let (verb, block, third, fourth) =
            (parts.next()?, parts.next()?, parts.next()?, parts.next());
        match (verb, fourth, parts.next()) {
            ("add", None, None) => Some(Self::Add {
                block,
                heading: third,
            }),
            ("remove", None, None) => Some(Self::Remove { block, row: third }),
            ("up", None, None) => Some(Self::Up { block, row: third }),
            ("down", None, None) => Some(Self::Down { block, row: third }),
            ("restore", Some(row), None) => Some(Self::Restore {
                block,
                heading: third,
                row,
            }),
            _ => None,
        }
    }

    /// The change to make; `None` when the row or heading is not there.
    #[must_use]
    pub fn change(&self, scheme: &Scheme, entries: &Entries) -> Option<RowChange> {
        let tree = scheme.trees.iter().find(|tree| tree.id == self.block())?;
        match *self {
            Self::Add { heading, .. } => {
                let id = free_id(tree, entries, heading)?;
                add(tree, entries, heading, &id)
            }
            Self::Restore { heading, row, .. } => has_texts(entries, &tree.id, row)
                .then(|| add(tree, entries, heading, row))
                .flatten(),
            Self::Remove { row, .. } => {
                let (heading, rows) = find(tree, entries, row)?;
                let left: Vec<&str> = rows.into_iter().filter(|id| *id != row).collect();
                Some(change(tree, heading, &left, None))
            }
            Self::Up { row, .. } => shift(tree, entries, row, true),
            Self::Down { row, .. } => shift(tree, entries, row, false),
        }
    }

    /// Whether a row cannot be added because the heading has as many as it takes.
    #[must_use]
    pub fn is_too_many(&self, entries: &Entries) -> bool {
        match self {
            Self::Add { block, heading } | Self::Restore { block, heading, .. } => {
                entries.rows(block, heading).len() >= MOST_ROWS
            }
            Self::Remove { .. } | Self::Up { .. } | Self::Down { .. } => false,
        }
    }

    /// The tree it is about.
    #[must_use]
    pub fn block(&self) -> &'a str {
        match self {
            Self::Add { block, .. }
            | Self::Remove { block, .. }
            | Self::Restore { block, .. }
            | Self::Up { block, .. }
            | Self::Down { block, .. } => block,
        }
    }
}

fn add(tree: &Tree, entries: &Entries, heading: &str, id: &str) -> Option<RowChange> {
    tree.level2.iter().find(|level2| level2.code == heading)?;
    let mut rows = entries.rows(&tree.id, heading);
    if rows.len() >= MOST_ROWS {
        return None;
    }
    if !rows.contains(&id) {
        rows.push(id);
    }
    Some(change(tree, heading, &rows, Some(id)))
}

fn shift(tree: &Tree, entries: &Entries, row: &str, is_up: bool) -> Option<RowChange> {
    let (heading, mut rows) = find(tree, entries, row)?;
    let at = rows.iter().position(|id| *id == row)?;
    let other = if is_up {
        at.saturating_sub(1)
    } else {
        (at + 1).min(rows.len() - 1)
    };
    rows.swap(at, other);
    Some(change(tree, heading, &rows, Some(row)))
}

fn find<'a>(tree: &'a Tree, entries: &'a Entries, row: &str) -> Option<(&'a str, Vec<&'a str>)> {
    tree.level2.iter().find_map(|heading| {
        let rows = entries.rows(&tree.id, &heading.code);
        rows.contains(&row).then_some((heading.code.as_str(), rows))
    })
}

fn change(tree: &Tree, heading: &str, rows: &[&str], row: Option<&str>) -> RowChange {
    RowChange {
        cell: row_list(&tree.id, heading),
        typed: rows.join(" "),
        heading: heading.to_owned(),
        row: row.map(str::to_owned),
    }
}

/// An id that no row of the tree has or had, so that a removed row's texts never come back under
/// another name. Each heading counts for itself (`h2r7`), so two people who add rows under two
/// headings at the same moment never make the same row; under one heading the second is told to try again.
fn free_id(tree: &Tree, entries: &Entries, heading: &str) -> Option<String> {
    let number = tree
        .level2
        .iter()
        .position(|level2| level2.code == heading)?
        + 1;
    let prefix = format!("h{number}r");
    let highest = entries
        .cells
        .iter()
        .filter_map(|(code, typed)| Some((code.strip_prefix(&tree.id)?.strip_prefix('.')?, typed)))
        .flat_map(|(rest, typed)| {
            let own = rest.split('.').next().unwrap_or_default();
            std::iter::once(own).chain(typed.split_whitespace().filter(|_| rest.ends_with(".rows")))
        })
        .filter_map(|id| id.strip_prefix(&prefix)?.parse::<u32>().ok())
        .max();
    Some(format!("{prefix}{}", highest.unwrap_or(0).checked_add(1)?))
}

/// Names a row in its list, among changes to be made on a filing; a list names each row once.
pub fn list_row(
    changes: &mut BTreeMap<CellCode, String>,
    entries: &Entries,
    list: &CellCode,
    row: &str,
) {
    let rows = changes
        .entry(list.clone())
        .or_insert_with(|| entries.typed(list).to_owned());
    if !rows.split_whitespace().any(|known| known == row) {
        format!("{rows} {row}").trim().clone_into(rows);
    }
}

fn has_texts(entries: &Entries, block: &str, row: &str) -> bool {
    RowColumn::ALL
        .iter()
        .any(|column| entries.cells.contains_key(&row_cell(block, row, *column)))
}

/// Whether a person may type into a cell now: a cell of the forms, or the reason for a finding at one.
/// Cells of rows that are not on the form, the lists of rows themselves and reviewers' deductions are
/// not typed into.
#[must_use]
pub fn takes_text(scheme: &Scheme, entries: &Entries, cell: &str) -> bool {
    let target = match cell
        .strip_prefix("reason.")
        .and_then(|rest| rest.split_once('.'))
    {
        Some((_, target)) => target,
        None => cell,
    };
    if !scheme.accepts(cell) {
        return false;
    }
    match scheme.place(target).map(|place| place.kind) {
        Some(PlaceKind::Row { tree, .. }) => {
            let row = target.split('.').nth(1).unwrap_or_default();
            scheme
                .trees
                .get(tree)
                .is_some_and(|tree| find(tree, entries, row).is_some())
        }
        Some(PlaceKind::RowList { .. }) => target != cell,
        // What reviewers take off is theirs to type.
        Some(PlaceKind::Deduction) => false,
        _ => true,
    }
}
