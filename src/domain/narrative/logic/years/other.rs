//! K16: a heading or the head of a paragraph with another year than all of its like.

use super::years;
use crate::domain::narrative::Remark;
use crate::domain::narrative::dates::{is_year, number_after};
use crate::domain::narrative::passage::Passage;
use crate::domain::narrative::remark::{Draft, warning};

/// Paragraphs of the report's own year that make another one strange.
const ENOUGH: usize = 2;

/// What a paragraph tells of the report's year right behind it.
const ITEMS: [&str; 20] = [
    "基本支出",
    "项目支出",
    "三公",
    "总收入",
    "总支出",
    "收入总计",
    "支出总计",
    "年初预算",
    "全年支出",
    "全年收入",
    "本年支出",
    "本年收入",
    "部门整体支出",
    "整体支出",
    "收、支总计",
    "财政拨款",
    "一般公共预算",
    "政府采购",
    "机关运行经费",
    "收支总计",
];

/// Headings and paragraphs of another year.
pub(super) fn check(passages: &[Passage<'_>], report: u32) -> Vec<(usize, Remark)> {
    let mut found: Vec<(usize, Remark)> = headings(passages, report).into_iter().collect();
    found.extend(openings(passages, report));
    found
}

/// `2019年基本支出…` where the other paragraphs begin with the report's year.
fn openings(passages: &[Passage<'_>], report: u32) -> Option<(usize, Remark)> {
    let opened: Vec<(usize, u32)> = passages
        .iter()
        .enumerate()
        .filter_map(|(index, passage)| Some((index, opening(passage)?)))
        .collect();
    let own = opened.iter().filter(|(_, year)| *year == report).count();
    let mut others = opened.iter().filter(|(_, year)| *year != report);
    let (Some((index, year)), None) = (others.next(), others.next()) else {
        return None;
    };
    let passage = passages.get(*index)?;
    // 2019年…，2020年… compares two years.
    let is_alone = years(passage).len() == 1;
    if own < ENOUGH || !is_alone || year.abs_diff(report) > 12 {
        return None;
    }
    let message = format!("本文是{report}年度的，这一段开头写的是{year}年，像是旧稿没有更新。");
    let draft = Draft::new("K16", message, "请核对年份。").expecting(format!("{report}年"));
    let at = passage_year(passage)?;
    Some((*index, warning(passage, at..at + 5, draft)))
}

/// The year at the head of a paragraph about the main figures of one year.
fn opening(passage: &Passage<'_>) -> Option<u32> {
    let at = passage_year(passage)?;
    let year = number_after(passage, at)?.value;
    let mut rest = at + 5;
    for word in ["度", "我局", "我单位", "本部门", "本单位", "部门", "“"] {
        rest += if passage.starts_with(rest, word) {
            word.chars().count()
        } else {
            0
        };
    }
    passage.word_at(rest, &ITEMS).map(|_| year)
}

/// Where the year stands with which a paragraph begins, behind its number.
fn passage_year(passage: &Passage<'_>) -> Option<usize> {
    (0..passage.len().min(8)).find(|index| {
        let is_head =
            *index == 0 || matches!(passage.before(*index), Some('、' | ')' | '.' | '。' | ':'));
        is_head
            && number_after(passage, *index)
                .is_some_and(|n| is_year(&n) && passage.get(n.end()) == Some('年'))
    })
}

/// The longest heading, characters.
const LONGEST_HEADING: usize = 40;

/// `第三部分 2023年度部门决算情况说明` where all other headings of its kind name the report's year.
fn headings(passages: &[Passage<'_>], report: u32) -> Option<(usize, Remark)> {
    let named: Vec<(usize, u32)> = passages
        .iter()
        .enumerate()
        .filter(|(_, passage)| is_heading(passage))
        .filter_map(|(index, passage)| {
            let [(year, _)] = years(passage)[..] else {
                return None;
            };
            Some((index, year))
        })
        .collect();
    let own = named.iter().filter(|(_, year)| *year == report).count();
    let mut others = named.iter().filter(|(_, year)| *year != report);
    let (Some((index, year)), None) = (others.next(), others.next()) else {
        return None;
    };
    if own < ENOUGH {
        return None;
    }
    let passage = passages.get(*index)?;
    let at = years(passage).into_iter().next()?.1;
    let message =
        format!("其他标题都是{report}年度的，这个标题写的是{year}年度，像是旧稿没有更新。");
    let draft = Draft::new("K16", message, "请核对年份。").expecting(format!("{report}年"));
    Some((*index, warning(passage, at, draft)))
}

/// A heading that names a year's accounts or self-assessment and nothing of another year.
fn is_heading(passage: &Passage<'_>) -> bool {
    let text = passage.string(0..passage.len());
    passage.len() <= LONGEST_HEADING
        && !text.contains(['。', '，', '《', '〔', ';'])
        && text.contains("年度")
        && ["决算", "自评"].iter().any(|word| text.contains(word))
        && !["上年", "预算公开", "目标", "通知", "整改", "对比"]
            .iter()
            .any(|word| text.contains(word))
}
