//! Where a paragraph states a total with its parts.

use std::ops::Range;

use super::opening::{Opening, first_words, opening};
use super::{Part, Sum};
use crate::domain::figure::Exact;
use crate::domain::narrative::figures::{Figure, Kind};
use crate::domain::narrative::statement::classes::{Listing, listing};
use crate::domain::narrative::statement::reading::{Reading, label};

/// The most figures that are looked through for the parts of a total.
const LONGEST_LIST: usize = 40;

/// A second list for the first total: 支出677.41万元，…。支出按经济分类为：…
pub(super) fn classified<'r>(reading: &'r Reading<'r>) -> Option<Sum<'r>> {
    let total_at = (0..reading.figures.len()).find(|index| {
        reading
            .figure(*index)
            .is_some_and(|f| f.is_money() && f.is_sharp())
    })?;
    let total_name = reading.label(total_at).to_owned();
    if !total_name.ends_with("支出") && !total_name.ends_with("收入") {
        return None;
    }
    (total_at + 1..reading.figures.len())
        .filter(|index| is_classifying(reading.gap(*index)))
        .find_map(|first| {
            let mut sum = Sum::new(reading, reading.figure(total_at)?, total_name.clone());
            sum.is_exhaustive = true;
            collect(&mut sum, first, &Opening::plain(), None);
            let names: Vec<String> = sum.parts.iter().map(|part| part.name.clone()).collect();
            (sum.parts.len() > 1 && listing(&names) != Listing::Unknown).then_some(sum)
        })
}

/// 。支出按经济分类分：, ，按功能分类，
fn is_classifying(gap: &str) -> bool {
    gap.split_once('按').is_some_and(|(_, rest)| {
        ["分类", "性质", "科目"]
            .iter()
            .any(|word| rest.contains(word))
    }) && gap.contains(['。', ';', '，', ':'])
}

/// Words that bring another stock or another time into a bracket.
const ANOTHER: [&str; 9] = [
    "收录", "另有", "不含", "除", "上年", "去年", "目标", "计划", "同期",
];

/// The sum whose total stands at `index`.
pub(super) fn sum_at<'r>(reading: &'r Reading<'r>, index: usize) -> Option<Sum<'r>> {
    let total = reading.figure(index)?;
    // Points are scores, which have a check of their own.
    let is_sum =
        matches!(total.kind, Kind::Money | Kind::Count(_)) && total.kind != Kind::Count("分");
    if !total.is_sharp() || !is_sum {
        return None;
    }
    // 比上年减少3人，其中…: 其中 speaks of what was there before, not of the change.
    if is_change(last_piece(reading.gap(index))) {
        return None;
    }
    let mut first = index + 1;
    // 困难群众1200户3500人，其中: the second count of the total may stand between.
    let companion = companion(reading, index);
    if reading.figure(first).map(|figure| &figure.kind) == companion.as_ref() {
        first += 1;
    }
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
    let mut sum = Sum::new(reading, total, reading.label(index).to_owned());
    sum.is_exhaustive = opening.is_exhaustive || (opening.is_bracketed && !opening.says_part);
    sum.is_tied = opening.is_tied;
    collect(&mut sum, first, &opening, companion.as_ref());
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

/// The kind of the second count that stands directly beside a first one: 35批次、286人次.
fn companion(reading: &Reading<'_>, index: usize) -> Option<Kind> {
    let here = reading.figure(index)?;
    let is_beside = |at: usize, other: &Figure| {
        matches!(reading.gap(at), "" | "、" | "，" | ",")
            && other.kind != here.kind
            && matches!((&other.kind, &here.kind), (Kind::Count(_), Kind::Count(_)))
    };
    let next = reading
        .figure(index + 1)
        .filter(|other| is_beside(index + 1, other));
    let before = index.checked_sub(1).and_then(|at| reading.figure(at));
    next.or(before.filter(|other| is_beside(index, other)))
        .map(|other| other.kind.clone())
}

/// Whether a figure tells by how much something changed.
fn is_change(words: &str) -> bool {
    ["比", "较", "增加", "减少", "同比"]
        .iter()
        .any(|word| words.contains(word))
        && !words.contains("比例")
}

/// Collects the parts of a list that begins at figure `first`.
fn collect(sum: &mut Sum<'_>, first: usize, opening: &Opening, companion: Option<&Kind>) {
    let reading = sum.reading;
    let mut list = List::default();
    for index in first..reading.figures.len() {
        if index - first > LONGEST_LIST {
            sum.is_unclear = true;
            break;
        }
        let gap = reading.gap(index);
        let is_first = index == first;
        let body = if is_first { first_words(gap) } else { gap };
        let body = if is_first && opening.is_bracketed {
            body.trim_start_matches('(')
        } else {
            body
        };
        let (lowest, after) = depths(body, list.depth);
        list.depth = after;
        let ended = lowest < 0 || (!is_first && body.contains(['。', '!', '?']));
        let Some(figure) = reading.figure(index).filter(|_| !ended) else {
            break;
        };
        // Inside a bracket of its own: details of the part before.
        if after > 0 {
            continue;
        }
        let piece = last_piece(body);
        if !is_first && opens_details(piece) {
            list.see(sum, figure);
            sum.is_unclear |= !list.has_ended;
        }
        // 移送5件(含上年立案2件): last year's are named as a part.
        let is_named_part = is_first && opening.says_part && opening.is_bracketed;
        if is_aside(figure, piece) && !is_named_part {
            list.note_share(figure, piece);
            continue;
        }
        let mut name = name_of(reading, index, body);
        if companion == Some(&figure.kind) {
            list.companion = Some(name).filter(|name| !name.is_empty());
            continue;
        }
        if name.is_empty() {
            name = list.companion.take().unwrap_or_default();
        }
        list.see(sum, figure);
        if !figure.is_like(&sum.total) || name.is_empty() || !figure.is_sharp() {
            let is_kin = figure.is_money() == sum.total.is_money();
            sum.is_unclear |= !list.has_ended && is_kin && figure.kind != Kind::Percent;
            continue;
        }
        list.put(sum, figure, name);
    }
    finish(sum, &list);
}

/// How far the reading of a list has come.
#[derive(Default)]
struct List {
    depth: i32,
    /// The strongest mark between the first two parts: a stronger one later ends the list.
    mark: Option<Mark>,
    /// The shares that stand beside the parts: 占79.95%.
    shares: Vec<Figure>,
    /// The name of the second count before: 低保户800户2300人.
    companion: Option<String>,
    /// Whether a mark has ended the list.
    has_ended: bool,
}

/// The marks between the parts of a list, the weakest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Pause,
    Comma,
    Semicolon,
}

impl List {
    fn note_share(&mut self, figure: &Figure, piece: &str) {
        let is_share = piece.trim_start_matches('(').starts_with('占');
        if figure.kind == Kind::Percent && is_share {
            self.shares.push(figure.clone());
        }
    }

    /// Notes whether the marks before a figure end the list.
    fn see(&mut self, sum: &Sum<'_>, figure: &Figure) {
        let Some(last) = sum.parts.last() else { return };
        let mark = mark(sum.reading, last.figure.at.end..figure.at.start);
        let level = if sum.parts.len() > 1 { self.mark } else { None };
        self.has_ended |= match level {
            Some(level) => mark > level,
            // 存栏18万头，其中能繁母猪2万头；全年出栏24万头: one part, and then another matter.
            None => mark == Mark::Semicolon && !sum.is_tied && self.shares.is_empty(),
        };
        if self.mark.is_none() && !self.has_ended && figure.is_like(&sum.total) {
            self.mark = Some(mark);
        }
    }

    /// Adds a part, or, where the list has ended, a figure beyond it.
    fn put(&self, sum: &mut Sum<'_>, figure: &Figure, name: String) {
        let part = Part {
            reading: sum.reading,
            figure: figure.clone(),
            name,
        };
        if self.has_ended {
            sum.beyond.push(part);
        } else {
            sum.parts.push(part);
        }
    }
}

/// The strongest mark between two parts, outside of brackets.
fn mark(reading: &Reading<'_>, between: Range<usize>) -> Mark {
    let mut depth = 0_i32;
    let mut strongest = Mark::Pause;
    for letter in reading.passage.slice(between) {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            '，' | ',' if depth == 0 => strongest = strongest.max(Mark::Comma),
            ';' if depth == 0 => strongest = strongest.max(Mark::Semicolon),
            _ => {}
        }
    }
    strongest
}

/// What only the whole list tells: where its classification ends, whether it goes on, whether
/// its shares leave nothing over.
fn finish(sum: &mut Sum<'_>, list: &List) {
    // 等 after the last part: the list goes on.
    let last = sum.beyond.last().or(sum.parts.last());
    let end = last.map_or(0, |part| part.figure.at.end);
    let tail: String = reading_after(sum.reading, end);
    sum.is_unclear |= tail.starts_with('等') || tail.starts_with("，等");
    let names: Vec<String> = sum.parts.iter().map(|part| part.name.clone()).collect();
    if listing(&names) == Listing::Unknown
        && let Some(count) = (2..names.len())
            .take_while(|count| {
                names
                    .get(..*count)
                    .is_some_and(|some| listing(some) != Listing::Unknown)
            })
            .last()
    {
        let rest = sum.parts.split_off(count);
        sum.beyond.splice(0..0, rest);
    }
    let shared = list
        .shares
        .iter()
        .fold(Exact::zero(), |all, share| &all + &share.value());
    let slack = list
        .shares
        .iter()
        .fold(Exact::zero(), |all, share| &all + &share.half_step());
    sum.makes_hundred = sum.parts.len() > 1
        && list.shares.len() == sum.parts.len()
        && (&shared - &Exact::whole(100)).abs() <= slack;
    sum.is_exhaustive |= sum.makes_hundred;
    sum.shares = list.shares.iter().map(|share| share.at.clone()).collect();
    sum.overlaps = !list.shares.is_empty() && !sum.makes_hundred;
}

fn reading_after(reading: &Reading<'_>, end: usize) -> String {
    reading
        .passage
        .slice(end..(end + 2).min(reading.passage.len()))
        .iter()
        .collect()
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
pub(super) fn last_piece(gap: &str) -> &str {
    gap.rsplit(['，', ';', '。', ',']).next().unwrap_or(gap)
}

/// Words that begin details of one part without a bracket.
fn opens_details(gap: &str) -> bool {
    ["其中", "包括", "主要用于", "主要是", "含"]
        .iter()
        .any(|word| gap.contains(word))
}

/// Whether a figure in a list speaks about a part instead of being one.
pub(super) fn is_aside(figure: &Figure, gap: &str) -> bool {
    const ASIDES: [&str; 17] = [
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
        "不超过",
        "每",
        "已支付",
    ];
    // 高标准农田建设 and 预算绩效管理 are names, 年初预算 and 补助标准 are not.
    const AT_EDGE: [&str; 6] = ["标准", "预算", "年初预算", "全年预算", "调整", "累计"];
    if matches!(figure.kind, Kind::Percent | Kind::Point) || is_only_a_year(gap) {
        return true;
    }
    let plain = [
        "公共预算",
        "基金预算",
        "比赛",
        "较大",
        "较小",
        "评比",
        "占地",
    ]
    .iter()
    .fold(gap.to_owned(), |text, word| text.replace(word, ""));
    let bare = plain.trim_end_matches(['为', '数', '是', '额', '达', '共', ':']);
    (plain.contains("上年") && !plain.contains("上年结"))
        || ASIDES.iter().any(|word| plain.contains(word))
        || AT_EDGE
            .iter()
            .any(|word| bare.ends_with(word) || bare.ends_with(&format!("{word}安排")))
        || ["年初预算", "全年预算", "累计"]
            .iter()
            .any(|word| plain.starts_with(word))
}

/// `2020年7.83万元`: a figure of another year, not of a class.
fn is_only_a_year(words: &str) -> bool {
    let words = words.trim_matches(['(', ')', ':', ' ', '为', '度']);
    words
        .strip_suffix('年')
        .is_some_and(|year| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()))
}

/// The name of a part: before the figure, or behind it (`0.28元为其他资金收入`).
pub(super) fn name_of(reading: &Reading<'_>, index: usize, body: &str) -> String {
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
