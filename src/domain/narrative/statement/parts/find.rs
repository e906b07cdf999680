//! Where a paragraph states a total with its parts.

use super::{Part, Sum};
use crate::domain::narrative::figures::{Figure, Kind};
use crate::domain::narrative::statement::reading::{Reading, label};

/// The most figures that are looked through for the parts of a total.
const LONGEST_LIST: usize = 100;

/// A second list for the first total: 支出677.41万元，…。支出按经济分类为：…
pub(super) fn classified<'r>(reading: &'r Reading<'r>) -> Option<Sum<'r>> {
    let total_at = (0..reading.figures.len()).find(|index| {
        reading
            .figure(*index)
            .is_some_and(|f| f.is_money() && f.is_sharp())
    })?;
    let total_name = reading.label(total_at).to_owned();
    let first = (total_at + 2..reading.figures.len()).find(|index| {
        let gap = reading.gap(*index);
        gap.contains('。') && gap.contains("按") && gap.contains("分类") && gap.contains(':')
    })?;
    if !total_name.ends_with("支出") && !total_name.ends_with("收入") {
        return None;
    }
    let mut sum = Sum {
        reading,
        total: reading.figure(total_at)?.clone(),
        total_name,
        parts: Vec::new(),
        is_exhaustive: true,
        is_unclear: false,
        is_tied: true,
    };
    collect(&mut sum, first, false);
    (sum.parts.len() > 1).then_some(sum)
}

/// How the words after a total open a list of its parts.
struct Opening {
    is_bracketed: bool,
    is_exhaustive: bool,
    says_part: bool,
    is_tied: bool,
}

/// Words that open a list of parts, and whether such a list is complete.
const OPENINGS: [(&str, bool); 9] = [
    ("其中", false),
    ("分别为", true),
    ("分别是", true),
    ("分为", true),
    ("具体为", true),
    ("具体包括", false),
    ("主要包括", false),
    ("包括", false),
    ("含", false),
];

fn opening(gap: &str) -> Option<Opening> {
    let trimmed = gap.trim_start_matches(['，', '。', ';', ',', ':', '、']);
    let inner = trimmed.strip_prefix('(');
    let body = inner.unwrap_or(trimmed);
    let word = OPENINGS.iter().find(|(word, _)| body.starts_with(word));
    let is_bracketed = inner.is_some();
    if word.is_none() && !is_bracketed {
        return None;
    }
    // (含…), (其中…) and (…) after a total speak of it; a bracket that closes at once does not.
    if is_bracketed && closes_before_end(body) {
        return None;
    }
    let after = word.map_or("", |(word, _)| body.strip_prefix(word).unwrap_or(""));
    Some(Opening {
        is_tied: is_bracketed || after.starts_with(':'),
        is_bracketed,
        is_exhaustive: word.is_some_and(|(_, complete)| *complete),
        says_part: word.is_some(),
    })
}

fn closes_before_end(body: &str) -> bool {
    let mut depth = 1_i32;
    for letter in body.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return true;
        }
    }
    false
}

/// Words that bring another stock or another time into a bracket.
const ANOTHER: [&str; 9] = [
    "收录", "另有", "不含", "除", "上年", "去年", "目标", "计划", "同期",
];

/// The sum whose total stands at `index`.
pub(super) fn sum_at<'r>(reading: &'r Reading<'r>, index: usize) -> Option<Sum<'r>> {
    let total = reading.figure(index)?;
    if !total.is_sharp() || !matches!(total.kind, Kind::Money | Kind::Count(_)) {
        return None;
    }
    // 比上年减少3人，其中…: 其中 speaks of what was there before, not of the change.
    if is_change(last_piece(reading.gap(index))) {
        return None;
    }
    let mut first = index + 1;
    // 合计 578.93 万元，占 100%，其中: a share of the total may stand between.
    while reading
        .figure(first)
        .is_some_and(|f| f.kind == Kind::Percent)
        && opening(reading.gap(first)).is_none()
        && !reading.gap(first).contains(['。', ';'])
    {
        first += 1;
    }
    let opening = opening(reading.gap(first))?;
    let mut sum = Sum {
        reading,
        total: total.clone(),
        total_name: reading.label(index).to_owned(),
        parts: Vec::new(),
        is_exhaustive: opening.is_exhaustive || (opening.is_bracketed && !opening.says_part),
        is_unclear: false,
        is_tied: opening.is_tied,
    };
    collect(&mut sum, first, opening.is_bracketed);
    // A bracket that does not say 其中 may explain anything; two figures with names make a list,
    // unless it brings in another stock or time.
    let is_other = sum
        .parts
        .iter()
        .any(|part| ANOTHER.iter().any(|word| part.name.contains(word)));
    let is_list =
        opening.says_part || (sum.parts.len() > 1 && !reading.declares_tail() && !is_other);
    (is_list && !sum.parts.is_empty()).then_some(sum)
}

/// Whether a figure tells by how much something changed.
fn is_change(words: &str) -> bool {
    ["比", "较", "增加", "减少", "同比"]
        .iter()
        .any(|word| words.contains(word))
        && !words.contains("比例")
}

/// Collects the parts of a list that begins at figure `first`.
fn collect(sum: &mut Sum<'_>, first: usize, is_bracketed: bool) {
    let reading = sum.reading;
    let mut depth = 0_i32;
    for index in first..reading.figures.len() {
        if index - first > LONGEST_LIST {
            sum.is_unclear = true;
            break;
        }
        let gap = reading.gap(index);
        let is_first = index == first;
        let body = if is_first { first_words(gap) } else { gap };
        let body = if is_first && is_bracketed {
            body.trim_start_matches('(')
        } else {
            body
        };
        let (lowest, after) = depths(body, depth);
        depth = after;
        let ended = lowest < 0 || (!is_first && body.contains(['。', '!', '?']));
        if ended {
            break;
        }
        let Some(figure) = reading.figure(index) else {
            break;
        };
        if after > 0 {
            // Inside a bracket of its own: details of the part before.
            continue;
        }
        let piece = last_piece(body);
        if !is_first && opens_details(piece) {
            sum.is_unclear = true;
        }
        if is_aside(figure, piece) {
            continue;
        }
        let name = name_of(reading, index, body);
        if !figure.is_like(&sum.total) || name.is_empty() || !figure.is_sharp() {
            sum.is_unclear |=
                figure.is_money() == sum.total.is_money() && figure.kind != Kind::Percent;
            continue;
        }
        sum.parts.push(Part {
            reading,
            figure: figure.clone(),
            name,
        });
    }
    // 等 after the last part: the list goes on.
    let end = sum.parts.last().map_or(0, |part| part.figure.at.end);
    let tail: String = reading
        .passage
        .slice(end..(end + 2).min(reading.passage.len()))
        .iter()
        .collect();
    sum.is_unclear |= tail.starts_with('等') || tail.starts_with("，等");
}

/// What leads to the first part: the words behind 其中, else those of its own sentence.
fn first_words(gap: &str) -> &str {
    let sentence = gap.rsplit('。').next().unwrap_or(gap);
    sentence
        .split_once("其中")
        .map_or(sentence, |(_, rest)| rest)
}

/// The lowest depth of brackets within a text that begins at `depth`, and the one at its end.
fn depths(text: &str, depth: i32) -> (i32, i32) {
    let (mut now, mut lowest) = (depth, depth);
    for letter in text.chars() {
        match letter {
            '(' => now += 1,
            ')' => now -= 1,
            _ => {}
        }
        lowest = lowest.min(now);
    }
    (lowest, now)
}

/// What follows the last mark of a gap.
fn last_piece(gap: &str) -> &str {
    gap.rsplit(['，', ';', '。', ',']).next().unwrap_or(gap)
}

/// Words that begin details of one part without a bracket.
fn opens_details(gap: &str) -> bool {
    ["其中", "包括", "主要用于", "主要是", "含"]
        .iter()
        .any(|word| gap.contains(word))
}

/// Whether a figure in a list speaks about a part instead of being one.
fn is_aside(figure: &Figure, gap: &str) -> bool {
    const ASIDES: [&str; 21] = [
        "占",
        "比",
        "较",
        "增加",
        "减少",
        "增长",
        "下降",
        "去年",
        "同比",
        "完成",
        "执行率",
        "结余",
        "人均",
        "平均",
        "标准",
        "不超过",
        "每",
        "已支付",
        "累计",
        "预算",
        "调整",
    ];
    matches!(figure.kind, Kind::Percent | Kind::Point)
        || (gap.contains("上年") && !gap.contains("上年结"))
        || is_only_a_year(gap)
        || ASIDES.iter().any(|word| {
            gap.contains(word) && !gap.contains("公共预算") && !gap.contains("基金预算")
        })
}

/// `2020年7.83万元`: a figure of another year, not of a class.
fn is_only_a_year(words: &str) -> bool {
    let words = words.trim_matches(['(', ')', ':', ' ', '为', '度']);
    words
        .strip_suffix('年')
        .is_some_and(|year| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()))
}

/// The name of a part: before the figure, or behind it (`0.28元为其他资金收入`).
fn name_of(reading: &Reading<'_>, index: usize, body: &str) -> String {
    let before = label(body);
    if !before.is_empty() {
        return before;
    }
    let Some(figure) = reading.figure(index) else {
        return String::new();
    };
    let end = figure.at.end;
    let rest = reading
        .passage
        .string(end..(end + 24).min(reading.passage.len()));
    rest.strip_prefix('为')
        .or_else(|| rest.strip_prefix('是'))
        .and_then(|name| name.split(['，', '。', ';', ',', '、', '(']).next())
        .unwrap_or("")
        .to_owned()
}

/// The numbered paragraphs after one that ends with its total and 其中：.
pub(super) fn sum_of_items<'r>(
    reading: &'r Reading<'r>,
    following: &'r [Reading<'r>],
) -> Option<Sum<'r>> {
    let last = reading.figures.len().checked_sub(1)?;
    let total = reading
        .figure(last)
        .filter(|f| f.is_sharp() && f.is_money())?;
    let tail = reading.passage.string(total.at.end..reading.passage.len());
    let words = tail.trim_matches(['，', ':', '。', ';', ',']);
    let is_opening = [
        "其中",
        "包括",
        "主要包括",
        "具体为",
        "分别为",
        "具体如下",
        "具体包括",
    ]
    .contains(&words)
        || (words.ends_with("主要包括") && words.starts_with('('));
    if !is_opening {
        return None;
    }
    let mut sum = Sum {
        reading,
        total: total.clone(),
        total_name: reading.label(last).to_owned(),
        parts: Vec::new(),
        is_exhaustive: false,
        is_unclear: false,
        is_tied: true,
    };
    for (number, item) in (1..).zip(following) {
        if item_number(item) != Some(number) {
            break;
        }
        let Some(figure) = item.figure(0).filter(|f| f.is_sharp() && f.is_money()) else {
            sum.is_unclear = true;
            continue;
        };
        let name = item.label(0);
        let name = name.trim_start_matches(|c: char| c.is_ascii_digit() || "().、".contains(c));
        sum.parts.push(Part {
            reading: item,
            figure: figure.clone(),
            name: name.to_owned(),
        });
    }
    (sum.parts.len() > 1).then_some(sum)
}

/// The number of a paragraph `1．`, `(2)`, `3、`.
fn item_number(item: &Reading<'_>) -> Option<u32> {
    let passage = item.passage;
    let start = usize::from(passage.get(0) == Some('('));
    let digits = (0..3)
        .take_while(|step| {
            passage
                .get(start + step)
                .is_some_and(|c| c.is_ascii_digit())
        })
        .count();
    let follows = passage.get(start + digits)?;
    let is_number = matches!((start, follows), (1, ')') | (0, '.' | '、'));
    is_number.then(|| passage.string(start..start + digits).parse().ok())?
}
