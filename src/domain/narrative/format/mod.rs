//! K14: numbers that are none, such as `6..63`, `96.%` and `1,00,0`.

mod commas;
mod digits;

use super::Remark;
use super::passage::Passage;
use super::remark::{Draft, error};

/// Malformed numbers of a paragraph.
pub(super) fn check(passage: &Passage<'_>) -> Vec<Remark> {
    let mut found = Vec::new();
    let mut index = 0;
    while let Some(letter) = passage.get(index) {
        if !is_part(letter) {
            index += 1;
            continue;
        }
        let start = index;
        while passage.get(index).is_some_and(is_part) {
            index += 1;
        }
        let run = passage.string(start..index);
        found.extend(digits::mixed_width(passage, start..index));
        if let Some((why, example)) = fault(passage, &run, start, index) {
            let end = index + usize::from(passage.get(index) == Some('%'));
            found.push(error(
                passage,
                start..end,
                Draft {
                    check: "K14",
                    expected: String::new(),
                    message: format!("“{}”不是规范的数字：{why}。", passage.original(start..end)),
                    cure: format!("请核对后改正{example}。"),
                },
            ));
        }
    }
    found.extend(commas::decimal_commas(passage));
    found.extend(digits::missing(passage));
    found
}

fn is_part(letter: char) -> bool {
    letter.is_ascii_digit() || matches!(letter, '.' | ',')
}

/// Why a run of digits and points is no number, and what may have been meant.
fn fault(
    passage: &Passage<'_>,
    run: &str,
    start: usize,
    end: usize,
) -> Option<(&'static str, String)> {
    let has_digit = run.contains(|c: char| c.is_ascii_digit());
    let before = passage.before(start);
    if !has_digit || before.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '_' | '/' | '-'))
    {
        return None;
    }
    let has_unit = has_unit(passage, end);
    if let Some((head, tail)) = run.split_once("..") {
        let between = |text: &str, last: bool| {
            let letter = if last {
                text.chars().last()
            } else {
                text.chars().next()
            };
            letter.is_some_and(|c| c.is_ascii_digit())
        };
        if between(head, true) && between(tail, false) && !head.contains('.') {
            let meant = format!("，例如 {head}.{tail}");
            return Some(("有两个小数点", meant));
        }
        return None;
    }
    let follows_word = before.is_some_and(char::is_alphabetic);
    // A cell holds nothing before its number, and a paragraph does not begin with `97.%`.
    let is_first =
        before.is_none_or(|c| matches!(c, '>' | '<' | '=' | '≥' | '≤' | ':' | '(' | '/'));
    if run.ends_with('.') && (follows_word || is_first) && !run.contains(',') {
        let digits = run.trim_end_matches('.');
        if passage.get(end) == Some('%') {
            return Some(("小数点后缺数字", format!("，例如 {digits}% 或补全小数")));
        }
        if follows_word && ["万元", "亿元"].iter().any(|u| passage.starts_with(end, u)) {
            return Some(("小数点后缺数字", String::new()));
        }
    }
    if run.starts_with('.') && follows_word && has_unit && run.matches('.').count() == 1 {
        return Some(("小数点前缺数字", format!("，例如 0{run}")));
    }
    let plain = run.trim_end_matches([',', '.']);
    if plain.len() == run.len()
        && has_unit
        && plain.matches('.').count() > 1
        && !plain.contains(',')
    {
        return Some(("有多余的小数点", String::new()));
    }
    let is_figure = has_unit || (start..end) == (0..passage.len()) || commas::has_decimals(plain);
    if plain.len() == run.len() && is_figure && commas::is_misgrouped(plain) {
        return Some((
            "千位分隔符位置不对",
            format!("，例如 {}", plain.replace(',', "")),
        ));
    }
    None
}

fn has_unit(passage: &Passage<'_>, end: usize) -> bool {
    passage
        .word_at(end, &["元", "万元", "亿元", "%", "万人", "万件"])
        .is_some()
}
