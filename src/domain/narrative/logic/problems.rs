//! K22: measures that answer another problem than the one that is told.

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
const PROBLEMS: [&str; 4] = ["存在的问题", "存在问题", "主要问题", "问题及原因"];
const MEASURES: [&str; 5] = ["改进措施", "下一步措施", "整改措施", "改进建议", "有关建议"];

pub(super) fn check(passages: &[Passage<'_>]) -> Option<(usize, Remark)> {
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
    let rest = passages.get(heading + 1..)?;
    let length = rest
        .iter()
        .position(|passage| is_short(passage) && is_heading(passage))
        .unwrap_or(rest.len());
    let section = heading + 1..heading + 1 + length;
    (!section.is_empty()).then_some(section)
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
