//! Traces of Word, doubled punctuation, western marks in Chinese sentences.

use std::ops::Range;

use crate::domain::narrative::Remark;
use crate::domain::narrative::passage::Passage;
use crate::domain::narrative::remark::{Draft, error, notice};

/// Beginnings of what Word, a web page or a broken encoding leaves behind.
const LEFTOVERS: [&str; 12] = [
    "[bookmark:",
    "_Toc",
    "_Hlk",
    "PAGEREF",
    "HYPERLINK",
    "MERGEFORMAT",
    "错误!未找到引用源",
    "错误!未定义书签",
    "Error!Reference",
    "&nbsp",
    "</",
    "\u{fffd}",
];

/// How they begin in the text as it stands.
const LEFTOVER_STARTS: [&str; 11] = [
    "[bookmark",
    "_Toc",
    "_Hlk",
    "PAGEREF",
    "HYPERLINK",
    "MERGEFORMAT",
    "错误",
    "Error",
    "&nbsp",
    "</",
    "\u{fffd}",
];

/// One remark for all leftovers of a paragraph.
pub(super) fn leftovers(passage: &Passage<'_>) -> Vec<Remark> {
    // Most texts hold none of their first letters.
    if !LEFTOVER_STARTS
        .iter()
        .any(|start| passage.text.contains(start))
    {
        return Vec::new();
    }
    let mut places = Vec::new();
    let mut index = 0;
    while index < passage.len() {
        match leftover_at(passage, index) {
            Some(end) => {
                places.push(index..end);
                index = end;
            }
            None => index += 1,
        }
    }
    let Some(first) = places.first().cloned() else {
        return Vec::new();
    };
    let shown = passage.original(first.clone());
    let more = if places.len() > 1 {
        format!("等{}处", places.len())
    } else {
        String::new()
    };
    let message = format!("“{shown}”{more}是文字处理软件或网页留下的痕迹，不是正文。");
    vec![error(
        passage,
        first,
        Draft::new("K19", message, "请删除。"),
    )]
}

fn leftover_at(passage: &Passage<'_>, index: usize) -> Option<usize> {
    let word = passage.word_at(index, &LEFTOVERS)?;
    let mut end = index + word.chars().count();
    match word {
        "[bookmark:" => {
            let rest = (end..passage.len().min(end + 60)).find(|at| passage.get(*at) == Some(']'));
            end = rest.map_or(end, |at| at + 1);
        }
        "_Toc" | "_Hlk" => {
            let digits = |at: usize| passage.get(at).is_some_and(|c| c.is_ascii_digit());
            if !digits(end) {
                return None;
            }
            while digits(end) {
                end += 1;
            }
        }
        "</" => {
            let is_tag = ["p>", "span>", "div>", "td>", "font>", "strong>", "b>"]
                .iter()
                .any(|tag| passage.starts_with(end, tag));
            if !is_tag {
                return None;
            }
        }
        _ => {}
    }
    Some(end)
}

/// `，。`, `、，`, `。。`: two marks where one belongs.
pub(super) fn doubled_marks(passage: &Passage<'_>) -> Vec<Remark> {
    let mut found = Vec::new();
    let mut index = 0;
    while index + 1 < passage.len() {
        if !is_pair(passage, index) {
            index += 1;
            continue;
        }
        let mut end = index + 2;
        while passage.get(end).is_some_and(is_pause) {
            end += 1;
        }
        let at = index..end;
        let is_dots = passage.slice(at.clone()).iter().all(|c| *c == '。') && at.len() > 2;
        if !is_dots {
            let message = format!("“{}”标点重复。", passage.original(at.clone()));
            found.push(notice(
                passage,
                at,
                Draft::new("K19", message, "请只留一个。"),
            ));
        }
        index = end;
    }
    found
}

fn is_pause(letter: char) -> bool {
    matches!(letter, '，' | '。' | '、' | ';' | ':' | ',')
}

/// Two pauses side by side; the first is a Chinese one, so `;:` of a web page is left alone.
fn is_pair(passage: &Passage<'_>, index: usize) -> bool {
    let first = passage.get(index);
    let second = passage.get(index + 1);
    let chinese =
        matches!(first, Some('，' | '。' | '、')) || matches!(second, Some('，' | '。' | '、'));
    chinese
        && first.is_some_and(is_pause)
        && second.is_some_and(is_pause)
        // A blank of a form: “地址：，电话：”.
        && !matches!(first, Some(':'))
}

/// Chinese sentences with western commas and full stops, where the text otherwise has Chinese
/// ones: one remark a paragraph. A text that was converted as a whole is left alone.
pub(super) fn western_marks(passages: &[Passage<'_>]) -> Vec<(usize, Remark)> {
    const ENOUGH: usize = 3;
    let western: Vec<Vec<Range<usize>>> = passages.iter().map(western_places).collect();
    let total: usize = western.iter().map(Vec::len).sum();
    if total < ENOUGH {
        return Vec::new();
    }
    let chinese: usize = passages
        .iter()
        .map(|passage| passage.text.matches(['，', '。']).count())
        .sum();
    if chinese < total * 3 {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (index, (passage, places)) in passages.iter().zip(western).enumerate() {
        if let Some(first) = places.first().filter(|_| places.len() >= ENOUGH) {
            let message = format!("本段有{}处英文逗号或句点夹在中文句子里。", places.len());
            let draft = Draft::new("K19", message, "请改为中文标点。");
            found.push((index, notice(passage, first.clone(), draft)));
        }
    }
    found
}

fn western_places(passage: &Passage<'_>) -> Vec<Range<usize>> {
    if !passage.text.contains([',', '.']) {
        return Vec::new();
    }
    let chinese = |c: Option<char>| {
        c.is_some_and(|c| {
            ('\u{4e00}'..='\u{9fff}').contains(&c) || matches!(c, '”' | '》' | '元' | '%')
        })
    };
    (1..passage.len())
        .filter(|index| {
            matches!(passage.get(*index), Some(',' | '.'))
                && chinese(passage.before(*index))
                && (chinese(passage.get(index + 1)) || passage.get(index + 1).is_none())
        })
        .filter(|index| {
            let at = passage.bytes(*index..index + 1).start;
            passage
                .text
                .get(at..)
                .is_some_and(|rest| rest.starts_with([',', '.']))
        })
        .map(|index| index..index + 1)
        .collect()
}
