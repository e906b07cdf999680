//! What is no TOML, told once, at the sign that is to blame.

use toml::de::Error;

use super::slip::Slip;
use crate::domain::scheme::problem::{Fault, Spot};

/// Signs of Chinese keyboards that look like those of TOML, and what to type in their place.
const CHINESE: [(char, &str); 14] = [
    ('，', "英文逗号 ,"),
    ('、', "英文逗号 ,"),
    ('；', "英文逗号 ,"),
    ('“', "英文双引号 \""),
    ('”', "英文双引号 \""),
    ('＂', "英文双引号 \""),
    ('＝', "英文等号 ="),
    ('：', "英文等号 ="),
    ('［', "英文方括号 ["),
    ('］', "英文方括号 ]"),
    ('【', "英文方括号 ["),
    ('】', "英文方括号 ]"),
    ('｛', "英文花括号 {"),
    ('｝', "英文花括号 }"),
];

/// After these the reader knows where it is. After anything else it has lost its way: what it says of
/// later lines says nothing about them.
const CLOSED: [&str; 7] = [
    "duplicate key",
    "string values must be quoted",
    "invalid boolean",
    "invalid unquoted key",
    "key with no value",
    "unexpected leading zero",
    "unexpected key or value",
];

/// The most lines that are told.
const MOST_LINES: usize = 20;

/// One fault for each line to blame. Where Chinese signs are the cause, only they are told.
pub(super) fn faults(text: &str, errors: &[Error]) -> Vec<Fault> {
    let errors = first_of_each_line(text, errors);
    let signs: Vec<Fault> = errors
        .iter()
        .filter_map(|(line, ..)| chinese_sign(text, *line))
        .map(|(at, slip)| slip.fault_at(Spot::Byte(at), ""))
        .collect();
    if !signs.is_empty() {
        return signs;
    }
    let mut faults = Vec::new();
    for (_, start, error) in errors {
        let slip = Slip::read(meant(text, start, error.message()));
        faults.push(slip.fault_at(Spot::Byte(start), ""));
        let is_closed = CLOSED.iter().any(|said| error.message().starts_with(said));
        if !is_closed {
            break;
        }
    }
    faults
}

/// The first bytes of the lines to blame, with the first error on each and its first byte.
fn first_of_each_line<'a>(text: &str, errors: &'a [Error]) -> Vec<(usize, usize, &'a Error)> {
    let start_of = |error: &Error| error.span().map_or(0, |span| span.start);
    let mut errors: Vec<(usize, &Error)> = errors.iter().map(|it| (start_of(it), it)).collect();
    errors.sort_by_key(|(start, _)| *start);
    let mut first: Vec<(usize, usize, &Error)> = Vec::new();
    let mut line_end = 0;
    for (start, error) in errors {
        if !first.is_empty() && start < line_end {
            continue;
        }
        let rest = text.get(start..).unwrap_or_default();
        line_end = start + rest.find('\n').unwrap_or(rest.len()) + 1;
        first.push((line_start(text, start), start, error));
        if first.len() == MOST_LINES {
            break;
        }
    }
    first
}

/// The reader's words, or better ones where its place says more.
fn meant<'a>(text: &str, start: usize, message: &'a str) -> &'a str {
    let before = text.get(line_start(text, start)..start).unwrap_or_default();
    let after = text.get(start..).and_then(|rest| rest.lines().next());
    if message.starts_with("missing comma") && before.trim().is_empty() {
        return "at the start of a line";
    }
    if message.starts_with("string values") && after.unwrap_or_default().trim().is_empty() {
        return "missing value";
    }
    message
}

/// The first Chinese sign outside quotation marks and comments on the line that begins here.
fn chinese_sign(text: &str, start: usize) -> Option<(usize, Slip)> {
    let line = text.get(start..)?.lines().next()?;
    let mut quote = None;
    let mut is_escaped = false;
    for (at, sign) in line.char_indices() {
        match quote {
            Some(open) => {
                let closes = sign == open && !is_escaped;
                is_escaped = open == '"' && sign == '\\' && !is_escaped;
                if closes {
                    quote = None;
                }
            }
            None if sign == '#' => return None,
            None if sign == '"' || sign == '\'' => quote = Some(sign),
            None => {
                let known = CHINESE.iter().find(|(known, _)| *known == sign);
                if let Some((sign, instead)) = known {
                    return Some((start + at, Slip::ChineseSign(*sign, instead)));
                }
            }
        }
    }
    None
}

fn line_start(text: &str, byte: usize) -> usize {
    let before = text.get(..byte).unwrap_or(text);
    before.rfind('\n').map_or(0, |at| at + 1)
}
