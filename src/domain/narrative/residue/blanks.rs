//! Places of a template that nobody filled in: XX县, **分, ＿＿万元, 待补充.

use std::ops::Range;

use crate::domain::narrative::Remark;
use crate::domain::narrative::passage::Passage;
use crate::domain::narrative::remark::{Draft, notice};

/// More blanks than this, and the document is a template or made nameless on purpose.
const MOST: usize = 3;

/// What a reader is told to fill in later.
const LATER: [&str; 6] = [
    "待补充",
    "待填写",
    "待填报",
    "待补填",
    "此处填写",
    "此处补充",
];

/// Words before 待 with which it says something else: 有待补充, 亟待补充.
const NEEDED: &str = "有亟尚急还仍等期接优招";

/// What a blank stands before where its figure was meant.
const UNITS: [&str; 9] = ["万元", "亿元", "元", "%", "分", "个", "人", "项", "次"];

/// Blanks of a whole text.
pub(super) fn check(passages: &[Passage<'_>]) -> Vec<(usize, Remark)> {
    let blanks: Vec<(usize, &Passage<'_>, Range<usize>)> = passages
        .iter()
        .enumerate()
        .flat_map(|(paragraph, passage)| {
            let places = blanks(passage).into_iter();
            places.map(move |at| (paragraph, passage, at))
        })
        .collect();
    if blanks.len() > MOST {
        return Vec::new();
    }
    blanks
        .into_iter()
        .map(|(paragraph, passage, at)| {
            let message = format!(
                "“{}”像是模板里没有填写的地方。",
                passage.original(at.clone())
            );
            let draft = Draft::new("K19", message, "请填写或删去。");
            (paragraph, notice(passage, at, draft))
        })
        .collect()
}

fn blanks(passage: &Passage<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut index = 0;
    while index < passage.len() {
        let end = blank_at(passage, index);
        if let Some(end) = end {
            found.push(index..end);
        }
        index = end.unwrap_or(index + 1);
    }
    found
}

/// The end of the blank that begins at `index`.
fn blank_at(passage: &Passage<'_>, index: usize) -> Option<usize> {
    let letter = passage.get(index)?;
    let run = (0..12)
        .take_while(|step| passage.get(index + step) == Some(letter))
        .count();
    let end = index + run;
    let before = passage.before(index).filter(|c| *c != letter);
    let starts = before.is_some() || index == 0;
    let is_blank = match letter {
        'X' | 'x' => run > 1 && starts && is_nameless(passage, before, end),
        '*' | '_' | '×' => run > 1 && starts && is_unfilled(passage, before, end),
        '待' => {
            let word = passage.word_at(index, &LATER)?;
            let is_meant = before.is_none_or(|c| !NEEDED.contains(c));
            return is_meant.then(|| index + word.chars().count());
        }
        '此' => return Some(index + passage.word_at(index, &LATER)?.chars().count()),
        _ => false,
    };
    is_blank.then_some(end)
}

/// XX beside a Chinese character and no part of a code, a size or a Roman number.
fn is_nameless(passage: &Passage<'_>, before: Option<char>, end: usize) -> bool {
    let after = passage.get(end);
    let is_code = |c: Option<char>| {
        c.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '*' | '+' | '.'))
    };
    // 20XX年 is a blank as well.
    let is_year = before.is_some_and(|c| c.is_ascii_digit()) && after == Some('年');
    let is_chinese = |c: Option<char>| c.is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let is_ordinal = before == Some('第') && matches!(after, Some('届' | '世' | '章'));
    !is_ordinal
        && !is_code(after)
        && (is_year || !is_code(before))
        && (is_chinese(before) || is_chinese(after))
        && !matches!(after, Some('型' | '码' | '染'))
}

/// `**分`, `__万元`: no name made unreadable and no line for a signature.
fn is_unfilled(passage: &Passage<'_>, before: Option<char>, end: usize) -> bool {
    let is_digit = before.is_some_and(|c| c.is_ascii_digit());
    !is_digit && passage.word_at(end, &UNITS).is_some() && !passage.starts_with(end, "人民")
}
