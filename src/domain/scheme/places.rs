//! Which cells a scheme knows, and on which form each stands.

use super::source::{BlockSource, Level1Source, Level2Source, TreeColumn};
use super::{RowRule, Rule, Scheme};
use crate::domain::filing::{RowColumn, is_row_id};
use crate::domain::formula::Slot;

/// Where a cell stands and what it is.
#[derive(Debug, Clone)]
pub struct Place {
    /// The index of the form.
    pub form: usize,
    /// What the cell is.
    pub kind: PlaceKind,
}

/// What a cell is.
#[derive(Debug, Clone)]
pub enum PlaceKind {
    /// A typed item or a computed value.
    Slot(Slot),
    /// The score of an indicator (its index).
    Score(usize),
    /// Requirement `item` of a checklist indicator.
    ChecklistItem {
        /// The indicator.
        indicator: usize,
        /// The requirement, from 0.
        item: usize,
    },
    /// A column of a row of a tree (its index).
    Row {
        /// The tree.
        tree: usize,
        /// The column.
        column: RowColumn,
    },
    /// The list of rows under a heading of a tree.
    RowList {
        /// The tree.
        tree: usize,
    },
    /// The grade picked for an indicator that is judged in intervals (its index).
    Grade(usize),
    /// What a reviewer takes off the score of an indicator or of a row. No accountant types here.
    Deduction,
    /// The total as printed on an imported paper.
    Total,
}

/// An indicator tree whose rows the accountant makes.
#[derive(Debug, Clone)]
pub struct Tree {
    /// The index of its form.
    pub form: usize,
    /// The block id, first part of its cell codes.
    pub id: String,
    /// With 分值 and 得分.
    pub scored: bool,
    /// The columns that this form prints, from the left.
    pub columns: Vec<RowColumn>,
    /// First-level headings.
    pub level1: Vec<Level1Source>,
    /// Second-level headings.
    pub level2: Vec<Level2Source>,
    /// How its rows are scored.
    pub rule: RowRule,
}

impl Tree {
    /// Whether the form prints this column.
    #[must_use]
    pub fn has(&self, column: RowColumn) -> bool {
        self.columns.contains(&column)
    }

    /// The columns of a form with or without points and with what it prints besides.
    pub(super) fn columns_of(scored: bool, extra: &[TreeColumn]) -> Vec<RowColumn> {
        let is_printed = |column: &RowColumn| match column {
            RowColumn::Weight | RowColumn::Score => scored,
            RowColumn::Nature => extra.contains(&TreeColumn::Nature),
            RowColumn::Unit => extra.contains(&TreeColumn::Unit),
            RowColumn::Name | RowColumn::Target | RowColumn::Actual | RowColumn::Reason => true,
        };
        RowColumn::ALL.into_iter().filter(is_printed).collect()
    }
}

/// The cell in which an imported paper's printed total is kept.
pub const TOTAL_CELL: &str = "total";

/// The cell of a checklist item.
#[must_use]
pub fn checklist_cell(indicator: &str, item: usize) -> String {
    format!("{indicator}.item{}", item + 1)
}

/// The cell of the grade picked for an indicator that is judged in intervals.
#[must_use]
pub fn grade_cell(indicator: &str) -> String {
    format!("{indicator}.grade")
}

/// The cell of what a reviewer takes off a score: of an indicator `CODE`, of a row `ind.q1`, or of the
/// `total`.
#[must_use]
pub fn deduction_cell(of: &str) -> String {
    format!("{DEDUCTION}{of}")
}

const DEDUCTION: &str = "deduct.";

impl Scheme {
    /// What a cell is and where it stands; `None` for a code this scheme does not know.
    #[must_use]
    pub fn place(&self, cell: &str) -> Option<Place> {
        if let Some(place) = self.places.get(cell) {
            return Some(place.clone());
        }
        if let Some(of) = cell.strip_prefix(DEDUCTION) {
            return self.deduction(of);
        }
        let (block, rest) = cell.split_once('.')?;
        let (row, column) = rest.split_once('.')?;
        let (tree, found) = self.trees.iter().enumerate().find(|(_, t)| t.id == block)?;
        let kind = if column == "rows" {
            found.level2.iter().find(|heading| heading.code == row)?;
            PlaceKind::RowList { tree }
        } else {
            let is_on_form = |column: &RowColumn| is_row_id(row) && found.has(*column);
            let column = RowColumn::from_code(column).filter(is_on_form)?;
            PlaceKind::Row { tree, column }
        };
        Some(Place {
            form: found.form,
            kind,
        })
    }

    /// Where points are taken off: beside a score or the total.
    fn deduction(&self, of: &str) -> Option<Place> {
        let score = match self.places.get(of) {
            Some(place) => Some(place.clone()),
            None => self.place(&format!("{of}.{}", RowColumn::Score.code())),
        };
        let is_score = |place: &Place| {
            matches!(
                place.kind,
                PlaceKind::Score(_)
                    | PlaceKind::Total
                    | PlaceKind::Row {
                        column: RowColumn::Score,
                        ..
                    }
            )
        };
        let place = score.filter(is_score)?;
        self.head.reviewer_deduction.then_some(Place {
            kind: PlaceKind::Deduction,
            ..place
        })
    }

    /// Every cell that stands on the forms whatever is typed, with its place.
    pub fn fixed_cells(&self) -> impl Iterator<Item = (&str, &Place)> {
        let places = self.places.iter();
        places.map(|(code, place)| (code.as_str(), place))
    }

    /// Whether a typed text may be kept under this code: a cell of a form, or the reason for a finding at one.
    #[must_use]
    pub fn accepts(&self, cell: &str) -> bool {
        match cell.strip_prefix("reason.") {
            Some(rest) => rest
                .split_once('.')
                .is_some_and(|(check, target)| is_check(check) && self.place(target).is_some()),
            None => self.place(cell).is_some(),
        }
    }
}

fn is_check(code: &str) -> bool {
    code.len() == 3 && code.starts_with('K') && code.bytes().skip(1).all(|b| b.is_ascii_digit())
}

/// The codes a block names in its cells.
pub(super) fn cells_of(block: &BlockSource) -> Vec<&str> {
    let all: Vec<&String> = match block {
        BlockSource::Grid { rows, .. } => rows.iter().flat_map(|row| &row.cells).collect(),
        BlockSource::SideBySide { lists, .. } => lists
            .iter()
            .flat_map(|list| list.rows.iter().map(|(_, cell)| cell))
            .collect(),
        BlockSource::Texts { cells, .. } => cells.iter().collect(),
        BlockSource::Record { rows } => rows.iter().flatten().map(|(_, cell)| cell).collect(),
        BlockSource::Report { sections } => sections.iter().map(|section| &section.cell).collect(),
        BlockSource::Signature { date } => vec![date],
        BlockSource::Agency { .. }
        | BlockSource::Indicators { .. }
        | BlockSource::Total { .. }
        | BlockSource::ScoreSheet { .. } => Vec::new(),
    };
    all.into_iter()
        .map(String::as_str)
        .filter(|cell| !cell.is_empty() && !cell.starts_with('='))
        .collect()
}

/// The extra cells of an indicator's judgement, each with what it is.
pub(super) fn judgement_cells(
    code: &str,
    indicator: usize,
    rule: &Rule,
) -> Vec<(String, PlaceKind)> {
    if matches!(rule, Rule::Judged { .. }) {
        return vec![(grade_cell(code), PlaceKind::Grade(indicator))];
    }
    (0..rule.requirements().len())
        .map(|item| {
            (
                checklist_cell(code, item),
                PlaceKind::ChecklistItem { indicator, item },
            )
        })
        .collect()
}
