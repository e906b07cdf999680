//! K22: single problems that no measure answers, where problems and measures are listed.

use std::collections::BTreeSet;
use std::ops::Range;

use super::TOPICS;
use crate::domain::narrative::Remark;
use crate::domain::narrative::passage::Passage;
use crate::domain::narrative::remark::{Draft, notice};

/// Words that tell nothing of what a problem or a measure is about.
const EMPTY: [&str; 52] = [
    "工作", "问题", "进行", "加强", "进一", "一步", "不够", "不足", "完善", "提高", "有待", "方面",
    "部分", "个别", "存在", "情况", "我局", "我单", "本单", "单位", "部门", "相关", "建立", "及时",
    "严格", "落实", "需要", "要求", "措施", "规范", "强化", "提升", "推进", "做好", "针对", "不到",
    "到位", "有效", "确保", "继续", "还需", "仍然", "较大", "较为", "健全", "优化", "开展", "全面",
    "有关", "主要", "原因", "今后",
];

/// Words with which a measure answers whatever was told.
const ALL: [&str; 10] = [
    "上述",
    "以上问题",
    "存在的问题",
    "存在问题",
    "逐一",
    "逐项",
    "这些问题",
    "所列问题",
    "各类问题",
    "发现的问题",
];

/// More topics, for what is answered in other words than it was told.
const MORE: [&[&str]; 7] = [
    &[
        "进度", "工期", "滞后", "缓慢", "偏慢", "拖延", "开工", "施工", "调度", "督办", "支付",
        "序时",
    ],
    &[
        "监管", "监督", "检查", "督查", "巡查", "核查", "考核", "执法",
    ],
    &["宣传", "知晓", "参与", "引导", "发动", "认识", "重视"],
    &["数据", "信息", "统计", "台账", "档案", "系统", "平台"],
    &[
        "人手",
        "力量",
        "增加编制",
        "人员编制",
        "人员",
        "队伍",
        "专业",
        "学习",
        "培训",
        "能力",
        "业务",
    ],
    &["经费", "资金", "投入", "筹措", "争取", "保障", "缺口"],
    &["满意", "投诉", "作风", "服务", "群众", "质量"],
];

/// One problem or one measure.
struct Item {
    paragraph: usize,
    at: Range<usize>,
    text: String,
}

/// The first problem that no measure answers.
pub(super) fn check(
    passages: &[Passage<'_>],
    problems: &[(usize, Range<usize>)],
    measures: &[(usize, Range<usize>)],
) -> Option<(usize, Remark)> {
    // The result, where no heading parts it from the measures.
    let measures: Vec<(usize, Range<usize>)> = measures
        .iter()
        .filter(|(paragraph, _)| {
            let text = passages.get(*paragraph).map_or("", |passage| passage.text);
            !(text.contains("得分") && text.contains("等级"))
        })
        .cloned()
        .collect();
    let (told, answers) = (items(passages, problems), items(passages, &measures));
    let answers = if answers.len() == 1 {
        sentences(passages, &measures)
    } else {
        answers
    };
    let all: String = answers.iter().map(|item| item.text.as_str()).collect();
    if all.chars().count() < 8 || ALL.iter().any(|word| all.contains(word)) {
        return None;
    }
    let open: Vec<&Item> = told
        .iter()
        .filter(|item| !is_related(&item.text, &all))
        .collect();
    let whole: String = told.iter().map(|item| item.text.as_str()).collect();
    let is_stray = answers.iter().any(|item| !is_related(&item.text, &whole));
    let is_short = answers.len() < told.len();
    let [open] = open.as_slice() else {
        return None;
    };
    if !is_short && !is_stray {
        return None;
    }
    let passage = passages.get(open.paragraph)?;
    let shown: String = lead(&open.text).collect();
    if shown.chars().count() < 4 {
        return None;
    }
    let message = format!("存在的问题里说的“{shown}”，改进措施里没有对应的内容。");
    let draft = Draft::new("K22", message, "请针对所列问题逐条写明措施。");
    Some((open.paragraph, notice(passage, open.at.clone(), draft)))
}

/// The words of an item up to its first mark.
fn lead(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars()
        .take_while(|c| !matches!(c, '，' | '。' | ';' | ':' | ','))
        .take(24)
}

/// Whether two texts speak of the same: a topic in common, or a word.
fn is_related(one: &str, other: &str) -> bool {
    let in_both = |words: &&[&str]| {
        let has = |text: &str| words.iter().any(|word| text.contains(word));
        has(one) && has(other)
    };
    let has_topic = TOPICS.iter().any(in_both) || MORE.iter().any(in_both);
    has_topic || pairs(one).intersection(&pairs(other)).next().is_some()
}

/// Every two Chinese characters side by side that may tell a subject.
fn pairs(text: &str) -> BTreeSet<(char, char)> {
    let letters: Vec<char> = text.chars().collect();
    let is_chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    letters
        .iter()
        .zip(letters.iter().skip(1))
        .filter(|(one, other)| is_chinese(**one) && is_chinese(**other))
        .map(|(one, other)| (*one, *other))
        .filter(|pair| {
            !EMPTY.iter().any(|word| {
                let mut word = word.chars();
                (word.next(), word.next()) == (Some(pair.0), Some(pair.1))
            })
        })
        .filter(|(one, other)| {
            !"的和与及是在对为了不".contains(*one) && !"的和与及是在对为了不".contains(*other)
        })
        .collect()
}

/// The items of a section: from number to number; all of it where none is numbered.
fn items(passages: &[Passage<'_>], section: &[(usize, Range<usize>)]) -> Vec<Item> {
    let mut found: Vec<Item> = Vec::new();
    for (paragraph, range) in section {
        let Some(passage) = passages.get(*paragraph) else {
            continue;
        };
        let mut starts: Vec<(usize, usize)> = range
            .clone()
            .filter_map(|index| Some((index, number_end(passage, index, range.start)?)))
            .collect();
        if starts.first().is_none_or(|(start, _)| *start > range.start) {
            let end = starts.first().map_or(range.end, |(start, _)| *start);
            let text = passage.string(range.start..end);
            match found.last_mut() {
                Some(last) => last.text.push_str(&text),
                None if starts.is_empty() => starts.push((range.start, range.start)),
                None => {}
            }
        }
        let ends = starts
            .iter()
            .skip(1)
            .map(|(start, _)| *start)
            .chain([range.end]);
        for ((_, head), end) in starts.iter().zip(ends) {
            let text = passage.string(*head..end);
            let at = *head..*head + lead(&text).count();
            found.push(Item {
                paragraph: *paragraph,
                at,
                text,
            });
        }
    }
    found
}

/// The sentences of a section, for measures that are told without numbers.
fn sentences(passages: &[Passage<'_>], section: &[(usize, Range<usize>)]) -> Vec<Item> {
    section
        .iter()
        .filter_map(|(paragraph, range)| Some((*paragraph, range, passages.get(*paragraph)?)))
        .flat_map(|(paragraph, range, passage)| {
            passage
                .sentences()
                .into_iter()
                .map(|at| at.start.max(range.start)..at.end.min(range.end))
                .filter(|at| at.len() > 4)
                .map(move |at| Item {
                    paragraph,
                    text: passage.string(at.clone()),
                    at,
                })
        })
        .collect()
}

/// Where the number of an item that begins at `index` ends: 一是, 二要, （一）, 1., ①, 第一，.
fn number_end(passage: &Passage<'_>, index: usize, start: usize) -> Option<usize> {
    let is_head = index == start;
    let follows_mark = matches!(passage.before(index), Some('。' | ';' | ':' | '，'));
    if !is_head && !follows_mark {
        return None;
    }
    let letter = passage.get(index)?;
    let is_chinese = |c: Option<char>| c.is_some_and(|c| "一二三四五六七八九十".contains(c));
    let next = passage.get(index + 1);
    let is_item = match letter {
        '①'..='⑳' => return Some(index + 1),
        '第' => is_chinese(next) && matches!(passage.get(index + 2), Some('，' | '、')),
        '(' => passage.get(index + 2) == Some(')') && (is_chinese(next) || next?.is_ascii_digit()),
        _ if is_chinese(Some(letter)) => {
            return (matches!(next, Some('是' | '要')) || (is_head && next == Some('、')))
                .then_some(index + 2);
        }
        '0'..='9' => {
            let is_number = is_head || passage.before(index) != Some('，');
            let is_end =
                matches!(next, Some('.' | '、')) && !passage.get(index + 2)?.is_ascii_digit();
            return (is_number && is_end).then_some(index + 2);
        }
        _ => false,
    };
    is_item.then_some(index + 3)
}
