//! How the cells of a table are drawn on a page.

use crate::domain::filing::{RowColumn, row_list};
use crate::domain::sheet::{self, Caption, Cell, Content, Role, Row, Table};

use super::control::cell_id;

/// A table with its repeated heading rows set apart.
#[derive(Debug, Clone)]
pub struct Grid<'a> {
    /// The widths of the columns in units of the sheet.
    pub columns: Vec<usize>,
    /// Heading rows at the top, repeated on every printed page.
    pub head: Vec<GridRow<'a>>,
    /// All other rows.
    pub body: Vec<GridRow<'a>>,
}

/// One row in its place.
#[derive(Debug, Clone)]
pub struct GridRow<'a> {
    /// The cells that begin here.
    pub cells: Vec<GridCell<'a>>,
}

/// One cell in its place.
#[derive(Debug, Clone)]
pub struct GridCell<'a> {
    /// The cell.
    pub cell: &'a Cell,
    /// The first unit it covers, from 0.
    pub column: usize,
    /// How many of the grid's columns it covers.
    pub colspan: usize,
    /// What it is called by the headings over it, for screens on which a row becomes a card.
    pub caption: Caption,
    /// Buttons that move and remove the row, in its 三级指标 cell.
    pub tools: Option<RowTools<'a>>,
}

/// What the buttons of an indicator row act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowTools<'a> {
    /// The indicator block.
    pub block: &'a str,
    /// The row's id.
    pub row: &'a str,
}

impl<'a> Grid<'a> {
    /// Places the cells of a table.
    #[must_use]
    pub fn of(table: &'a Table) -> Self {
        let grid = sheet::Grid::of(table);
        let rows = grid.rows.iter().zip(grid.captions());
        let mut rows: Vec<GridRow<'a>> = rows
            .map(|(row, captions)| GridRow::of(row, captions))
            .collect();
        let body = rows.split_off(grid.heading_rows);
        Self {
            columns: grid.columns,
            head: rows,
            body,
        }
    }
}

impl<'a> GridRow<'a> {
    fn of(row: &sheet::GridRow<'a>, captions: Vec<Caption>) -> Self {
        let begun = row.places.iter().zip(captions);
        let begun = begun.filter(|(place, _)| place.rows_above == 0);
        let cells = begun.map(|(place, caption)| GridCell {
            cell: place.cell,
            column: place.unit,
            colspan: place.colspan,
            caption,
            tools: row_tools(row.row, place.cell),
        });
        Self {
            cells: cells.collect(),
        }
    }

    /// Whether nothing stands in it but headings that every cell below says for itself.
    #[must_use]
    pub fn is_columns(&self) -> bool {
        let mut cells = self.cells.iter();
        cells.all(|cell| cell.caption.is_said_below || cell.is_blank())
    }
}

fn row_tools<'a>(row: &'a Row, cell: &'a Cell) -> Option<RowTools<'a>> {
    row.indicator.as_ref()?;
    let Content::Field(field) = &cell.content else {
        return None;
    };
    let mut parts = field.code.split('.');
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(block), Some(row), Some(column), None)
            if RowColumn::from_code(column) == Some(RowColumn::Name) =>
        {
            Some(RowTools { block, row })
        }
        _ => None,
    }
}

impl GridCell<'_> {
    /// Whether it is printed matter that heads other cells.
    #[must_use]
    pub fn is_heading(&self) -> bool {
        self.cell.role == Role::Label && !self.is_blank()
    }

    /// Whether the form leaves it blank.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.cell.role == Role::Label
            && matches!(&self.cell.content, Content::Text(text) if text.is_empty())
    }

    /// How the cell is set, on paper and as a line of a card.
    #[must_use]
    pub fn class(&self, is_entry: bool) -> String {
        let mut class = self.role_class(is_entry).to_owned();
        for (mark, holds) in [
            (" is-column", self.caption.is_said_below),
            (" is-blank", self.is_blank()),
            (" is-group", self.is_heading() && self.cell.rowspan > 1),
            (" is-wide", self.is_wide()),
        ] {
            if holds {
                class.push_str(mark);
            }
        }
        class
    }

    /// By its role, and whether it is computed or filled in.
    fn role_class(&self, is_entry: bool) -> &'static str {
        match (&self.cell.content, self.cell.role, is_entry) {
            (Content::Result(_), Role::Mark, _) => "is-mark is-computed",
            (Content::Result(_), _, _) => "is-figure is-computed",
            (Content::Field(_), Role::Figure, true) => "is-figure has-input",
            (Content::Field(_), Role::Mark, true) => "is-mark has-input",
            (Content::Field(_), _, true) => "is-words has-input",
            (_, Role::Label, _) => "is-label",
            (_, Role::Prose, _) => "is-prose",
            (_, Role::Figure, _) => "is-figure",
            (_, Role::Words, _) => "is-words",
            (_, Role::Mark, _) => "is-mark",
        }
    }

    /// The fragment of the cell itself, where it has no input to carry it.
    #[must_use]
    pub fn id(&self, is_entry: bool) -> Option<String> {
        match &self.cell.content {
            Content::Field(field) if !is_entry => Some(cell_id(&field.code)),
            Content::Result(result) if !is_entry || result.by_hand.is_none() => {
                Some(cell_id(&result.code))
            }
            // The list of its rows has no input; what is missing under a heading is said of it.
            Content::Heading(heading) => Some(cell_id(&row_list(&heading.block, &heading.code))),
            _ => None,
        }
    }

    /// Wide enough for a finding to be read in it; elsewhere it opens as a card.
    #[must_use]
    pub fn is_wide(&self) -> bool {
        self.cell.colspan >= 7
    }

    /// Cards of cells in the right half open towards the left.
    #[must_use]
    pub fn opens_left(&self) -> bool {
        self.column + self.cell.colspan > Table::UNITS * 2 / 3
    }
}

impl RowTools<'_> {
    /// The value of a button that does `verb` to this row.
    #[must_use]
    pub fn value(&self, verb: &str) -> String {
        format!("{verb}:{}:{}", self.block, self.row)
    }
}
