//! From a table with headings to the lines of a list.

use std::collections::BTreeMap;

use super::Headings;
use crate::domain::document::{Block, Document, Table};

/// The headings stand in one of the first rows, below a title at most.
const ROWS_OF_HEADINGS: usize = 10;

/// The texts of one row by column, white space at both ends and line breaks taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line<C> {
    /// The row of the sheet, from 1.
    pub number: usize,
    texts: BTreeMap<C, String>,
}

impl<C: Headings> Line<C> {
    /// The text of a column; empty where the list has none.
    #[must_use]
    pub fn text(&self, column: C) -> String {
        self.texts.get(&column).cloned().unwrap_or_default()
    }
}

/// Why a file is no such list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ListProblem {
    /// No table has the headings.
    #[error("没有找到{list}：表头至少要有{needed}。")]
    NoTable {
        /// What the list is called.
        list: &'static str,
        /// The columns it cannot be without.
        needed: String,
    },
    /// The same heading twice.
    #[error("表头中“{0}”出现了两次，请只保留一列。")]
    HeadingTwice(&'static str),
    /// Only headings.
    #[error("表头下面没有{0}。")]
    Empty(&'static str),
}

/// The lines of the first table that has the headings of the list. Lines in which nothing stands
/// in the needed columns are left out.
pub fn read_lines<C: Headings>(document: &Document) -> Result<Vec<Line<C>>, ListProblem> {
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    for table in tables {
        if let Some((heading, columns)) = find_headings::<C>(table)? {
            let lines = lines_below(table, heading, &columns);
            return if lines.is_empty() {
                Err(ListProblem::Empty(C::LINE))
            } else {
                Ok(lines)
            };
        }
    }
    let needed: Vec<String> = C::NEEDED
        .iter()
        .map(|column| format!("“{}”", column.label()))
        .collect();
    Err(ListProblem::NoTable {
        list: C::LIST,
        needed: needed.join("、"),
    })
}

type Columns<C> = BTreeMap<C, usize>;

fn find_headings<C: Headings>(table: &Table) -> Result<Option<(usize, Columns<C>)>, ListProblem> {
    for (number, row) in table.rows.iter().enumerate().take(ROWS_OF_HEADINGS) {
        let mut columns = Columns::new();
        let mut twice = None;
        for cell in row {
            if let Some(column) = C::of(&cell.text)
                && columns.insert(column, cell.column).is_some()
            {
                twice = Some(column.label());
            }
        }
        if C::NEEDED.iter().all(|needed| columns.contains_key(needed)) {
            return match twice {
                Some(label) => Err(ListProblem::HeadingTwice(label)),
                None => Ok(Some((number, columns))),
            };
        }
    }
    Ok(None)
}

fn lines_below<C: Headings>(table: &Table, heading: usize, columns: &Columns<C>) -> Vec<Line<C>> {
    let mut lines = Vec::new();
    for (number, cells) in table.rows.iter().enumerate().skip(heading + 1) {
        let text = |place: usize| {
            let cell = cells.iter().find(|cell| cell.column == place);
            cell.map(|cell| cell.text.trim().replace('\n', ""))
        };
        let line = Line {
            number: table.line + number,
            texts: columns
                .iter()
                .filter_map(|(column, place)| Some((*column, text(*place)?)))
                .collect(),
        };
        let is_empty = |column: &C| line.text(*column).is_empty();
        if !C::NEEDED.iter().all(is_empty) {
            lines.push(line);
        }
    }
    lines
}
