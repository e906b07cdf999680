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
        } else if is_lookalike(letter) {
            found.extend(letter_in_number(passage, index));
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

/// Units that a number has behind it, by their first character.
const UNIT_STARTS: &str = "年月元万亿%人件个项次批户家份起条名辆台套亩吨场处分天期";

/// `2O21年`, `1l0万元`, `l,560批次`: told at the first such letter of a number.
fn letter_in_number(passage: &Passage<'_>, index: usize) -> Option<Remark> {
    let at = number_around(passage, index);
    let letters = passage.slice(at.clone());
    let is_first = (at.start..index).all(|before| !passage.get(before).is_some_and(is_lookalike));
    let has_digit = letters.iter().any(char::is_ascii_digit);
    let has_unit = passage
        .get(at.end)
        .is_some_and(|unit| UNIT_STARTS.contains(unit));
    // 8.2O needs no unit to be a number, nor does a cell that holds nothing else; 1.5l is litres.
    let is_figure = letters.first().is_some_and(char::is_ascii_digit)
        && !matches!(letters.last(), Some('l' | 'I'))
        && (letters.contains(&'.') || at == (0..passage.len()));
    let is_alone = |letter: Option<char>| {
        letter.is_none_or(|c| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | '/' | '.'))
    };
    // O3年均浓度 is ozone: a letter leads a number only before a comma, a point or two digits.
    let leads_well = match letters {
        [first, second, ..] if is_lookalike(*first) => {
            matches!(second, ',' | '.')
                || (!matches!(first, 'O' | 'o')
                    && letters
                        .iter()
                        .skip(1)
                        .take(2)
                        .filter(|c| c.is_ascii_digit())
                        .count()
                        == 2)
        }
        _ => true,
    };
    let is_whole = is_alone(passage.before(at.start)) && is_alone(passage.get(at.end));
    if !is_first || !has_digit || !(has_unit || is_figure) || !leads_well || !is_whole {
        return None;
    }
    let wrong = passage.original(at.clone());
    let letter = passage.original(index..index + 1);
    let right: String = passage.string(at.clone()).chars().map(as_digit).collect();
    let digit = as_digit(passage.get(index)?);
    let message = format!("“{wrong}”里的“{letter}”是字母，应为数字{digit}。");
    Some(error(
        passage,
        at,
        Draft::new("K14", message, "请改为数字。").expecting(right),
    ))
}

fn is_lookalike(letter: char) -> bool {
    matches!(letter, 'O' | 'o' | 'l' | 'I')
}

/// The digit a letter is taken for; others as they are.
fn as_digit(letter: char) -> char {
    match letter {
        'O' | 'o' => '0',
        'l' | 'I' => '1',
        other => other,
    }
}

/// The digits, look-alike letters, points and commas around a letter.
fn number_around(passage: &Passage<'_>, index: usize) -> Range<usize> {
    let part = |c: Option<char>| {
        c.is_some_and(|c| c.is_ascii_digit() || is_lookalike(c) || matches!(c, '.' | ','))
    };
    let mut start = index;
    while part(passage.before(start)) && index - start < 20 {
        start -= 1;
    }
    let mut end = index + 1;
    while part(passage.get(end)) && end - index < 20 {
        end += 1;
    }
    // A comma before the number belongs to the sentence.
    while matches!(passage.get(start), Some('.' | ',')) && start < index {
        start += 1;
    }
    start..end
}
