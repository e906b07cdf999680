//! Letters of other scripts that look like Chinese ones or like digits: 窗ロ, 2O21年.

use std::ops::Range;

use crate::domain::narrative::Remark;
use crate::domain::narrative::passage::Passage;
use crate::domain::narrative::remark::{Draft, error, notice};

/// Kana beside the Chinese character they are taken for.
const KANA: [(char, char); 11] = [
    ('ロ', '口'),
    ('ニ', '二'),
    ('ハ', '八'),
    ('ト', '卜'),
    ('カ', '力'),
    ('エ', '工'),
    ('タ', '夕'),
    ('ー', '一'),
    ('チ', '千'),
    ('ミ', '三'),
    ('へ', '入'),
];

/// Look-alike letters of a paragraph.
pub(super) fn lookalikes(passage: &Passage<'_>) -> Vec<Remark> {
    let mut found = Vec::new();
    for index in 0..passage.len() {
        let Some(letter) = passage.get(index) else {
            break;
        };
        if let Some((_, meant)) = KANA.iter().find(|(kana, _)| *kana == letter) {
            found.extend(kana(passage, index, *meant));
        } else if matches!(letter, '\u{0400}'..='\u{04ff}') {
            found.extend(cyrillic(passage, index));
        } else if matches!(letter, 'O' | 'o' | 'l' | 'I') {
            found.extend(letter_in_number(passage, index, letter));
        }
    }
    found
}

fn is_chinese(letter: Option<char>) -> bool {
    letter.is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

fn is_kana(letter: Option<char>) -> bool {
    letter.is_some_and(|c| ('\u{3040}'..='\u{30ff}').contains(&c))
}

/// One kana alone among Chinese characters.
fn kana(passage: &Passage<'_>, index: usize, meant: char) -> Option<Remark> {
    let (before, after) = (passage.before(index), passage.get(index + 1));
    let alone = !is_kana(before) && !is_kana(after);
    if !alone || !(is_chinese(before) || is_chinese(after)) {
        return None;
    }
    let start = index - usize::from(is_chinese(before));
    let right: String = before
        .filter(|_| start < index)
        .into_iter()
        .chain([meant])
        .collect();
    let letter = passage.original(index..index + 1);
    let message = format!(
        "“{}”里的“{letter}”是日文字母，应为“{right}”。",
        passage.original(start..index + 1)
    );
    let draft = Draft::new("K19", message, "请改为汉字。").expecting(right);
    Some(notice(passage, start..index + 1, draft))
}

fn cyrillic(passage: &Passage<'_>, index: usize) -> Option<Remark> {
    let is_cyrillic = |c: Option<char>| c.is_some_and(|c| ('\u{0400}'..='\u{04ff}').contains(&c));
    let alone = !is_cyrillic(passage.before(index)) && !is_cyrillic(passage.get(index + 1));
    alone.then(|| {
        let message = format!("“{}”是西里尔字母。", passage.original(index..index + 1));
        notice(
            passage,
            index..index + 1,
            Draft::new("K19", message, "请改为相应的汉字或拉丁字母。"),
        )
    })
}

/// `2O21年`, `1l0万元`.
fn letter_in_number(passage: &Passage<'_>, index: usize, letter: char) -> Option<Remark> {
    let digit = |at: Option<usize>| {
        at.and_then(|at| passage.get(at))
            .is_some_and(|c| c.is_ascii_digit())
    };
    // 2O21年, 54.OO%: between digits, or behind the point of a number; told once a number.
    let before = passage.before(index);
    let in_decimals = before == Some('.') && index.checked_sub(2).is_some_and(|at| digit(Some(at)));
    let between = digit(index.checked_sub(1)) && digit(Some(index + 1));
    if !between && !in_decimals {
        return None;
    }
    let at = digits_around(passage, index);
    let has_unit = matches!(
        passage.get(at.end),
        Some('年' | '月' | '元' | '万' | '亿' | '%')
    );
    let plain = |c: &&char| c.is_ascii_digit() || **c == '.' || **c == letter;
    let is_number = passage.slice(at.clone()).iter().filter(plain).count() == at.len();
    let starts = !passage
        .before(at.start)
        .is_some_and(|c| c.is_ascii_alphanumeric());
    if !has_unit || !is_number || !starts {
        return None;
    }
    let wrong = passage.original(at.clone());
    let digit = if matches!(letter, 'O' | 'o') {
        "0"
    } else {
        "1"
    };
    let right = wrong.replace(letter, digit);
    let message = format!("“{wrong}”里的“{letter}”是字母，应为数字{digit}。");
    Some(error(
        passage,
        at,
        Draft::new("K14", message, "请改为数字。").expecting(right),
    ))
}

fn digits_around(passage: &Passage<'_>, index: usize) -> Range<usize> {
    let part = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '.');
    let mut start = index;
    while part(passage.before(start)) && index - start < 20 {
        start -= 1;
    }
    let mut end = index + 1;
    while part(passage.get(end)) && end - index < 20 {
        end += 1;
    }
    start..end
}
