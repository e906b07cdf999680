//! Rows of a block that are indicator rows: rows of the form known by their names, else one after
//! the other, else new ones.

use std::collections::{BTreeMap, BTreeSet};

use super::Piece;
use super::lines::{Heading, Line, known};
use super::order::Words;
use crate::domain::audit::label;
use crate::domain::filing::{CellCode, Entries, RowColumn, RowDeed, row_cell};
use crate::domain::scheme::{Scheme, Tree};

/// Where in an indicator tree the next row of the block goes.
pub(super) struct Rows<'a> {
    scheme: &'a Scheme,
    tree: Option<&'a Tree>,
    /// The filing with the rows that are new.
    entries: Entries,
    headings: Vec<Heading>,
    /// The first-level headings, as labels are compared.
    above: BTreeSet<String>,
    /// The heading under which one is, in `headings`.
    here: usize,
    /// The row after which the next one comes; none at the top of a heading.
    last: Option<String>,
    /// The column of the first cell.
    first: RowColumn,
    taken: BTreeSet<String>,
    /// The rows that are new, with the list that is to name them.
    made: BTreeMap<String, CellCode>,
    is_inside: bool,
    /// Whether the heading was read in the block.
    is_said: bool,
}

/// A row of the form, or one to be made.
pub(super) struct Row {
    block: String,
    id: String,
    list: Option<CellCode>,
}

impl Row {
    pub fn cell(&self, column: RowColumn) -> CellCode {
        row_cell(&self.block, &self.id, column)
    }

    /// The row list and the row, where it is new.
    pub fn new_row(&self) -> Option<(CellCode, String)> {
        self.list.clone().map(|list| (list, self.id.clone()))
    }
}

impl<'a> Rows<'a> {
    /// The tree of the first cell, or the form's first one.
    pub fn at(
        scheme: &'a Scheme,
        entries: &Entries,
        lines: &[Line],
        line: usize,
        anchor: &str,
    ) -> Self {
        let anchored = lines.get(line).filter(|line| line.row.is_some());
        let own = anchored.and_then(|line| line.heading.clone());
        let block = own
            .as_ref()
            .or_else(|| lines.iter().find_map(|line| line.heading.as_ref()))
            .map(|heading| heading.block.clone());
        let tree = scheme
            .trees
            .iter()
            .find(|tree| Some(&tree.id) == block.as_ref());
        let mut headings: Vec<Heading> = lines
            .iter()
            .filter_map(|line| line.heading.clone())
            .filter(|heading| Some(&heading.block) == block.as_ref())
            .collect();
        headings.dedup();
        let row = anchored.and_then(|line| line.row.as_ref());
        let column = anchor.rsplit('.').next().and_then(RowColumn::from_code);
        let mut rows = Self {
            scheme,
            above: tree
                .into_iter()
                .flat_map(|tree| &tree.level1)
                .map(|level1| known(&level1.name))
                .collect(),
            tree,
            entries: entries.clone(),
            here: own
                .and_then(|own| headings.iter().position(|heading| *heading == own))
                .unwrap_or(0),
            headings,
            last: None,
            first: column.unwrap_or(RowColumn::Name),
            taken: BTreeSet::new(),
            made: BTreeMap::new(),
            is_inside: row.is_some(),
            is_said: false,
        };
        rows.last = row.and_then(|(_, id)| rows.before(id));
        rows
    }

    /// Whether rows without a label belong to the tree.
    pub fn is_inside(&self) -> bool {
        self.is_inside
    }

    /// Goes under the heading of this name; false when it is none.
    pub fn enter(&mut self, word: &str) -> bool {
        if let Some(at) = self
            .headings
            .iter()
            .position(|heading| heading.word == word)
        {
            if at != self.here || !self.is_said {
                self.here = at;
                self.last = None;
            }
            self.is_said = true;
            self.is_inside = true;
            return true;
        }
        let is_above = self.above.contains(word);
        self.is_inside |= is_above;
        is_above
    }

    /// Whether the block's headings name columns of indicator rows.
    pub fn are_named(&self, words: &Words) -> bool {
        let name = known(RowColumn::Name.label());
        self.tree.is_some() && words.headings.values().any(|word| *word == name)
    }

    /// Passes over a row.
    pub fn skip(&mut self) {
        if let Some(id) = self.next() {
            self.last = Some(id);
        }
    }

    /// The columns of the values of a row.
    pub fn columns(&self, values: &[&Piece], words: &Words) -> Vec<Option<RowColumn>> {
        let of_tree: Vec<RowColumn> = RowColumn::ALL
            .into_iter()
            .filter(|column| self.tree.is_some_and(|tree| tree.has(*column)))
            .collect();
        let named = |piece: &&Piece| {
            let word = words.headings.get(&piece.column)?;
            of_tree
                .iter()
                .copied()
                .find(|column| known(column.label()) == *word)
        };
        let found: Vec<Option<RowColumn>> = values.iter().map(named).collect();
        if found.iter().any(Option::is_some) {
            return found;
        }
        let first = if self.is_said {
            RowColumn::Name
        } else {
            self.first
        };
        let mut rest = of_tree.into_iter().skip_while(|column| *column != first);
        values.iter().map(|_| rest.next()).collect()
    }

    /// The row to which values belong.
    ///
    /// # Errors
    /// Why there is none.
    pub fn row_for(
        &mut self,
        values: &[&Piece],
        columns: &[Option<RowColumn>],
    ) -> Result<Row, &'static str> {
        let mut named = values.iter().zip(columns);
        let name = named
            .find(|(_, column)| **column == Some(RowColumn::Name))
            .map(|(piece, _)| piece.text.as_str())
            .filter(|name| !name.is_empty());
        let found = match name {
            Some(name) => self
                .by_name(name)
                .or_else(|| self.next_under_heading())
                .map_or_else(|| self.make(), Ok),
            None => self
                .next()
                .ok_or("下面没有指标行了，请先增加指标，或连同指标名称一起复制"),
        };
        let id = found?;
        self.taken.insert(id.clone());
        self.last = Some(id.clone());
        Ok(Row {
            block: self.tree.map_or_else(String::new, |tree| tree.id.clone()),
            list: self.made.get(&id).cloned(),
            id,
        })
    }

    fn ids(&self, heading: usize) -> Vec<String> {
        let heading = self.headings.get(heading);
        heading.map_or_else(Vec::new, |heading| {
            let ids = self.entries.rows(&heading.block, &heading.code);
            ids.into_iter().map(str::to_owned).collect()
        })
    }

    fn name(&self, id: &str) -> String {
        let block = self.tree.map_or("", |tree| tree.id.as_str());
        label(self.entries.typed(&row_cell(block, id, RowColumn::Name)))
    }

    /// The row of this name under the heading that was said, or anywhere.
    fn by_name(&mut self, name: &str) -> Option<String> {
        let wanted = label(name);
        let everywhere = (0..self.headings.len()).filter(|at| !self.is_said || *at == self.here);
        let mut rows = everywhere.flat_map(|at| self.ids(at).into_iter().map(move |id| (at, id)));
        let (at, id) = rows.find(|(_, id)| !self.taken.contains(id) && self.name(id) == wanted)?;
        self.here = at;
        Some(id)
    }

    /// The next row that one may write over: any below the first cell, an empty one under a heading
    /// that was only said.
    fn next_under_heading(&self) -> Option<String> {
        let ids = self.ids(self.here);
        let after = match &self.last {
            Some(last) if !self.is_said => {
                ids.iter().position(|id| id == last).map_or(0, |at| at + 1)
            }
            _ => 0,
        };
        let is_empty = |id: &str| {
            let block = self.tree.map_or("", |tree| tree.id.as_str());
            let mut columns = RowColumn::ALL.iter();
            columns.all(|column| self.entries.filled(&row_cell(block, id, *column)).is_none())
        };
        ids.into_iter()
            .skip(after)
            .find(|id| !self.taken.contains(id) && (!self.is_said || is_empty(id)))
    }

    /// The next row of the tree, whatever its heading.
    fn next(&self) -> Option<String> {
        let from = if self.is_said || self.last.is_some() {
            self.here
        } else {
            0
        };
        let all: Vec<String> = (from..self.headings.len())
            .take_while(|at| !self.is_said || *at == self.here)
            .flat_map(|at| self.ids(at))
            .collect();
        let after = self
            .last
            .as_ref()
            .and_then(|last| all.iter().position(|id| id == last))
            .map_or(0, |at| at + 1);
        all.into_iter().nth(after)
    }

    /// The row before one, so that it is the next.
    fn before(&self, id: &str) -> Option<String> {
        let all: Vec<String> = (0..self.headings.len())
            .flat_map(|at| self.ids(at))
            .collect();
        let at = all.iter().position(|other| other == id)?;
        all.into_iter().nth(at.checked_sub(1)?)
    }

    fn make(&mut self) -> Result<String, &'static str> {
        const NO_HEADING: &str = "本表没有指标行";
        let heading = self.headings.get(self.here).ok_or(NO_HEADING)?.clone();
        let deed = RowDeed::Add {
            block: &heading.block,
            heading: &heading.code,
        };
        let change = deed
            .change(self.scheme, &self.entries)
            .ok_or("这个二级指标下的行数已到上限")?;
        let id = change.row.ok_or(NO_HEADING)?;
        self.made.insert(id.clone(), change.cell.clone());
        self.entries.cells.insert(change.cell, change.typed);
        Ok(id)
    }
}
