//! Small decisions about inputs: their ids and how tall they begin.

use crate::domain::sheet::{Control, Field, Table};

/// Characters of 14 px that fit into one of a sheet's columns.
const CHARACTERS_PER_UNIT: usize = 3;

/// The most lines a text box begins with; it grows from there.
const TALLEST: usize = 40;

/// The fragment by which a cell is linked to. A code stands on one form only, so it is unique on any page.
#[must_use]
pub fn cell_id(code: &str) -> String {
    format!("cell-{code}")
}

/// The fragment of what the checks say about a cell.
#[must_use]
pub fn note_id(code: &str) -> String {
    format!("note-{code}")
}

/// The fragment of the help at a cell.
#[must_use]
pub fn help_id(code: &str) -> String {
    format!("help-{code}")
}

/// What is replaced while typing, at a computed cell.
#[must_use]
pub fn value_id(code: &str) -> String {
    format!("value-{code}")
}

/// A figure fits on one line, unless its text came with several: a one-line input would lose them.
#[must_use]
pub fn is_one_line(field: &Field) -> bool {
    field.control == Control::Figure && !field.typed.contains('\n')
}

/// A text that is none of the choices offered (from an import, or an older scheme): it stays selectable.
#[must_use]
pub fn is_other_choice(field: &Field) -> bool {
    match &field.control {
        Control::Choice(choices) => !field.typed.is_empty() && !choices.contains(&field.typed),
        Control::Figure | Control::Line | Control::Paragraph => false,
    }
}

/// How many lines the box of a field begins with, from its text and the columns it covers.
///
/// Browsers with `field-sizing: content` grow the box themselves; this serves the others.
#[must_use]
pub fn field_rows(field: &Field, columns: usize) -> usize {
    let width = (columns * CHARACTERS_PER_UNIT).saturating_sub(1).max(2);
    let least = match field.control {
        Control::Paragraph if columns >= Table::UNITS => 4,
        Control::Paragraph => 2,
        Control::Figure | Control::Line | Control::Choice(_) => 1,
    };
    let lines: usize = field
        .typed
        .split('\n')
        .map(|line| half_widths(line).div_ceil(width * 2).max(1))
        .sum();
    lines.clamp(least, TALLEST)
}

/// 字数: characters that are not white space.
#[must_use]
pub fn word_count(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// Width in half characters: Latin letters and digits count one, all others two.
fn half_widths(line: &str) -> usize {
    line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}
