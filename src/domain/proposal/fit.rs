//! How well a cell of a document fits a label or a place of a form.

use crate::domain::audit::{Token, without_brackets};
use crate::domain::figure::{Reading, read};

use super::template::Wanted;

/// A cell of the document with what it looks like.
#[derive(Debug)]
pub(super) struct Word<'a> {
    pub token: &'a Token,
    pub looks: Looks,
    /// Whether it belongs to something already.
    pub is_taken: bool,
    /// Whether the cell before it is empty too.
    pub is_in_gap: bool,
}

/// What a cell looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Looks {
    Empty,
    Figure,
    /// Words with figures in them.
    Mixed,
    Words,
}

impl<'a> Word<'a> {
    pub fn of(token: &'a Token) -> Self {
        let looks = match read(&token.text) {
            Reading::Empty => Looks::Empty,
            Reading::Number(_) | Reading::Malformed(_) => Looks::Figure,
            _ if is_dash(&token.label) => Looks::Empty,
            _ if token.text.chars().any(|c| c.is_ascii_digit()) => Looks::Mixed,
            _ => Looks::Words,
        };
        Self {
            token,
            looks,
            is_taken: false,
            is_in_gap: false,
        }
    }

    /// The cells of a document.
    pub fn all(tokens: &'a [Token]) -> Vec<Self> {
        let mut words: Vec<Self> = tokens.iter().map(Self::of).collect();
        let mut is_after_gap = false;
        for word in &mut words {
            word.is_in_gap = is_after_gap && word.token.is_empty();
            is_after_gap = word.token.is_empty();
        }
        words
    }
}

/// `/`, `—`: nothing to be filled in.
pub(in crate::domain) fn is_dash(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| matches!(c, '/' | '-' | '—' | '\\'))
}

/// How alike a printed label and a cell are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Likeness {
    None,
    Similar,
    Same,
}

impl Likeness {
    pub fn points(self, label: &str) -> i32 {
        let length = i32::try_from(label.chars().count().min(8)).unwrap_or(8);
        match self {
            Self::None => 0,
            Self::Similar => 6,
            Self::Same => 10 + length,
        }
    }
}

/// The longest label that is held against others, characters.
const LONGEST_LABEL: usize = 40;

/// Words that tell one label from another: a label that differs in them is another one.
const TELLING: &str = "上本初末全中预决收支实际调结余已未是否一二三四五六七八九十0123456789";

/// How alike a label and a cell are.
pub(super) fn likeness(label: &str, word: &Word) -> Likeness {
    if matches!(word.looks, Looks::Empty | Looks::Figure) {
        return Likeness::None;
    }
    let other = word.token.label.as_str();
    if label == other || without_brackets(label) == without_brackets(other) {
        return Likeness::Same;
    }
    let (a, b) = (letters(label), letters(other));
    let shortest = a.len().min(b.len());
    let longest = a.len().max(b.len());
    if shortest < 4 || longest > LONGEST_LABEL || longest > shortest * 2 {
        return Likeness::None;
    }
    let (only_a, only_b) = (missing(&a, &b), missing(&b, &a));
    let differing = only_a.len().max(only_b.len());
    let is_other = only_a
        .iter()
        .chain(&only_b)
        .any(|letter| TELLING.contains(*letter));
    if is_other || differing * 3 > longest {
        Likeness::None
    } else {
        Likeness::Similar
    }
}

fn letters(text: &str) -> Vec<char> {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .take(LONGEST_LABEL + 1)
        .collect()
}

/// The letters of one text that the other does not have.
fn missing(of: &[char], from: &[char]) -> Vec<char> {
    let mut left = from.to_vec();
    of.iter()
        .copied()
        .filter(
            |letter| match left.iter().position(|other| other == letter) {
                Some(at) => {
                    left.swap_remove(at);
                    false
                }
                None => true,
            },
        )
        .collect()
}

/// How well a cell fits a place.
pub(super) fn fit(wanted: &Wanted, word: &Word) -> i32 {
    let text = word.token.text.as_str();
    match (wanted, word.looks) {
        (Wanted::Text, Looks::Empty) => 5,
        (_, Looks::Empty) => 6,
        (Wanted::Figure, Looks::Figure) => 10,
        (Wanted::Figure, Looks::Mixed) => 3,
        (Wanted::Figure, Looks::Words) => -4,
        (Wanted::Choice(words), _) if words.iter().any(|known| known == text) => 10,
        (Wanted::Choice(_), Looks::Words) if text.chars().count() <= 4 => 3,
        (Wanted::Date, Looks::Mixed) if is_date(text) => 10,
        (Wanted::Choice(_) | Wanted::Date, _) => -5,
        (Wanted::Text, Looks::Figure) => 2,
        (Wanted::Text, _) => 8,
    }
}

/// `2023年6月5日`, also unfinished.
fn is_date(text: &str) -> bool {
    text.contains('年') && text.chars().count() <= 16
}

/// What leaving out a cell of the document costs.
pub(super) fn gap(word: &Word) -> i32 {
    match (word.token.is_empty(), word.is_in_gap) {
        (_, true) => 0,
        (true, false) => 1,
        (false, false) => 2,
    }
}

/// A heading without the words that only some documents print: 部门（单位）, 及 for 和.
pub(super) fn bare(label: &str) -> String {
    label
        .replace("(单位)", "")
        .chars()
        .filter(|c| c.is_alphanumeric() && !matches!(c, '及' | '和' | '与'))
        .collect()
}
