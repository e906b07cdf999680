//! K22: measures that answer another problem than the one that is told.

mod answers;

use std::ops::Range;

use crate::domain::narrative::Remark;
use crate::domain::narrative::passage::Passage;
use crate::domain::narrative::remark::{Draft, notice};

/// What problems and measures are about, each by the words that tell it.
const TOPICS: [&[&str]; 14] = [
    &["公用经费", "基本支出", "支出控制", "超支", "压缩", "节约"],
    &[
        "预算编制",
        "编制预算",
        "预算科学",
        "预算管理",
        "细化预算",
        "预算",
    ],
    &["资产"],
    &["内部控制", "内控", "制度"],
    &["绩效目标", "绩效指标", "绩效管理", "绩效"],
    &["政府采购", "采购"],
    &["三公", "接待"],
    &["项目"],
    &["财务", "会计", "核算", "报销"],
    &["人员", "队伍", "培训", "素质", "意识", "人才"],
    &["公开"],
    &["资金", "经费不足", "执行进度", "支付", "使用效率"],
    &["信息化", "平台", "系统", "网上"],
    &["服务", "审批", "群众"],
];

/// Headings under which problems and measures stand.
const PROBLEMS: [&str; 11] = [
    "存在的问题",
    "存在问题",
    "主要问题",
    "问题及原因",
    "问题和不足",
    "问题与不足",
    "存在的不足",
    "存在不足",
    "困难和问题",
    "存在的困难",
    "发现的问题",
];
const MEASURES: [&str; 12] = [
    "改进措施",
    "下一步措施",
    "下步措施",
    "整改措施",
    "改进建议",
    "有关建议",
    "下一步打算",
    "下步打算",
    "下一步工作",
    "下一步改进",
    "改进方向",
    "工作打算",
];

pub(super) fn check(passages: &[Passage<'_>]) -> Option<(usize, Remark)> {
    elsewhere(passages).or_else(|| {
        let (problems, measures) = listed(passages).or_else(|| labelled(passages))?;
        answers::check(passages, &problems, &measures)
    })
}

/// Places of a section: paragraphs and what of them belongs to it.
type Places = Vec<(usize, Range<usize>)>;

/// Problems and measures under headings of their own.
fn listed(passages: &[Passage<'_>]) -> Option<(Places, Places)> {
    let problems = section(passages, &PROBLEMS, &MEASURES)?;
    let measures = section(passages, &MEASURES, &PROBLEMS)?;
    if measures.start < problems.end {
        return None;
    }
    let whole = |section: Range<usize>| -> Places {
        section
            .filter_map(|index| Some((index, 0..passages.get(index)?.len())))
            .collect()
    };
    Some((whole(problems), whole(measures)))
}

/// `存在的问题：…。改进措施：…` in one paragraph or in two, one after the other.
fn labelled(passages: &[Passage<'_>]) -> Option<(Places, Places)> {
    let (first, told) = label(passages, 0, &PROBLEMS)?;
    let (second, answered) = label(passages, first, &MEASURES)?;
    if second > first + 1 || (second == first && answered.start < told.end) {
        return None;
    }
    let end = if second == first {
        answered.start
    } else {
        passages.get(first)?.len()
    };
    let last = passages.get(second)?.len();
    Some((
        vec![(first, told.end..end)],
        vec![(second, answered.end..last)],
    ))
}

/// The first paragraph from `from` on in which one of `names` stands before a colon.
fn label(passages: &[Passage<'_>], from: usize, names: &[&str]) -> Option<(usize, Range<usize>)> {
    passages
        .iter()
        .enumerate()
        .skip(from)
        .filter(|(_, passage)| passage.text.contains([':', '：']))
        .find_map(|(paragraph, passage)| {
            let at = (0..passage.len()).find_map(|index| {
                let end = index + passage.word_at(index, names)?.chars().count();
                (passage.get(end) == Some(':')).then_some(index..end + 1)
            })?;
            Some((paragraph, at))
        })
}

/// Measures that all speak of something else than the problems.
fn elsewhere(passages: &[Passage<'_>]) -> Option<(usize, Remark)> {
    let problems = section(passages, &PROBLEMS, &MEASURES)?;
    let measures = section(passages, &MEASURES, &PROBLEMS)?;
    if measures.start < problems.end {
        return None;
    }
    let (told, answered) = (
        topics(passages, problems),
        topics(passages, measures.clone()),
    );
    // 制度 alone is an answer to nearly everything, 预算 a part of nearly every problem.
    let is_unanswered = !told.is_empty()
        && !answered.is_empty()
        && told.iter().all(|topic| !answered.contains(topic));
    if !is_unanswered {
        return None;
    }
    let word = |topics: &[usize]| {
        topics
            .first()
            .and_then(|topic| TOPICS.get(*topic))
            .and_then(|words| words.first())
            .copied()
            .unwrap_or("")
    };
    let passage = passages.get(measures.start)?;
    let message = format!(
        "存在的问题说的是{}，改进措施说的是{}，措施没有对着问题。",
        word(&told),
        word(&answered)
    );
    let end = passage.len().min(20);
    let draft = Draft::new("K22", message, "请针对所列问题写明措施。");
    Some((measures.start, notice(passage, 0..end, draft)))
}

/// The paragraphs under a heading that is one of `names`, up to the next heading.
fn section(passages: &[Passage<'_>], names: &[&str], others: &[&str]) -> Option<Range<usize>> {
    let heading = passages.iter().position(|passage| {
        let text = passage.string(0..passage.len());
        is_short(passage)
            && names.iter().any(|name| text.contains(name))
            && !others.iter().any(|name| text.contains(name))
    })?;
    let own = passages.get(heading).and_then(shape);
    let rest = passages.get(heading + 1..)?;
    let length = rest
        .iter()
        .position(|passage| {
            let is_next = own.is_some() && shape(passage).is_some_and(|other| Some(other) <= own);
            is_next || (is_short(passage) && is_heading(passage))
        })
        .unwrap_or(rest.len());
    let section = heading + 1..heading + 1 + length;
    (!section.is_empty()).then_some(section)
}

/// The shape of the number at the head of a paragraph, highest level first: 第一章, 一、, （一）.
fn shape(passage: &Passage<'_>) -> Option<u8> {
    let is_chinese = |at: usize| {
        passage
            .get(at)
            .is_some_and(|c| "一二三四五六七八九十".contains(c))
    };
    match (passage.get(0), passage.get(2)) {
        (Some('第'), Some('章' | '节' | '部' | '条')) if is_chinese(1) => Some(0),
        (Some('('), Some(')')) if is_chinese(1) => Some(2),
        _ if is_chinese(0) && passage.get(1) == Some('、') => Some(1),
        _ => None,
    }
}

fn is_short(passage: &Passage<'_>) -> bool {
    passage.len() <= 24 && !passage.text.contains('。')
}

/// A heading of the same level, or the label of the next cell.
fn is_heading(passage: &Passage<'_>) -> bool {
    let numbered = passage.get(1) == Some('、')
        && passage
            .get(0)
            .is_some_and(|c| "一二三四五六七八九".contains(c));
    let is_label = ["措施", "说明", "附件", "建议", "问题", "情况"]
        .iter()
        .any(|word| {
            passage
                .string(0..passage.len())
                .trim_matches('|')
                .ends_with(word)
        });
    numbered || is_label
}

fn topics(passages: &[Passage<'_>], range: Range<usize>) -> Vec<usize> {
    let text: String = passages
        .get(range)
        .unwrap_or(&[])
        .iter()
        .map(|passage| passage.string(0..passage.len()))
        .collect();
    TOPICS
        .iter()
        .enumerate()
        .filter(|(_, words)| words.iter().any(|word| text.contains(word)))
        .map(|(topic, _)| topic)
        .collect()
}
