//! Periods that end before they begin: `2021年12月至2021年3月`, opened in May and finished in March.

use std::ops::Range;

use super::moment::{Moment, bare_year, moment_at, moments};
use crate::domain::narrative::passage::Passage;

/// Periods with the wrong end first.
pub(super) fn reversed(passage: &Passage<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let known = moments(passage);
    for index in 1..passage.len() {
        let Some(after) = joint(passage, index) else {
            continue;
        };
        let first = known
            .iter()
            .find(|moment| moment.at.end == index)
            .cloned()
            .or_else(|| bare_year(passage, index));
        let (Some(first), Some(last)) = (first, moment_at(passage, after)) else {
            continue;
        };
        let is_reversed = if last.year.is_some() {
            last.is_before(&first)
        } else {
            // 12月20日至1月10日 runs into the next year.
            last.is_earlier_day(&first)
        };
        if is_reversed {
            found.push(first.at.start..last.at.end);
        }
    }
    found
}

/// Where the second half begins, if a joint of two dates stands at `index`.
fn joint(passage: &Passage<'_>, index: usize) -> Option<usize> {
    const JOINTS: [&str; 9] = ["起至", "开始至", "——", "至", "到", "-", "~", "—", "－"];
    let word = passage.word_at(index, &JOINTS)?;
    Some(index + word.chars().count())
}

/// What begins and what ends at a date, behind it or before it.
const BEGINS: [&str; 6] = ["开工", "动工", "启动", "开始", "立项", "进场"];
const ENDS: [&str; 8] = [
    "完工",
    "竣工",
    "结束",
    "完成",
    "建成",
    "验收",
    "投入使用",
    "截止",
];

/// Characters between a date and the word that says what happened then.
const REACH: usize = 6;

/// Work of one sentence that ends before it begins; the place is that of the end.
pub(super) fn ended_before_begun(passage: &Passage<'_>) -> Vec<(Range<usize>, Range<usize>)> {
    if !BEGINS.iter().any(|word| passage.text.contains(word)) {
        return Vec::new();
    }
    let known = moments(passage);
    passage
        .sentences()
        .into_iter()
        .filter_map(|sentence| {
            let inside = |moment: &&Moment| {
                sentence.start <= moment.at.start && moment.at.end <= sentence.end
            };
            let of = |words: &[&str]| -> Vec<&Moment> {
                let told = |moment: &&Moment| is_told(passage, moment, words);
                known.iter().filter(inside).filter(told).collect()
            };
            let (begun, ended) = (of(&BEGINS), of(&ENDS));
            let ([begun], [ended]) = (begun.as_slice(), ended.as_slice()) else {
                return None;
            };
            let is_wrong = begun.at.end <= ended.at.start && ended.is_before(begun);
            is_wrong.then(|| (begun.at.clone(), ended.at.clone()))
        })
        .collect()
}

/// Whether one of the words follows a date before the next mark, or names it: `开工时间：`.
fn is_told(passage: &Passage<'_>, moment: &Moment, words: &[&str]) -> bool {
    let behind = (moment.at.end..passage.len().min(moment.at.end + REACH)).take_while(|at| {
        passage
            .get(*at)
            .is_some_and(|c| !c.is_ascii_digit() && !matches!(c, '，' | '。' | ';' | '、'))
    });
    let mut behind = behind;
    let follows = behind.any(|at| passage.word_at(at, words).is_some());
    let before = moment.at.start.saturating_sub(REACH)..moment.at.start;
    let names = passage.string(before);
    let is_named = ["时间", "日期", "时限"].iter().any(|name| {
        names
            .trim_end_matches([':', '为', '是'])
            .strip_suffix(name)
            .is_some_and(|head| words.iter().any(|word| head.ends_with(word)))
    });
    follows || is_named
}
