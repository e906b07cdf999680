//! The lines of a sheet as a block is laid over them: labels, and places for what is typed or
//! computed.

use crate::domain::audit::{label, without_brackets};
use crate::domain::sheet::{Content, Grid, GridRow, Part, Place, Role, Sheet};

/// A line of a table.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// The table it belongs to.
    pub table: usize,
    /// The indicator row that it shows: its tree and its id.
    pub row: Option<(String, String)>,
    /// The second-level heading beside it.
    pub heading: Option<Heading>,
    /// What stands in it from the left.
    pub spots: Vec<Spot>,
}

/// A second-level heading of an indicator tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading {
    /// The tree's block id.
    pub block: String,
    /// Its code.
    pub code: String,
    /// Its name, as labels are compared.
    pub word: String,
}

/// A cell of a line.
#[derive(Debug)]
pub(super) struct Spot {
    /// The first unit of the sheet it covers.
    pub unit: usize,
    /// The unit after its last.
    pub end: usize,
    /// Whether it begins in this line, not further up.
    pub is_begun: bool,
    /// What it is.
    pub kind: Kind,
    /// The column heading above it, as labels are compared.
    pub column: String,
}

/// What a cell is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// A printed word, as labels are compared.
    Label(String),
    /// A place for what is typed.
    Typed(String),
    /// A locked place.
    Computed(String),
}

impl Spot {
    /// The cell, where something stands in it that is no label.
    pub fn code(&self) -> Option<&str> {
        match &self.kind {
            Kind::Label(_) => None,
            Kind::Typed(code) | Kind::Computed(code) => Some(code),
        }
    }

    /// Whether it prints this word.
    pub fn prints(&self, word: &str) -> bool {
        matches!(&self.kind, Kind::Label(own) if own == word && !word.is_empty())
    }
}

impl Line {
    /// Whether it is a line of column headings.
    pub fn is_heading(&self) -> bool {
        let is_label = |spot: &Spot| matches!(spot.kind, Kind::Label(_));
        let has_word = |spot: &Spot| {
            spot.is_begun && matches!(&spot.kind, Kind::Label(word) if !word.is_empty())
        };
        self.spots.iter().all(is_label)
            && self.heading.is_none()
            && self.spots.iter().filter(|spot| has_word(spot)).count() > 1
    }

    /// The place of a cell.
    pub fn find(&self, code: &str) -> Option<usize> {
        self.spots.iter().position(|spot| spot.code() == Some(code))
    }
}

/// A text as labels of a form are compared: what stands in brackets is left out.
pub(super) fn known(text: &str) -> String {
    let name = label(text);
    without_brackets(&name).to_owned()
}

/// The lines of all tables of a sheet.
pub(super) fn lines(sheet: &Sheet) -> Vec<Line> {
    let tables = sheet.parts.iter().filter_map(|part| match part {
        Part::Table(table) => Some(table),
        Part::Section(_) | Part::Signature(_) => None,
    });
    let mut all = Vec::new();
    for (number, table) in tables.enumerate() {
        let mut headings: Vec<(usize, usize, String)> = Vec::new();
        for row in &Grid::of(table).rows {
            let mut line = line(number, row);
            if line.is_heading() {
                headings = words(&line);
            }
            for spot in &mut line.spots {
                spot.column = above(&headings, spot);
            }
            all.push(line);
        }
    }
    all
}

fn line(table: usize, row: &GridRow<'_>) -> Line {
    let mut line = Line {
        table,
        ..Line::default()
    };
    for place in &row.places {
        if let Content::Heading(heading) = &place.cell.content {
            line.heading = Some(Heading {
                block: heading.block.clone(),
                code: heading.code.clone(),
                word: known(&heading.name),
            });
        }
        line.spots.push(spot(place));
    }
    let tree = line.heading.as_ref().map(|heading| heading.block.clone());
    line.row = tree.zip(row.row.indicator.clone());
    line
}

fn spot(place: &Place<'_>) -> Spot {
    let kind = match &place.cell.content {
        // Standards and explanations are no labels: nobody brings them along.
        Content::Text(_) if place.cell.role == Role::Prose => Kind::Label(String::new()),
        Content::Text(text) => Kind::Label(known(text)),
        Content::Heading(heading) => Kind::Label(known(&heading.name)),
        Content::Field(field) => Kind::Typed(field.code.clone()),
        Content::Result(result) => match &result.by_hand {
            Some(field) => Kind::Typed(field.code.clone()),
            None => Kind::Computed(result.code.clone()),
        },
        Content::Checklist(_) => Kind::Label(String::new()),
    };
    Spot {
        unit: place.unit,
        end: place.unit + place.cell.colspan,
        is_begun: place.rows_above == 0,
        kind,
        column: String::new(),
    }
}

fn words(line: &Line) -> Vec<(usize, usize, String)> {
    let begun = line.spots.iter().filter(|spot| spot.is_begun);
    let words = begun.filter_map(|spot| match &spot.kind {
        Kind::Label(word) => Some((spot.unit, spot.end, word.clone())),
        _ => None,
    });
    words.collect()
}

fn above(headings: &[(usize, usize, String)], spot: &Spot) -> String {
    let mut covering = headings.iter();
    covering
        .find(|(unit, end, _)| (*unit..*end).contains(&spot.unit))
        .map_or_else(String::new, |(_, _, word)| word.clone())
}
