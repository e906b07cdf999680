//! Row by row from a block to the lines of a form.

use super::lines::{Kind, Line, Spot, known};
use super::order::{Words, assign};
use super::rows::Rows;
use super::{Block, LeftOver, PasteError, Piece, units};
use crate::domain::filing::{CellCode, Entries};
use crate::domain::scheme::Scheme;

/// What has a place, and what has none.
#[derive(Debug, Default)]
pub(super) struct Laid {
    pub cells: Vec<Found>,
    pub leftovers: Vec<LeftOver>,
}

/// A piece with its cell.
#[derive(Debug)]
pub(super) struct Found {
    /// Row and column in the block.
    pub at: (usize, usize),
    pub code: CellCode,
    pub text: String,
    /// The row list and the row, where the row is not on the form yet.
    pub new_row: Option<(CellCode, String)>,
}

/// A stretch of a block's row that belongs to one label.
#[derive(Debug, Default)]
struct Stretch<'a> {
    label: Option<Label>,
    values: Vec<&'a Piece>,
}

#[derive(Debug)]
enum Label {
    /// A word beside places of the form.
    Known(String),
    /// A word where labels stand, which the form does not have.
    Other(String),
}

/// Lays a block from a cell.
pub(super) fn lay(
    block: &Block,
    scheme: &Scheme,
    entries: &Entries,
    lines: &[Line],
    anchor: &str,
) -> Result<Laid, PasteError> {
    let (line, spot) = lines
        .iter()
        .enumerate()
        .find_map(|(at, line)| Some((at, line.find(anchor)?)))
        .ok_or(PasteError::NoAnchor)?;
    let unit = lines
        .get(line)
        .and_then(|line| line.spots.get(spot))
        .map_or(0, |spot| spot.unit);
    let mut layer = Layer {
        words: Words::of(block, lines),
        rows: Rows::at(scheme, entries, lines, line, anchor),
        lines,
        anchor_unit: unit,
        next: Some(line),
        is_used: false,
        laid: Laid::default(),
    };
    for (at, row) in block.rows.iter().enumerate() {
        layer.row(at, row);
    }
    Ok(layer.laid)
}

struct Layer<'a> {
    words: Words,
    rows: Rows<'a>,
    lines: &'a [Line],
    anchor_unit: usize,
    /// The line for a row without a label; none below the last.
    next: Option<usize>,
    /// Whether that line was found by its label already.
    is_used: bool,
    laid: Laid,
}

impl Layer<'_> {
    fn row(&mut self, at: usize, row: &[Piece]) {
        if self.words.heading_rows.contains(&at) {
            return;
        }
        let is_about_units = row.iter().any(|piece| units::is_statement(&piece.text));
        let stretches = self.stretches(row);
        if is_about_units && stretches.iter().all(Stretch::is_empty) {
            return;
        }
        if !self.words.is_labelled() && stretches.iter().all(Stretch::is_empty) {
            // An empty row passes over a line, as a spreadsheet has it.
            self.skip_line();
            return;
        }
        for stretch in stretches {
            self.stretch(at, &stretch);
        }
    }

    fn stretches<'p>(&self, row: &'p [Piece]) -> Vec<Stretch<'p>> {
        let mut all = vec![Stretch::default()];
        for piece in row.iter().filter(|piece| !units::is_statement(&piece.text)) {
            if !self.words.label_columns.contains(&piece.column) {
                if let Some(last) = all.last_mut() {
                    last.values.push(piece);
                }
                continue;
            }
            if piece.text.is_empty() {
                continue;
            }
            let word = known(&piece.text);
            let label = if self.words.beside.contains(&word) {
                Label::Known(word)
            } else {
                Label::Other(piece.text.clone())
            };
            match all.last_mut() {
                // Of several labels side by side the last one is the row's own.
                Some(last) if last.values.is_empty() => last.label = Some(label),
                _ => all.push(Stretch {
                    label: Some(label),
                    values: Vec::new(),
                }),
            }
        }
        all
    }

    fn skip_line(&mut self) {
        if self.rows.is_inside() {
            self.rows.skip();
        } else {
            self.next = self.after(self.next);
        }
    }

    fn stretch(&mut self, at: usize, stretch: &Stretch<'_>) {
        match &stretch.label {
            Some(Label::Known(word)) if self.rows.enter(word) => self.tree_row(at, &stretch.values),
            Some(Label::Known(word)) => self.labelled(at, word, &stretch.values),
            Some(Label::Other(_)) if self.rows.is_inside() => self.tree_row(at, &stretch.values),
            Some(Label::Other(text)) => {
                self.leave(&stretch.values, &format!("本表没有“{text}”这一行"));
            }
            None if stretch.is_empty() => {}
            None if self.rows.is_inside() || self.rows.are_named(&self.words) => {
                self.tree_row(at, &stretch.values);
            }
            None => self.next_line(at, &stretch.values),
        }
    }

    /// Values beside a label of the form go to the places beside it there.
    fn labelled(&mut self, at: usize, word: &str, values: &[&Piece]) {
        let from = self.next.unwrap_or(0);
        let lines = self.lines;
        let behind = |(number, line): (usize, &Line)| Some((number, beside(line, word)?));
        let mut all = lines.iter().enumerate().filter_map(behind);
        let later = all.clone().find(|(number, _)| *number >= from);
        match later.or_else(|| all.next()) {
            Some((number, spots)) => {
                let Some(spots) = lines.get(number).and_then(|line| line.spots.get(spots)) else {
                    return;
                };
                self.next = Some(number);
                self.is_used = true;
                self.put(at, values, spots);
            }
            None => self.leave(values, &format!("“{word}”旁边没有可填的格")),
        }
    }

    /// Values without a label go to the next line.
    fn next_line(&mut self, at: usize, values: &[&Piece]) {
        if std::mem::take(&mut self.is_used) {
            self.next = self.after(self.next);
        }
        let lines = self.lines;
        let Some(line) = self.next.and_then(|at| lines.get(at)) else {
            return self.leave(values, "本表下面没有位置了");
        };
        let from = if self.words.is_labelled() {
            0
        } else {
            self.anchor_unit
        };
        let start = line
            .spots
            .iter()
            .position(|spot| spot.unit >= from && spot.code().is_some());
        let spots = start.and_then(|start| line.spots.get(start..));
        self.put(at, values, spots.unwrap_or_default());
        self.next = self.after(self.next);
    }

    /// The next line of the same group in which something stands at or right of the first cell.
    fn after(&self, line: Option<usize>) -> Option<usize> {
        let line = line?;
        let table = self.lines.get(line)?.table;
        let below = self.lines.iter().enumerate().skip(line + 1);
        let mut group = below.take_while(|(_, line)| {
            line.table == table && !line.is_heading() && line.row.is_none()
        });
        group
            .find(|(_, line)| {
                let has = |spot: &Spot| spot.code().is_some() && spot.unit >= self.anchor_unit;
                line.spots.iter().any(has)
            })
            .map(|(number, _)| number)
    }

    fn tree_row(&mut self, at: usize, values: &[&Piece]) {
        if values.iter().all(|piece| piece.text.is_empty()) {
            return;
        }
        let columns = self.rows.columns(values, &self.words);
        match self.rows.row_for(values, &columns) {
            Ok(row) => {
                for (piece, column) in values.iter().zip(columns) {
                    match column {
                        _ if piece.text.is_empty() => {}
                        Some(column) => self.add(at, piece, row.cell(column), row.new_row()),
                        None => self.leave(&[piece], "指标行没有这一列"),
                    }
                }
            }
            Err(why) => self.leave(values, why),
        }
    }

    fn put(&mut self, at: usize, values: &[&Piece], spots: &[Spot]) {
        let found = assign(values, spots, &self.words.headings);
        for (piece, spot) in values.iter().zip(found) {
            match spot.map(Spot::code) {
                _ if piece.text.is_empty() => {}
                // A printed word that came along.
                Some(None) => {}
                Some(Some(code)) => self.add(at, piece, code.to_owned(), None),
                None => self.leave(&[piece], "这一行右边没有对应的格"),
            }
        }
    }

    fn add(
        &mut self,
        at: usize,
        piece: &Piece,
        code: CellCode,
        new_row: Option<(CellCode, String)>,
    ) {
        if self.laid.cells.iter().any(|found| found.code == code) {
            return self.leave(&[piece], "这一格已经有粘贴的内容");
        }
        self.laid.cells.push(Found {
            at: (at, piece.column),
            code,
            text: piece.text.clone(),
            new_row,
        });
    }

    fn leave(&mut self, values: &[&Piece], why: &str) {
        let texts = values.iter().filter(|piece| !piece.text.is_empty());
        self.laid.leftovers.extend(texts.map(|piece| LeftOver {
            text: piece.text.clone(),
            why: why.to_owned(),
        }));
    }
}

impl Stretch<'_> {
    fn is_empty(&self) -> bool {
        self.label.is_none() && self.values.iter().all(|piece| piece.text.is_empty())
    }
}

/// The range of spots beside a label up to the next one; none where nothing stands beside it.
fn beside(line: &Line, word: &str) -> Option<std::ops::Range<usize>> {
    let label = line
        .spots
        .iter()
        .position(|spot| spot.is_begun && spot.prints(word))?;
    let is_next = |spot: &Spot| matches!(&spot.kind, Kind::Label(word) if !word.is_empty() && !super::order::is_figure(word));
    let rest = line.spots.get(label + 1..)?;
    let count = rest.iter().position(is_next).unwrap_or(rest.len());
    let has_place = rest.iter().take(count).any(|spot| spot.code().is_some());
    has_place.then_some(label + 1..label + 1 + count)
}
