//! K03 and K08: a total and its parts in one sentence, or in the numbered paragraphs after it.

use std::ops::Range;

use crate::domain::check::arithmetic::{self, Cause, Diagnosis, SumJudgement};
use crate::domain::figure::Exact;
use crate::domain::narrative::Remark;
use crate::domain::narrative::figures::{Figure, Kind};
use crate::domain::narrative::remark::{Draft, error, notice, warning};

use super::classes::{Listing, listing};
use super::reading::{Reading, in_unit_of, label};

/// The most figures that are looked through for the parts of a total.
const LONGEST_LIST: usize = 100;

/// A total with its parts.
struct Sum<'r> {
    reading: &'r Reading<'r>,
    total: Figure,
    total_name: String,
    parts: Vec<Part<'r>>,
    /// Whether the words say that nothing is left over.
    is_exhaustive: bool,
    /// Whether another figure in the list may belong to it or not.
    is_unclear: bool,
    /// Whether a colon or a bracket ties every part to the total, not only the first.
    is_tied: bool,
}

struct Part<'r> {
    reading: &'r Reading<'r>,
    figure: Figure,
    name: String,
}

/// Sums within a paragraph.
pub(super) fn check(reading: &Reading<'_>) -> Vec<Remark> {
    (0..reading.figures.len())
        .filter_map(|index| sum_at(reading, index))
        .chain(classified(reading))
        .filter_map(|sum| judge(&sum))
        .collect()
}

/// Lists that repeat another list of the same total but lack a part of it.
pub(super) fn shortened(readings: &[Reading<'_>]) -> Vec<(usize, Remark)> {
    let sums: Vec<(usize, Sum<'_>)> = readings
        .iter()
        .enumerate()
        .flat_map(|(index, reading)| {
            (0..reading.figures.len())
                .filter_map(move |at| sum_at(reading, at))
                .filter(|sum| sum.parts.len() > 1 && !sum.is_unclear)
                .map(move |sum| (index, sum))
        })
        .collect();
    let mut found = Vec::new();
    for (index, short) in &sums {
        let whole = sums.iter().find(|(_, whole)| {
            whole.total.value() == short.total.value()
                && whole.parts.len() > short.parts.len()
                && short.parts.iter().all(|part| whole.has(part))
                && whole.comes_out()
        });
        if let Some((_, whole)) = whole {
            found.push((*index, lacking(short, whole)));
        }
    }
    found
}

fn lacking(short: &Sum<'_>, whole: &Sum<'_>) -> Remark {
    let missing: Vec<String> = whole
        .parts
        .iter()
        .filter(|part| !short.has(part))
        .map(|part| format!("“{}”{}", part.name, part.reading.shown(&part.figure)))
        .collect();
    let message = format!(
        "{}为{}，{}加不到这个数；同样的合计在另一处还列有{}。",
        called(&short.total_name),
        short.reading.shown(&short.total),
        addends(short),
        missing.join("、")
    );
    let draft = Draft::new("K03", message, "请补齐分项，或说明只列主要项目。");
    warning(short.reading.passage, place(short), draft)
}

impl Sum<'_> {
    fn has(&self, other: &Part<'_>) -> bool {
        self.parts
            .iter()
            .any(|part| part.name == other.name && part.figure.value() == other.figure.value())
    }

    /// Whether the parts make the total as printed.
    fn comes_out(&self) -> bool {
        let added = self
            .parts
            .iter()
            .fold(Exact::zero(), |sum, part| &sum + &part.figure.value());
        added == self.total.value()
    }
}

/// A second list for the first total: 支出677.41万元，…。支出按经济分类为：…
fn classified<'r>(reading: &'r Reading<'r>) -> Option<Sum<'r>> {
    let total_at = (0..reading.figures.len()).find(|index| {
        reading
            .figure(*index)
            .is_some_and(|f| f.is_money() && f.is_sharp())
    })?;
    let total_name = reading.label(total_at);
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

/// Sums whose parts are the numbered paragraphs that follow: 其中： 1．… 2．…
pub(super) fn listed(readings: &[Reading<'_>]) -> Vec<(usize, Remark)> {
    let mut found = Vec::new();
    for (index, reading) in readings.iter().enumerate() {
        if let Some(sum) = sum_of_items(reading, readings.get(index + 1..).unwrap_or(&[])) {
            found.extend(judge(&sum).map(|remark| (index, remark)));
        }
    }
    found
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
fn sum_at<'r>(reading: &'r Reading<'r>, index: usize) -> Option<Sum<'r>> {
    let total = reading.figure(index)?;
    if !total.is_sharp() || !matches!(total.kind, Kind::Money | Kind::Count(_)) {
        return None;
    }
    // 比上年减少3人，其中…: 其中 speaks of what was there before, not of the change.
    if is_change(last_piece(&reading.gap(index))) {
        return None;
    }
    let mut first = index + 1;
    // 合计 578.93 万元，占 100%，其中: a share of the total may stand between.
    while reading
        .figure(first)
        .is_some_and(|f| f.kind == Kind::Percent)
        && opening(&reading.gap(first)).is_none()
        && !reading.gap(first).contains(['。', ';'])
    {
        first += 1;
    }
    let opening = opening(&reading.gap(first))?;
    let mut sum = Sum {
        reading,
        total: total.clone(),
        total_name: reading.label(index),
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
        let body = if is_first {
            first_words(&gap)
        } else {
            gap.as_str()
        };
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
    const ASIDES: [&str; 22] = [
        "占",
        "比",
        "较",
        "增加",
        "减少",
        "增长",
        "下降",
        "上年数",
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
        || ASIDES.iter().any(|word| {
            gap.contains(word) && !gap.contains("公共预算") && !gap.contains("基金预算")
        })
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
fn sum_of_items<'r>(reading: &'r Reading<'r>, following: &'r [Reading<'r>]) -> Option<Sum<'r>> {
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
        total_name: reading.label(last),
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

fn judge(sum: &Sum<'_>) -> Option<Remark> {
    let names: Vec<String> = sum.parts.iter().map(|part| part.name.clone()).collect();
    let total = sum
        .reading
        .known(&sum.total_name, &sum.total, sum.total.factor);
    let parts: Vec<arithmetic::Figure<'_>> = sum
        .parts
        .iter()
        .map(|part| {
            part.reading
                .known(&part.name, &part.figure, sum.total.factor)
        })
        .collect();
    let scale = Exact::whole(sum.total.factor);
    match arithmetic::sum(&total, &parts, &[]) {
        SumJudgement::Right => None,
        SumJudgement::Tail { added, .. } => tail(sum, &(&added * &scale)),
        SumJudgement::Wrong { added, gap, cause } => {
            let (added, gap) = (&added * &scale, &gap * &scale);
            wrong(sum, &names, &Wrong { added, gap, cause })
        }
    }
}

struct Wrong {
    added: Exact,
    gap: Exact,
    cause: Option<Diagnosis>,
}

/// A tail that nobody explains, told where all figures show the same decimals.
fn tail(sum: &Sum<'_>, added: &Exact) -> Option<Remark> {
    let alike = sum
        .parts
        .iter()
        .all(|part| part.figure.factor == sum.total.factor);
    let declared =
        sum.reading.declares_tail() || sum.parts.iter().any(|part| part.reading.declares_tail());
    let many = sum.parts.len() > 1;
    (alike && many && !declared && !sum.is_unclear).then(|| {
        let message = format!(
            "{}为{}，{}合计{}，有四舍五入的尾差。",
            called(&sum.total_name),
            sum.reading.shown(&sum.total),
            addends(sum),
            in_unit_of(added, &sum.total)
        );
        let draft = Draft::new("K03", message, "请核对；确属尾差的，请在文中说明。");
        notice(
            sum.reading.passage,
            place(sum),
            draft.expecting(in_unit_of(added, &sum.total)),
        )
    })
}

fn wrong(sum: &Sum<'_>, names: &[String], wrong: &Wrong) -> Option<Remark> {
    let listing = listing(names);
    let larger = largest_above(sum);
    let is_unit = wrong
        .cause
        .as_ref()
        .is_some_and(|c| c.cause == Cause::WrongUnit);
    let is_above = !wrong.gap.is_negative();
    if is_unit && !sum.is_unclear {
        return unit_slip(sum, wrong);
    }
    if fits_before(sum) || (is_above && larger.is_none() && subset_fits(sum)) {
        return None;
    }
    let ends_with_rest =
        names.len() > 2 && names.last().is_some_and(|name| name.starts_with("其他"));
    let certain = if is_above {
        listing != Listing::Unknown
    } else {
        listing == Listing::Complete || sum.is_exhaustive || ends_with_rest
    };
    let certain =
        (certain || (is_above && larger.is_some())) && !sum.is_unclear && sum.parts.len() > 1;
    let explained = wrong
        .cause
        .as_ref()
        .is_some_and(|cause| matches!(cause.cause, Cause::SwappedDigits | Cause::Exchanged))
        && !sum.is_unclear
        && sum.parts.len() > 1;
    if !certain && !explained {
        return larger.and_then(|part| above_whole(sum, part));
    }
    let message = format!(
        "{}为{}，{}合计{}，相差{}。",
        called(&sum.total_name),
        sum.reading.shown(&sum.total),
        addends(sum),
        in_unit_of(&wrong.added, &sum.total),
        in_unit_of(&wrong.gap.abs(), &sum.total)
    );
    let cure = wrong
        .cause
        .as_ref()
        .map_or("请核对合计与各分项。", |cause| {
            cause.words.as_str()
        });
    let draft = Draft::new("K03", message, cure).expecting(in_unit_of(&wrong.added, &sum.total));
    let is_count = matches!(sum.total.kind, Kind::Count(_));
    Some(
        if certain && !(is_count && larger.is_none() && listing == Listing::Unknown) {
            error(sum.reading.passage, place(sum), draft)
        } else {
            warning(sum.reading.passage, place(sum), draft)
        },
    )
}

/// 元 among 万元, where only 万元 adds up.
fn unit_slip(sum: &Sum<'_>, wrong: &Wrong) -> Option<Remark> {
    let cause = wrong.cause.as_ref()?;
    let part = sum.parts.iter().find(|part| part.name == cause.at);
    let (reading, figure) = part.map_or((sum.reading, &sum.total), |part| {
        (part.reading, &part.figure)
    });
    // The place must be in the paragraph that the remark is about.
    if !std::ptr::eq(reading, sum.reading) {
        return None;
    }
    let shown = reading.shown(figure);
    let model = if part.is_some() {
        &sum.total
    } else {
        &sum.parts.first()?.figure
    };
    let meant = in_unit_of(
        &(&Exact::from(figure.number) * &Exact::whole(model.factor)),
        model,
    );
    let message = format!(
        "“{shown}”的单位不对：{}为{}，只有按{meant}才加得平。",
        called(&sum.total_name),
        sum.reading.shown(&sum.total)
    );
    let draft = Draft::new("K15", message, "请改正单位。").expecting(meant);
    Some(error(reading.passage, figure.at.clone(), draft))
}

/// The largest part that is above its whole.
fn largest_above<'s, 'r>(sum: &'s Sum<'r>) -> Option<&'s Part<'r>> {
    let slack = sum.total.half_step();
    let tied = if sum.is_tied { sum.parts.len() } else { 1 };
    sum.parts
        .iter()
        .take(tied)
        .filter(|part| {
            &part.figure.value() - &part.figure.half_step() > &sum.total.value() + &slack
        })
        .max_by(|a, b| a.figure.value().cmp(&b.figure.value()))
}

fn above_whole(sum: &Sum<'_>, part: &Part<'_>) -> Option<Remark> {
    let same_paragraph = std::ptr::eq(part.reading, sum.reading);
    if sum.is_unclear || !same_paragraph || sum.total.value().is_zero() {
        return None;
    }
    let message = format!(
        "“{}”{}是{}{}的一部分，却比它大。",
        part.name,
        part.reading.shown(&part.figure),
        called(&sum.total_name),
        sum.reading.shown(&sum.total)
    );
    let draft = Draft::new("K08", message, "请核对两个数和它们的单位。");
    Some(error(sum.reading.passage, part.figure.at.clone(), draft))
}

/// Whether the parts make another figure before the total, or several of them together: 其中 then
/// speaks of those.
fn fits_before(sum: &Sum<'_>) -> bool {
    let mut added = Exact::zero();
    let mut slack = Exact::zero();
    for part in &sum.parts {
        added = &added + &part.figure.value();
        slack = &slack + &part.figure.half_step();
    }
    let mut together = sum.total.value();
    for before in sum.reading.figures.iter().rev() {
        if before.at.start >= sum.total.at.start || !before.is_like(&sum.total) {
            continue;
        }
        together = &together + &before.value();
        let near = |whole: &Exact| (whole - &added).abs() <= &slack + &before.half_step();
        if near(&before.value()) || near(&together) {
            return true;
        }
    }
    false
}

/// Whether some of the parts already make the total: the others are details of them.
fn subset_fits(sum: &Sum<'_>) -> bool {
    const MOST: usize = 12;
    let count = sum.parts.len();
    if count > MOST {
        return true;
    }
    let total = sum.total.value();
    (1_u32..(1 << count)).any(|chosen| {
        let mut added = Exact::zero();
        let mut slack = sum.total.half_step();
        for (index, part) in sum.parts.iter().enumerate() {
            if chosen & (1 << index) != 0 {
                added = &added + &part.figure.value();
                slack = &slack + &part.figure.half_step();
            }
        }
        (&added - &total).abs() <= slack
    })
}

fn called(name: &str) -> String {
    if name.is_empty() {
        "合计".to_owned()
    } else {
        format!("“{name}”")
    }
}

/// The parts as an addition, shortened where there are many.
fn addends(sum: &Sum<'_>) -> String {
    const MOST: usize = 4;
    let shown: Vec<&str> = sum
        .parts
        .iter()
        .take(MOST)
        .map(|part| part.reading.shown(&part.figure))
        .collect();
    if sum.parts.len() > MOST {
        format!("{}等{}个分项", shown.join("、"), sum.parts.len())
    } else {
        shown.join("＋")
    }
}

/// From the total to the last part, as far as they are in one paragraph.
fn place(sum: &Sum<'_>) -> Range<usize> {
    sum.total.at.clone()
}
