//! Lines and columns of a scheme file.

use std::fmt;

use serde::Serialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problem::Spot;

/// A place in a text file, counted from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The character in the line.
    pub column: usize,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "第{}行第{}列", self.line, self.column)
    }
}

/// Where everything stands in a scheme file.
#[derive(Debug)]
pub struct Positions<'a> {
    text: &'a str,
    root: Spanned<DeValue<'a>>,
}

impl<'a> Positions<'a> {
    /// Reads a file; what is no TOML in it has no position.
    #[must_use]
    pub fn read(text: &'a str) -> Self {
        let (table, _) = DeTable::parse_recoverable(text);
        let span = table.span();
        let root = Spanned::new(span, DeValue::Table(table.into_inner()));
        Self { text, root }
    }

    /// The line and column of a byte.
    #[must_use]
    pub fn at_byte(&self, byte: usize) -> Position {
        let before = self.text.get(..byte).unwrap_or(self.text);
        let line = before.rsplit('\n').next().unwrap_or("");
        Position {
            line: before.matches('\n').count() + 1,
            column: line.chars().count() + 1,
        }
    }

    /// Whether the file has a value with these keys.
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        steps(path)
            .try_fold(&self.root, |value, step| child(value, step))
            .is_some()
    }

    /// Where a spot stands; what the file lacks stands where its nearest owner does.
    #[must_use]
    pub fn of(&self, spot: &Spot) -> Option<Position> {
        match spot {
            Spot::File => None,
            Spot::Byte(byte) => Some(self.at_byte(*byte)),
            Spot::Path(path) => self.owner(path).map(|value| self.start(value)),
            Spot::Key(path, key) => {
                let owner = self.owner(path)?;
                let byte = find_key(owner, key);
                Some(byte.map_or_else(|| self.start(owner), |byte| self.at_byte(byte)))
            }
            Spot::Text(path, text, offset) => {
                let owner = self.owner(path).unwrap_or(&self.root);
                let found = find_text(owner, text);
                let mut position = self.start(found.unwrap_or(owner));
                if found.is_some() && *offset > 0 {
                    // One for the opening quotation mark.
                    position.column += offset + 1;
                }
                Some(position)
            }
        }
    }

    /// The keys and indices of the smallest thing that stands at a position; empty when nothing does.
    #[must_use]
    pub fn path_at(&self, position: Position) -> String {
        let byte = self.byte_of(position);
        let mut best: Option<(usize, String)> = None;
        smallest(&self.root, byte, "", &mut best);
        best.map(|(_, path)| path).unwrap_or_default()
    }

    fn byte_of(&self, position: Position) -> usize {
        let lines = self.text.split_inclusive('\n');
        let before: usize = lines
            .clone()
            .take(position.line.saturating_sub(1))
            .map(str::len)
            .sum();
        let line = lines
            .clone()
            .nth(position.line.saturating_sub(1))
            .unwrap_or_default();
        let signs = line.chars().take(position.column.saturating_sub(1));
        before + signs.map(char::len_utf8).sum::<usize>()
    }

    /// The value with these keys, or the nearest one that holds it.
    fn owner(&self, path: &str) -> Option<&Spanned<DeValue<'a>>> {
        let mut found = None;
        for step in steps(path) {
            match child(found.unwrap_or(&self.root), step) {
                Some(next) => found = Some(next),
                None => break,
            }
        }
        found
    }

    fn start(&self, value: &Spanned<DeValue<'a>>) -> Position {
        self.at_byte(value.span().start)
    }
}

fn steps(path: &str) -> impl Iterator<Item = &str> {
    path.split('.').filter(|step| !step.is_empty())
}

fn child<'v, 'a>(value: &'v Spanned<DeValue<'a>>, step: &str) -> Option<&'v Spanned<DeValue<'a>>> {
    match value.get_ref() {
        DeValue::Table(table) => table.get(step),
        DeValue::Array(array) => step
            .parse::<usize>()
            .ok()
            .and_then(|index| array.get(index)),
        _ => None,
    }
}

/// The smallest thing at or below a value that holds a byte, its key included.
fn smallest(
    value: &Spanned<DeValue<'_>>,
    byte: usize,
    path: &str,
    best: &mut Option<(usize, String)>,
) {
    let mut look = |start: usize, inner: &Spanned<DeValue<'_>>, path: String| {
        let end = inner.span().end;
        let length = end.saturating_sub(start);
        let is_there = (start..end.max(start + 1)).contains(&byte);
        if is_there && best.as_ref().is_none_or(|(least, _)| length <= *least) {
            *best = Some((length, path.clone()));
        }
        smallest(inner, byte, &path, best);
    };
    let dot = if path.is_empty() { "" } else { "." };
    match value.get_ref() {
        DeValue::Table(table) => {
            for (key, inner) in table {
                let start = key.span().start.min(inner.span().start);
                look(start, inner, format!("{path}{dot}{}", key.get_ref()));
            }
        }
        DeValue::Array(array) => {
            for (number, inner) in array.iter().enumerate() {
                look(inner.span().start, inner, format!("{path}{dot}{number}"));
            }
        }
        _ => {}
    }
}

/// The first string below a value that holds exactly this text.
fn find_text<'v, 'a>(
    value: &'v Spanned<DeValue<'a>>,
    text: &str,
) -> Option<&'v Spanned<DeValue<'a>>> {
    match value.get_ref() {
        DeValue::String(found) => (found.as_ref() == text).then_some(value),
        DeValue::Table(table) => {
            let found = table.values().filter_map(|inner| find_text(inner, text));
            found.min_by_key(|value| value.span().start)
        }
        DeValue::Array(array) => array.iter().find_map(|inner| find_text(inner, text)),
        _ => None,
    }
}

/// The first byte of the first such key in a value or below it.
fn find_key(value: &Spanned<DeValue<'_>>, key: &str) -> Option<usize> {
    match value.get_ref() {
        DeValue::Table(table) => {
            let own = table.get_key_value(key).map(|(key, _)| key.span().start);
            own.or_else(|| {
                let below = table.values().filter_map(|inner| find_key(inner, key));
                below.min()
            })
        }
        DeValue::Array(array) => array.iter().find_map(|inner| find_key(inner, key)),
        _ => None,
    }
}
