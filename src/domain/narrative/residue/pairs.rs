//! Quotation marks and brackets that do not pair.

use crate::domain::narrative::Remark;
use crate::domain::narrative::passage::Passage;
use crate::domain::narrative::remark::{Draft, notice};

/// Shorter paragraphs are cells and labels, whose other half may stand elsewhere.
const RUNNING_TEXT: usize = 20;

/// Lines after which the other half of a bracket may stand.
const WRAPPED: usize = 3;

/// Opening mark, closing mark, what they are called.
const BRACKETS: [(char, char, &str); 4] = [
    ('(', ')', "括号"),
    ('《', '》', "书名号"),
    ('〈', '〉', "单书名号"),
    ('【', '】', "方头括号"),
];

/// Broken pairs of a whole text, at most one remark of each sort a paragraph.
pub(super) fn check(passages: &[Passage<'_>]) -> Vec<(usize, Remark)> {
    let mut found = Vec::new();
    let mut nothing_open = true;
    for (index, passage) in passages.iter().enumerate() {
        let (fault, left_open) = quotes(passage, nothing_open);
        // A line may be wrapped inside of the marks; lines without any may stand between.
        let goes_on = left_open.is_some()
            && passages
                .iter()
                .skip(index + 1)
                .take(WRAPPED)
                .find(|later| later.text.contains(['“', '”']))
                .is_some_and(closes_first_quote);
        if !passage.text.contains(['“', '”']) && !nothing_open {
            continue;
        }
        nothing_open = !goes_on;
        if passage.len() >= RUNNING_TEXT {
            let place = fault.or(left_open.filter(|_| !goes_on));
            found.extend(place.map(|at| (index, broken_quote(passage, at))));
            for (open, close, name) in BRACKETS {
                let place = bracket(passages, index, open, close);
                found.extend(place.map(|at| {
                    let shown = around(passage, at);
                    let message = format!("“{shown}”处的{name}不成对。");
                    let draft = Draft::new("K19", message, "请补上或删去。");
                    (index, notice(passage, at..at + 1, draft))
                }));
            }
        }
    }
    found
}

fn broken_quote(passage: &Passage<'_>, at: usize) -> Remark {
    let message = format!(
        "“{}”处的引号不成对或方向相反。",
        around(passage, at).replace(['“', '”'], "\"")
    );
    notice(
        passage,
        at..at + 1,
        Draft::new("K19", message, "请改为成对的“”。"),
    )
}

/// The first wrong quotation mark, and the one still open at the end.
fn quotes(passage: &Passage<'_>, starts_closed: bool) -> (Option<usize>, Option<usize>) {
    let mut open: Option<usize> = (!starts_closed).then_some(0);
    let mut fault = None;
    if !passage.text.contains(['“', '”']) {
        return (None, open.filter(|_| false));
    }
    for index in 0..passage.len() {
        match passage.get(index) {
            Some('“') => {
                if open.is_some() {
                    fault = fault.or(Some(index));
                }
                open = Some(index);
            }
            Some('”') => {
                if open.is_none() {
                    fault = fault.or(Some(index));
                }
                open = None;
            }
            Some('"') if open.is_some() => {
                fault = fault.or(Some(index));
                open = None;
            }
            _ => {}
        }
    }
    (fault, open)
}

fn closes_first_quote(passage: &Passage<'_>) -> bool {
    let first = (0..passage.len())
        .filter_map(|index| passage.get(index))
        .find(|c| matches!(c, '“' | '”'));
    first == Some('”')
}

/// The first bracket without its other half; one whose other half stands on one of the next lines
/// (the text is wrapped inside of it) is whole.
fn bracket(passages: &[Passage<'_>], index: usize, open: char, close: char) -> Option<usize> {
    let (stray, unclosed) = unpaired(passages.get(index)?, open, close);
    if let Some(at) = stray {
        let before = passages.get(index.saturating_sub(WRAPPED)..index)?;
        let is_opened = before.iter().any(|p| unpaired(p, open, close).1.is_some());
        return (!is_opened).then_some(at);
    }
    let at = unclosed?;
    let is_closed = passages
        .iter()
        .skip(index + 1)
        .take(WRAPPED)
        .any(|p| unpaired(p, open, close).0.is_some());
    (!is_closed).then_some(at)
}

/// The first closing mark without an opening one, and the last opening one without a closing one.
fn unpaired(passage: &Passage<'_>, open: char, close: char) -> (Option<usize>, Option<usize>) {
    let mut opened: Vec<usize> = Vec::new();
    let mut stray = None;
    for index in 0..passage.len() {
        let letter = passage.get(index);
        if letter == Some(open) {
            opened.push(index);
        } else if letter == Some(close) && opened.pop().is_none() && !is_list_number(passage, index)
        {
            stray = stray.or(Some(index));
        }
    }
    (stray, opened.last().copied())
}

/// `1)` and `一)` at the head of an item need no opening bracket.
fn is_list_number(passage: &Passage<'_>, close: usize) -> bool {
    if passage.get(close) != Some(')') {
        return false;
    }
    let mut start = close;
    while passage
        .before(start)
        .is_some_and(|c| c.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(c))
        && close - start < 4
    {
        start -= 1;
    }
    start < close
        && passage
            .before(start)
            .is_none_or(|c| matches!(c, '。' | ';' | '，' | ':' | '、' | ')' | '!' | '?'))
}

/// A few characters around a place, for the message.
fn around(passage: &Passage<'_>, at: usize) -> String {
    passage
        .original(at.saturating_sub(6)..(at + 7).min(passage.len()))
        .to_owned()
}
