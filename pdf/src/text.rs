//! Texts made ready to be set: nothing invisible, no character that no face has, no word too long
//! for a column.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::face::FACES;

/// What stands for a character that no face has, as printers have always done (下駄).
const UNKNOWN: char = '〓';

/// Signs in a row without a place to break them, which a narrow column may not hold.
const LONGEST_WORD: usize = 20;

/// Where a line may break without a hyphen.
const BREAK: char = '\u{200b}';

/// How many characters the texts of a tree have.
pub(crate) fn length(data: &Value) -> usize {
    match data {
        Value::String(text) => text.chars().count(),
        Value::Array(items) => items.iter().map(length).sum(),
        Value::Object(members) => members.values().map(length).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    }
}

/// Prepares every text of a tree; tells the characters that had to be replaced.
pub(crate) fn prepare(data: &mut Value, unknown: &mut BTreeSet<char>) {
    match data {
        Value::String(text) => *text = breakable(&shown(text, unknown)),
        Value::Array(items) => items.iter_mut().for_each(|item| prepare(item, unknown)),
        Value::Object(members) => members
            .values_mut()
            .for_each(|member| prepare(member, unknown)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A text with the characters that can be shown.
fn shown(text: &str, unknown: &mut BTreeSet<char>) -> String {
    let symbols = text.chars().filter_map(|symbol| match symbol {
        _ if symbol.is_whitespace() => Some(if symbol == '\u{3000}' { symbol } else { ' ' }),
        _ if symbol.is_control() || is_invisible(symbol) => None,
        _ if FACES.know(symbol) => Some(symbol),
        _ => {
            unknown.insert(symbol);
            Some(UNKNOWN)
        }
    });
    symbols.collect()
}

/// Marks that steer how others are shown: joiners, directions, variants.
fn is_invisible(symbol: char) -> bool {
    matches!(symbol,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// A text whose long words may be broken anywhere.
fn breakable(text: &str) -> String {
    let mut made = String::with_capacity(text.len());
    for word in text.split_inclusive(is_break) {
        let is_long = word.chars().count() > LONGEST_WORD;
        for symbol in word.chars() {
            made.push(symbol);
            if is_long {
                made.push(BREAK);
            }
        }
    }
    made
}

/// Whether a line may break after a character as it is: behind spaces and beside Chinese.
fn is_break(symbol: char) -> bool {
    symbol == ' ' || symbol >= '\u{2e80}'
}
