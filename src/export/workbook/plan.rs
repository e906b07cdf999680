//! Where everything stands on the pages of the workbook, before anything is written: formulas name
//! cells further down and on other pages.

use std::collections::HashMap;

use crate::domain::sheet::{
    Cell, Content, Grid, Part, Place, Role, SIGN_OFF, Section, Sheet, Table,
};
use crate::export::Snapshot;

/// Excel shows no row higher than this, in points; a higher one is made of several.
const HIGHEST: usize = 390;
/// A line of text, in points.
const LINE: usize = 15;
/// Half-width characters to a unit of the sheet, upright and on its side.
const UNIT_UPRIGHT: usize = 4;
const UNIT_ON_ITS_SIDE: usize = 6;
/// The longest name of a page.
const LONGEST_NAME: usize = 31;

/// One page.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    /// Its name.
    pub name: String,
    /// The form on it.
    pub sheet: &'a Sheet,
    /// The widths of its columns in half-width characters.
    pub columns: Vec<usize>,
    /// The heights of its rows in points.
    pub heights: Vec<usize>,
    /// What stands on it.
    pub pieces: Vec<Piece<'a>>,
    /// The rows repeated on every printed page.
    pub repeated: Option<(usize, usize)>,
    codes: HashMap<&'a str, (usize, usize)>,
}

/// Something in a cell or in merged cells: rows and columns from 0, the last ones included.
#[derive(Debug)]
pub(super) struct Piece<'a> {
    pub row: usize,
    pub last_row: usize,
    pub column: usize,
    pub last_column: usize,
    pub content: Inside<'a>,
}

/// What stands there.
#[derive(Debug)]
pub(super) enum Inside<'a> {
    /// A line outside the tables.
    Line(Look, String),
    /// A cell of the form.
    Cell(&'a Cell),
}

/// How a line outside the tables looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Annex,
    Title,
    Year,
    Left,
    Right,
    Heading,
    Text,
}

/// The pages of a filing.
pub(super) fn of(snapshot: &Snapshot) -> Vec<Plan<'_>> {
    let mut plans: Vec<Plan<'_>> = Vec::with_capacity(snapshot.sheets.len());
    for sheet in &snapshot.sheets {
        let taken: Vec<&str> = plans.iter().map(|plan| plan.name.as_str()).collect();
        let name = page_name(&snapshot.form_name(sheet), &taken);
        plans.push(Plan::of(name, sheet));
    }
    plans
}

/// A name that Excel takes and no other page has.
fn page_name(wanted: &str, taken: &[&str]) -> String {
    let kept = wanted
        .chars()
        .filter(|symbol| !"[]:*?/\\'".contains(*symbol));
    let kept: String = kept
        .filter(|symbol| !symbol.is_control())
        .take(LONGEST_NAME - 3)
        .collect();
    let kept = if kept.trim().is_empty() {
        "表".to_owned()
    } else {
        kept.trim().to_owned()
    };
    let is_free = |name: &String| !taken.contains(&name.as_str());
    let numbered = (2..).map(|number| format!("{kept}{number}"));
    let mut names = std::iter::once(kept.clone()).chain(numbered);
    names.find(is_free).unwrap_or(kept)
}

impl<'a> Plan<'a> {
    /// Where a cell of the filing stands.
    pub fn find(&self, code: &str) -> Option<(usize, usize)> {
        self.codes.get(code).copied()
    }

    fn of(name: String, sheet: &'a Sheet) -> Self {
        let grids = Grid::all_of(sheet);
        let unit = if sheet.is_wide() {
            UNIT_ON_ITS_SIDE
        } else {
            UNIT_UPRIGHT
        };
        let units = grids
            .first()
            .map_or_else(|| vec![Table::UNITS / 2; 2], |grid| grid.columns.clone());
        let mut plan = Self {
            name,
            sheet,
            columns: units.iter().map(|units| units * unit).collect(),
            heights: Vec::new(),
            pieces: Vec::new(),
            repeated: None,
            codes: HashMap::new(),
        };
        plan.head();
        let mut grids = grids.into_iter();
        for part in &sheet.parts {
            match part {
                Part::Table(_) => {
                    if let Some(grid) = grids.next() {
                        plan.table(&grid);
                    }
                }
                Part::Section(section) => plan.section(section),
                Part::Signature(signature) => {
                    plan.line(Look::Text, "");
                    plan.line(Look::Right, &signature.agency);
                    let row = plan.heights.len();
                    plan.line(Look::Right, &signature.date.shown);
                    plan.codes.insert(&signature.date.code, (row, 0));
                }
            }
        }
        if !sheet.is_text() {
            plan.line(Look::Left, "");
            plan.line(Look::Left, &SIGN_OFF.join("　　　　　　　　"));
        }
        plan
    }

    fn head(&mut self) {
        let sheet = self.sheet;
        for (look, text) in [
            (Look::Annex, &sheet.annex),
            (Look::Title, &sheet.title),
            (Look::Year, &sheet.year_line),
        ] {
            if !text.is_empty() {
                self.line(look, text);
            }
        }
        if !sheet.is_text() {
            let (left, right) = (&sheet.agency_line, &sheet.unit_line);
            if right.is_empty() || self.columns.len() < 2 {
                self.line(Look::Left, format!("{left}　　{right}").trim_end());
            } else {
                self.head_line(left, right);
            }
        }
    }

    /// A line over the whole width.
    fn line(&mut self, look: Look, text: &str) {
        let width = self.columns.iter().sum();
        let height = match look {
            Look::Title => 36,
            _ => (rows_of(text, width) * LINE + 3).min(HIGHEST),
        };
        let last_column = self.columns.len().saturating_sub(1);
        self.piece(0, last_column, Inside::Line(look, text.to_owned()));
        self.heights.push(height);
    }

    /// The agency at the left, the unit at the right of one line.
    fn head_line(&mut self, left: &str, right: &str) {
        let last = self.columns.len() - 1;
        let middle = self.columns.len() / 2;
        self.piece(
            0,
            middle.saturating_sub(1),
            Inside::Line(Look::Left, left.to_owned()),
        );
        self.piece(middle, last, Inside::Line(Look::Right, right.to_owned()));
        self.heights.push(LINE + 3);
    }

    fn piece(&mut self, column: usize, last_column: usize, content: Inside<'a>) {
        let row = self.heights.len();
        self.pieces.push(Piece {
            row,
            last_row: row,
            column,
            last_column,
            content,
        });
    }

    fn section(&mut self, section: &'a Section) {
        if !section.heading.is_empty() {
            self.line(Look::Heading, &section.heading);
        }
        if let Some(field) = &section.field {
            self.codes.insert(&field.code, (self.heights.len(), 0));
        }
        for text in section.paragraphs() {
            self.line(Look::Text, &text);
        }
    }

    fn table(&mut self, grid: &Grid<'a>) {
        let heights: Vec<usize> = heights(grid, &self.columns);
        let first = self.heights.len();
        let mut starts = Vec::with_capacity(heights.len() + 1);
        for height in &heights {
            starts.push(self.heights.len());
            let rows = height.div_ceil(HIGHEST).max(1);
            self.heights.extend(vec![height.div_ceil(rows); rows]);
        }
        starts.push(self.heights.len());
        if grid.heading_rows > 0 && self.repeated.is_none() {
            let end = starts.get(grid.heading_rows).copied().unwrap_or(first);
            self.repeated = Some((first, end.saturating_sub(1)));
        }
        for (at, row) in grid.rows.iter().enumerate() {
            for place in row.begun() {
                let end = starts.get(at + place.cell.rowspan.max(1)).or(starts.last());
                let (Some(row), Some(end)) = (starts.get(at), end) else {
                    continue;
                };
                self.cell(place, *row, end.saturating_sub(1));
            }
        }
    }

    fn cell(&mut self, place: &Place<'a>, row: usize, last_row: usize) {
        let code = match &place.cell.content {
            Content::Field(field) => Some(&field.code),
            Content::Result(result) => Some(&result.code),
            Content::Text(_) | Content::Checklist(_) | Content::Heading(_) => None,
        };
        if let Some(code) = code {
            self.codes.entry(code).or_insert((row, place.column));
        }
        self.pieces.push(Piece {
            row,
            last_row,
            column: place.column,
            last_column: place.column + place.colspan.saturating_sub(1),
            content: Inside::Cell(place.cell),
        });
    }
}

/// How high each row must be for its texts; a merged cell that wants more than its rows have is
/// given it in its last one.
fn heights(grid: &Grid<'_>, columns: &[usize]) -> Vec<usize> {
    let mut heights = vec![LINE + 5; grid.rows.len()];
    let mut places: Vec<(usize, Place<'_>)> = Vec::new();
    for (at, row) in grid.rows.iter().enumerate() {
        places.extend(row.begun().map(|place| (at, *place)));
    }
    places.sort_by_key(|(_, place)| place.cell.rowspan);
    for (at, place) in places {
        let width: usize = columns.iter().skip(place.column).take(place.colspan).sum();
        let width = width.saturating_sub(1).max(2);
        let lines = place.cell.content.lines();
        let rows: usize = lines.iter().map(|line| rows_of(line, width)).sum();
        let wanted = rows * LINE + 5;
        let span = at..at + place.cell.rowspan.max(1);
        let has: usize = heights.get(span.clone()).unwrap_or_default().iter().sum();
        if let Some(last) = heights.get_mut(span.end.saturating_sub(1)) {
            *last += wanted.saturating_sub(has);
        }
    }
    heights
}

/// How many lines a text takes in a width of half-width characters.
fn rows_of(text: &str, width: usize) -> usize {
    let letters = text
        .chars()
        .map(|letter| if letter < '\u{2e80}' { 1 } else { 2 });
    letters.sum::<usize>().div_ceil(width.max(1)).max(1)
}

impl Look {
    /// Whether it is set like this in the middle, at the left or at the right of its line.
    pub fn role(self) -> Role {
        match self {
            Self::Title | Self::Year => Role::Label,
            Self::Right => Role::Figure,
            Self::Annex | Self::Left | Self::Heading | Self::Text => Role::Words,
        }
    }
}
