//! Plain text: a line is a paragraph. Lines are a table only where nothing else is possible, for
//! whoever audits a document knows tables flattened to lines better than a reader could guess them.

use crate::domain::document::{Document, Table};

use super::builder::{Builder, cell};
use super::{ReadError, limits};

/// What stands between the cells of a table in plain text.
const SEPARATORS: [char; 2] = ['\t', '|'];

/// Reads plain text.
///
/// # Errors
/// [`ReadError::TooMuch`].
pub(super) fn read(text: &str) -> Result<Document, ReadError> {
    let mut builder = Builder::default();
    let mut run: Vec<Line> = Vec::new();
    for line in lines(text) {
        let goes_on = run
            .last()
            .is_some_and(|last| last.separators == line.separators);
        if !goes_on {
            close(&mut builder, &mut run)?;
        }
        run.push(line);
        if run.len() > limits::PIECES {
            return Err(ReadError::TooMuch);
        }
    }
    close(&mut builder, &mut run)?;
    Ok(builder.finish())
}

/// A line and how many of each separator it has.
struct Line<'a> {
    number: usize,
    text: &'a str,
    separators: [usize; 2],
}

/// The lines, whichever system ended them: `\n`, `\r\n` or `\r`.
fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let ends_with_returns = !text.contains('\n');
    let end = move |symbol| symbol == '\n' || (ends_with_returns && symbol == '\r');
    text.split(end).enumerate().map(|(index, text)| Line {
        number: index + 1,
        text,
        separators: SEPARATORS.map(|separator| text.matches(separator).count()),
    })
}

/// Lines in a row with equally many separators: a table, or paragraphs.
fn close(builder: &mut Builder, run: &mut Vec<Line>) -> Result<(), ReadError> {
    let mut separators = SEPARATORS.iter().zip(0..);
    let table = separators.find_map(|(separator, index)| find_table(run, *separator, index));
    if let Some(table) = table {
        builder.table(table)?;
    } else {
        for line in run.iter() {
            builder.paragraph(line.text, line.number)?;
        }
    }
    run.clear();
    Ok(())
}

/// At least two lines with the same separators, in at least two of which at least two cells
/// have text. Cells that begin with a tab, one a line, are no table: where a row ends, only
/// their words tell.
fn find_table(run: &[Line], separator: char, index: usize) -> Option<Table> {
    let first = run.first()?;
    if run.len() < 2 || first.separators.get(index) == Some(&0) {
        return None;
    }
    let rows: Vec<Vec<&str>> = run
        .iter()
        .filter(|line| !is_rule(line.text))
        .map(|line| line.text.split(separator).map(str::trim).collect())
        .collect();
    let is_row = |row: &&Vec<&str>| row.iter().filter(|text| !text.is_empty()).count() > 1;
    if rows.iter().filter(is_row).count() < 2 {
        return None;
    }
    // Frames of `|` on both sides are no columns.
    let has_text = |column: usize| {
        rows.iter()
            .any(|row| row.get(column).is_some_and(|text| !text.is_empty()))
    };
    let columns = rows.first().map_or(0, Vec::len);
    let begin = (0..columns).find(|column| has_text(*column))?;
    let end = (0..columns).rfind(|column| has_text(*column))?;
    let cells = |row: &Vec<&str>| {
        let row = row.iter().take(end + 1).skip(begin);
        row.zip(0..)
            .map(|(text, column)| cell(text, column))
            .collect()
    };
    Some(Table {
        name: String::new(),
        line: first.number,
        rows: rows.iter().map(cells).collect(),
    })
}

/// Whether a line only rules the table: `|---|:---:|`, `+----+`.
fn is_rule(text: &str) -> bool {
    text.contains('-')
        && text
            .chars()
            .all(|symbol| matches!(symbol, '-' | '|' | ':' | '+' | '=' | ' '))
}
