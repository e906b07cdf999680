//! Which piece of a block's row goes to which place of a line.

use std::collections::{BTreeMap, BTreeSet};

use super::lines::{Kind, Line, Spot, known};
use super::{Block, Piece, units};
use crate::domain::figure::{Reading, read};

/// What in a block is words of the form.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// The rows of column headings.
    pub heading_rows: BTreeSet<usize>,
    /// The columns of row labels.
    pub label_columns: BTreeSet<usize>,
    /// The heading of a column, as labels are compared.
    pub headings: BTreeMap<usize, String>,
    /// The words that stand beside places of the form.
    pub beside: BTreeSet<String>,
}

impl Words {
    /// Knows the words of the form again in a block.
    pub fn of(block: &Block, lines: &[Line]) -> Self {
        let (above, beside) = printed(lines);
        let mut words = Self {
            beside,
            ..Self::default()
        };
        for (at, row) in block.rows.iter().enumerate() {
            if words.is_heading_row(row, &above) {
                words.heading_rows.insert(at);
                let named = row.iter().filter(|piece| !piece.text.is_empty());
                words
                    .headings
                    .extend(named.map(|piece| (piece.column, known(&piece.text))));
            }
        }
        words.label_columns = words.find_label_columns(block);
        words
    }

    /// Whether words of the form came along.
    pub fn is_labelled(&self) -> bool {
        !(self.heading_rows.is_empty() && self.label_columns.is_empty())
    }

    fn is_heading_row(&self, row: &[Piece], above: &BTreeSet<String>) -> bool {
        let named: Vec<&Piece> = row.iter().filter(|piece| !piece.text.is_empty()).collect();
        let is_above = |piece: &&&Piece| above.contains(&known(&piece.text));
        let is_any = |piece: &&&Piece| is_above(piece) || self.beside.contains(&known(&piece.text));
        let hits = named.iter().filter(is_any).count();
        named.iter().any(|piece| is_above(&piece))
            && hits * 2 >= named.len()
            && !named.iter().any(|piece| is_figure(&piece.text))
    }

    fn find_label_columns(&self, block: &Block) -> BTreeSet<usize> {
        let mut counts: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for (at, row) in block.rows.iter().enumerate() {
            for piece in row.iter().filter(|piece| !piece.text.is_empty()) {
                if self.heading_rows.contains(&at) || units::is_statement(&piece.text) {
                    continue;
                }
                let (hits, all) = counts.entry(piece.column).or_default();
                *hits += usize::from(self.beside.contains(&known(&piece.text)));
                *all += 1;
            }
        }
        let mostly = counts
            .into_iter()
            .filter(|(_, (hits, all))| *hits > 0 && hits * 2 >= *all);
        mostly.map(|(column, _)| column).collect()
    }
}

/// The words above the places of a form, and those beside them.
fn printed(lines: &[Line]) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut above, mut beside) = (BTreeSet::new(), BTreeSet::new());
    for line in lines {
        for spot in &line.spots {
            let Kind::Label(word) = &spot.kind else {
                continue;
            };
            // 10分 in the middle of a line is a figure of the form, no word to be known by.
            if word.is_empty() || is_figure(word) {
                continue;
            }
            if line.is_heading() {
                above.insert(word.clone());
            } else {
                beside.insert(word.clone());
            }
        }
    }
    (above, beside)
}

pub(super) fn is_figure(text: &str) -> bool {
    matches!(
        read(text),
        Reading::Number(_) | Reading::Range(..) | Reading::Malformed(_)
    )
}

/// Gives pieces to spots: under their headings where the line has them, else one after the other,
/// printed words passed over. `None` is a piece without a place.
pub(super) fn assign<'s>(
    values: &[&Piece],
    spots: &'s [Spot],
    headings: &BTreeMap<usize, String>,
) -> Vec<Option<&'s Spot>> {
    let by_heading = |piece: &&Piece| {
        let word = headings.get(&piece.column)?;
        spots
            .iter()
            .find(|spot| !word.is_empty() && spot.column == *word)
    };
    let found: Vec<Option<&Spot>> = values.iter().map(by_heading).collect();
    if found.iter().any(Option::is_some) {
        return found;
    }
    one_by_one(values, spots)
}

fn one_by_one<'s>(values: &[&Piece], spots: &'s [Spot]) -> Vec<Option<&'s Spot>> {
    let mut rest = spots.iter().filter(|spot| spot.is_begun).peekable();
    let mut found = Vec::with_capacity(values.len());
    for piece in values {
        let mut place = None;
        while let Some(spot) = rest.peek() {
            let spot = *spot;
            if spot.code().is_some() {
                place = Some(spot);
                rest.next();
                break;
            }
            rest.next();
            if repeats(spot, &piece.text) {
                place = Some(spot);
                break;
            }
        }
        found.push(place);
    }
    found
}

/// Whether a piece is a word of the form that came along: 10 for 10分, too.
fn repeats(spot: &Spot, text: &str) -> bool {
    let word = known(text);
    match &spot.kind {
        Kind::Label(own) => {
            !word.is_empty() && (*own == word || own.strip_suffix('分') == Some(word.as_str()))
        }
        Kind::Typed(_) | Kind::Computed(_) => false,
    }
}
