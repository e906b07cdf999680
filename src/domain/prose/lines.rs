//! The lines of a text with their marks. Joined again they are the text, character by character.

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// `## `: a small heading.
    Heading,
    /// `- `, `• ` or `· `: an item of a list.
    Bullet,
    /// `1. `: an item of a numbered list, with its number as typed.
    Number(u8),
    /// None: a paragraph, or an empty line.
    Plain,
}

/// One line in three pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line<'a> {
    /// What it is.
    pub mark: Mark,
    /// White space and the mark.
    pub before: &'a str,
    /// The words; empty in an empty line.
    pub text: &'a str,
    /// White space and the line break.
    pub after: &'a str,
}

/// What begins an item of a list without numbers. Word and the web write the last two.
const BULLETS: [&str; 3] = ["- ", "• ", "· "];

/// The lines of a text from the first to the last.
pub fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    text.split_inclusive('\n').map(line)
}

fn line(whole: &str) -> Line<'_> {
    let (indented, after) = part(whole, whole.trim_end().len());
    let words = indented.trim_start();
    let (mark, text) = mark_of(words);
    let (before, text) = part(indented, indented.len() - text.len());
    Line {
        mark,
        before,
        text,
        after,
    }
}

/// The mark of trimmed words and what follows it. A mark without words is no mark.
fn mark_of(words: &str) -> (Mark, &str) {
    if let Some(rest) = words.strip_prefix("## ") {
        return (Mark::Heading, rest.trim_start());
    }
    if let Some(rest) = BULLETS.iter().find_map(|mark| words.strip_prefix(mark)) {
        return (Mark::Bullet, rest.trim_start());
    }
    match numbered(words) {
        Some((number, rest)) => (Mark::Number(number), rest.trim_start()),
        None => (Mark::Plain, words),
    }
}

/// `1. ` to `99. `: what is longer is a year or a figure.
fn numbered(words: &str) -> Option<(u8, &str)> {
    let (digits, rest) = words.split_once(". ")?;
    let is_number = matches!(digits.len(), 1 | 2) && digits.bytes().all(|b| b.is_ascii_digit());
    let number = digits.parse().ok().filter(|_| is_number)?;
    Some((number, rest))
}

/// A text in two at a byte that is known to be between two characters.
fn part(text: &str, at: usize) -> (&str, &str) {
    text.split_at_checked(at).unwrap_or((text, ""))
}
