//! Which column heading stands over a cell, for a face that shows one cell below another.
//!
//! On a narrow screen a row of a grid becomes a card, and what stood over its columns is said at
//! each of its cells. A heading row holds printed words only; a cell belongs to the nearest heading
//! row above it, as long as everything between them is cut like the cell itself. A line over the whole
//! width is the title of what follows, not a heading of columns.

use super::{Cell, Content, Grid, GridRow, Place, Role, Table};

/// What a cell is called by the headings over it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Caption {
    /// The headings over the cell, the outermost first; empty where none stands.
    pub text: String,
    /// The cell itself heads others, each of which says it: it need not be shown beside them.
    pub is_said_below: bool,
}

impl Grid<'_> {
    /// One caption for every place of every row.
    #[must_use]
    pub fn captions(&self) -> Vec<Vec<Caption>> {
        let mut captions: Vec<Vec<Caption>> = self
            .rows
            .iter()
            .map(|row| vec![Caption::default(); row.places.len()])
            .collect();
        for (at, row) in self.rows.iter().enumerate() {
            if is_heading_row(row) {
                continue;
            }
            for (index, place) in row.places.iter().enumerate() {
                if place.rows_above == 0 && !is_blank(place.cell) {
                    self.caption(at, index, place, &mut captions);
                }
            }
        }
        captions
    }

    fn caption(&self, at: usize, index: usize, place: &Place<'_>, captions: &mut [Vec<Caption>]) {
        let over = self.headings_over(at, place);
        // The label beside a figure says for both what stands over the two of them.
        let is_said_beside = |heading: &Place<'_>| {
            !is_cut_alike(heading, place) && self.has_label_within(at, place, heading)
        };
        if over
            .first()
            .is_none_or(|(_, heading)| is_said_beside(heading))
        {
            return;
        }
        let words: Vec<String> = over.iter().rev().map(|(_, place)| text(place)).collect();
        for (row, heading) in &over {
            mark_said(&self.rows, captions, *row, heading.unit);
        }
        if let Some(caption) = captions.get_mut(at).and_then(|row| row.get_mut(index)) {
            caption.text = words.join("·");
        }
    }

    /// The headings over a place, each with its row, from the nearest up.
    fn headings_over(&self, at: usize, place: &Place<'_>) -> Vec<(usize, Place<'_>)> {
        let mut over: Vec<(usize, Place<'_>)> = Vec::new();
        for (above, row) in self.rows.iter().enumerate().take(at).rev() {
            let Some(next) = covering(row, place.unit) else {
                break;
            };
            let is_heading = is_heading_row(row);
            let is_title = next.cell.colspan == Table::UNITS;
            if is_heading && !is_title && next.rows_above == 0 && contains(next, place) {
                if !is_blank(next.cell) {
                    over.push((above, *next));
                }
            } else if is_heading || !over.is_empty() || !is_cut_alike(next, place) {
                break;
            }
        }
        over
    }

    /// Whether a printed label stands left of a place, under the same heading.
    fn has_label_within(&self, at: usize, place: &Place<'_>, heading: &Place<'_>) -> bool {
        let Some(row) = self.rows.get(at) else {
            return false;
        };
        row.places.iter().any(|left| {
            left.unit < place.unit && contains(heading, left) && left.cell.role == Role::Label
        })
    }
}

fn mark_said(rows: &[GridRow<'_>], captions: &mut [Vec<Caption>], at: usize, unit: usize) {
    let (Some(row), Some(captions)) = (rows.get(at), captions.get_mut(at)) else {
        return;
    };
    for (place, caption) in row.places.iter().zip(captions) {
        if place.unit == unit && place.rows_above == 0 {
            caption.is_said_below = true;
        }
    }
}

/// Whether only printed words begin in a row.
fn is_heading_row(row: &GridRow<'_>) -> bool {
    let is_printed = |place: &&Place<'_>| {
        place.cell.role == Role::Label && matches!(place.cell.content, Content::Text(_))
    };
    let begun = row.begun().count();
    begun > 0 && row.begun().filter(is_printed).count() == begun
}

fn covering<'a, 'g>(row: &'g GridRow<'a>, unit: usize) -> Option<&'g Place<'a>> {
    let mut places = row.places.iter();
    places.find(|place| (place.unit..place.unit + place.cell.colspan).contains(&unit))
}

fn contains(outer: &Place<'_>, inner: &Place<'_>) -> bool {
    outer.unit <= inner.unit && inner.unit + inner.cell.colspan <= outer.unit + outer.cell.colspan
}

fn is_cut_alike(one: &Place<'_>, other: &Place<'_>) -> bool {
    one.unit == other.unit && one.cell.colspan == other.cell.colspan
}

fn is_blank(cell: &Cell) -> bool {
    cell.role == Role::Label && matches!(&cell.content, Content::Text(text) if text.is_empty())
}

fn text(place: &Place<'_>) -> String {
    match &place.cell.content {
        Content::Text(text) => text.replace('\n', ""),
        _ => String::new(),
    }
}
