//! The figures of a paragraph: amounts, rates and counts with the words before them.

use std::ops::Range;

use rust_decimal::Decimal;

use super::passage::Passage;
use crate::domain::figure::Exact;

/// What a figure counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// 元, and 万 or 亿 without it.
    Money,
    /// %.
    Percent,
    /// 个百分点.
    Point,
    /// 项, 人, 件…
    Count(&'static str),
    /// 年, 月, 日.
    Time,
    /// No unit.
    Bare,
}

/// How exactly a figure speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sharpness {
    /// Just the number, at its printed precision.
    Sharp,
    /// 约, 余, 多, 以上, 近, an end of a range: nothing can be reckoned with it.
    Loose,
}

/// A figure where it stands.
#[derive(Debug, Clone)]
pub(super) struct Figure {
    /// The characters of number and unit.
    pub at: Range<usize>,
    /// The number as written, without scale.
    pub number: Decimal,
    /// What the number is multiplied by: 1, 万, 亿, 千万…
    pub factor: i64,
    pub kind: Kind,
    pub sharpness: Sharpness,
}

impl Figure {
    /// The value in 元, percent or pieces.
    pub fn value(&self) -> Exact {
        &Exact::from(self.number) * &Exact::whole(self.factor)
    }

    /// Half a unit of the last printed digit, in 元, percent or pieces.
    pub fn half_step(&self) -> Exact {
        // A count is a count: 17人 is never 16.6.
        let is_count = matches!(self.kind, Kind::Count(_)) && self.factor == 1;
        // 0万元 is nothing at all, not up to half of it.
        if is_count || (self.kind == Kind::Money && self.number.is_zero()) {
            return Exact::zero();
        }
        let step = Decimal::new(5, self.number.scale() + 1);
        &Exact::from(step) * &Exact::whole(self.factor)
    }

    pub fn is_money(&self) -> bool {
        self.kind == Kind::Money
    }

    pub fn is_sharp(&self) -> bool {
        self.sharpness == Sharpness::Sharp
    }

    /// Whether both figures can be compared with each other at all.
    pub fn is_like(&self, other: &Self) -> bool {
        self.kind == other.kind
    }

    /// The number of decimals printed.
    pub fn decimals(&self) -> u32 {
        self.number.scale()
    }
}

/// Scales with or without 元, longest first.
const SCALES: [(&str, i64); 8] = [
    ("千万", 10_000_000),
    ("百万", 1_000_000),
    ("万亿", 1_000_000_000_000),
    ("十万", 100_000),
    ("万", 10_000),
    ("亿", 100_000_000),
    ("千", 1_000),
    ("百", 100),
];

/// Units of counts, longest first. 个百分点 and 元 are read before them.
const UNITS: [&str; 63] = [
    "平方公里",
    "平方千米",
    "平方米",
    "立方米",
    "人/次",
    "公里",
    "千米",
    "人次",
    "批次",
    "户次",
    "件次",
    "车次",
    "家次",
    "场次",
    "张次",
    "公顷",
    "千瓦时",
    "小时",
    "分钟",
    "工作日",
    "余个",
    "人",
    "名",
    "位",
    "项",
    "件",
    "个",
    "家",
    "户",
    "次",
    "场",
    "篇",
    "条",
    "份",
    "起",
    "辆",
    "台",
    "套",
    "批",
    "亩",
    "吨",
    "宗",
    "处",
    "座",
    "栋",
    "间",
    "期",
    "分",
    "张",
    "册",
    "本",
    "部",
    "组",
    "支",
    "所",
    "村",
    "镇",
    "天",
    "倍",
    "只",
    "头",
    "米",
    "类",
];

/// Words after a number, or before it, that take its edge off.
const LOOSE_AFTER_NUMBER: [&str; 4] = ["余", "多", "几", "来"];
const LOOSE_AFTER_UNIT: [&str; 12] = [
    "以上",
    "以下",
    "以内",
    "左右",
    "上下",
    "及以上",
    "(含)",
    "之间",
    "余",
    "多",
    "不等",
    "及以下",
];
const LOOSE_BEFORE: [&str; 27] = [
    "约",
    "近",
    "超",
    "超过",
    "超出",
    "不足",
    "不到",
    "将近",
    "接近",
    "不少于",
    "不低于",
    "不超过",
    "不高于",
    "不多于",
    "高于",
    "低于",
    "大于",
    "小于",
    "至少",
    "最多",
    "最高",
    "≥",
    "≤",
    ">",
    "<",
    "突破",
    "逾",
];

/// Every figure of the paragraph in its order.
pub(super) fn figures(passage: &Passage<'_>) -> Vec<Figure> {
    let mut found = Vec::new();
    let mut index = 0;
    while let Some(letter) = passage.get(index) {
        if !letter.is_ascii_digit() {
            index += 1;
            continue;
        }
        let end = run_end(passage, index);
        if let Some(figure) = figure(passage, index, end) {
            found.push(figure);
        }
        index = end.max(index + 1);
    }
    found
}

/// The end of a run of digits, points and separators that begins at `start`.
fn run_end(passage: &Passage<'_>, start: usize) -> usize {
    let digit = |index| passage.get(index).is_some_and(|c: char| c.is_ascii_digit());
    let mut end = start;
    while let Some(letter) = passage.get(end) {
        let goes_on = letter.is_ascii_digit()
            || (letter == '.' && digit(end + 1))
            || (matches!(letter, ',' | '，')
                && (1..=3).all(|step| digit(end + step))
                && !digit(end + 4)
                && is_group_before(passage, start, end));
        if !goes_on {
            break;
        }
        end += 1;
    }
    end
}

/// Whether what stands before a separator can be the head of a number with separators.
fn is_group_before(passage: &Passage<'_>, start: usize, comma: usize) -> bool {
    let before = passage.slice(start..comma);
    let separator = passage.get(comma);
    let plain = before.iter().all(char::is_ascii_digit);
    let grouped = before.iter().any(|c| Some(*c) == separator);
    let last = before
        .iter()
        .rev()
        .take_while(|c| c.is_ascii_digit())
        .count();
    let has_point = before.contains(&'.');
    // A full-width comma separates clauses more often than digits.
    !has_point
        && (1..=3).contains(&last)
        && (plain || (grouped && last == 3))
        && (separator == Some(',') || grouped)
}

fn figure(passage: &Passage<'_>, start: usize, end: usize) -> Option<Figure> {
    let before = passage.before(start);
    let is_word = before.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '_' | '.' | '/'));
    // 移动CT 2台: a space parts the letters from the number.
    if is_word
        && start
            .checked_sub(1)
            .is_some_and(|at| passage.touches_next(at))
    {
        return None;
    }
    let digits: String = passage
        .slice(start..end)
        .iter()
        .filter(|c| !matches!(c, ',' | '，'))
        .collect();
    if digits.matches('.').count() > 1 || digits.len() > 18 {
        return None;
    }
    let mut number = Decimal::from_str_exact(&digits).ok()?;
    let mut loose = is_loose_before(passage, start) || is_broken(passage, start, end);
    let mut unit_at = end;
    if passage.word_at(unit_at, &LOOSE_AFTER_NUMBER).is_some() {
        loose = true;
        unit_at += 1;
    }
    let unit = unit(passage, unit_at);
    let mut after = unit.end;
    loose |= unit.is_loose
        || passage.word_at(after, &LOOSE_AFTER_UNIT).is_some()
        || is_range(passage, start, after);
    if let Some(sign) = before
        && sign == '-'
        && !is_joint(passage, start - 1)
    {
        number = -number;
    }
    if unit.kind == Kind::Bare {
        after = end;
    }
    Some(Figure {
        at: start..after,
        number,
        factor: unit.factor,
        kind: unit.kind,
        sharpness: if loose {
            Sharpness::Loose
        } else {
            Sharpness::Sharp
        },
    })
}

/// What follows the digits.
struct Unit {
    factor: i64,
    kind: Kind,
    end: usize,
    is_loose: bool,
}

fn unit(passage: &Passage<'_>, index: usize) -> Unit {
    let (factor, mut at) = SCALES
        .iter()
        .find(|(word, _)| passage.starts_with(index, word))
        .map_or((1, index), |(word, factor)| {
            (*factor, index + word.chars().count())
        });
    // 10万余件
    let is_loose = factor > 1 && passage.word_at(at, &LOOSE_AFTER_NUMBER).is_some();
    at += usize::from(is_loose);
    let of = |factor, kind, end| Unit {
        factor,
        kind,
        end,
        is_loose,
    };
    match (passage.get(at), factor) {
        (Some('元'), _) => return of(factor, Kind::Money, at + 1),
        (Some('%'), 1) => return of(1, Kind::Percent, at + 1),
        (Some('年' | '月' | '日' | '号'), 1) => return of(1, Kind::Time, at + 1),
        _ => {}
    }
    for word in ["个百分点", "百分点"] {
        if passage.starts_with(index, word) {
            return of(1, Kind::Point, index + word.chars().count());
        }
    }
    if let Some(word) = passage.word_at(at, &UNITS) {
        let end = at + word.chars().count();
        return of(factor, Kind::Count(word), other_unit_end(passage, end));
    }
    if factor == 10_000 || factor == 100_000_000 {
        return of(factor, Kind::Money, at);
    }
    of(1, Kind::Bare, index)
}

/// The end of a second unit in brackets: 台(套).
fn other_unit_end(passage: &Passage<'_>, end: usize) -> usize {
    if passage.get(end) != Some('(') {
        return end;
    }
    passage
        .word_at(end + 1, &UNITS)
        .map(|word| end + 1 + word.chars().count())
        .filter(|close| passage.get(*close) == Some(')'))
        .map_or(end, |close| close + 1)
}

fn is_loose_before(passage: &Passage<'_>, start: usize) -> bool {
    let mut at = start;
    // 达到约30 and 约为30 are as loose as 约30.
    for filler in ["为", "达", "到", "-"] {
        if passage.ends_with(at, filler)
            && LOOSE_BEFORE.iter().any(|w| passage.ends_with(at - 1, w))
        {
            at -= 1;
            break;
        }
    }
    LOOSE_BEFORE.iter().any(|word| passage.ends_with(at, word))
        // 最近, 附近, 节约 are no estimates of the number.
        && !["最近", "附近", "临近", "节约", "签约", "履约", "集约"].iter().any(|word| passage.ends_with(at, word))
}

/// Whether the digits are torn by a space, so that nobody knows where the number begins.
fn is_broken(passage: &Passage<'_>, start: usize, end: usize) -> bool {
    let digit = |index: Option<usize>| {
        index
            .and_then(|i| passage.get(i))
            .is_some_and(|c| c.is_ascii_digit())
    };
    (passage.before(start) == Some(' ') && digit(start.checked_sub(2)))
        || (passage.get(end) == Some(' ') && digit(Some(end + 1)))
}

/// Whether the figure is an end of `10-20%`, `5%至8%`.
fn is_range(passage: &Passage<'_>, start: usize, end: usize) -> bool {
    let joint = |c: Option<char>| matches!(c, Some('-' | '~' | '—' | '至' | '到'));
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let follows = joint(passage.get(end)) && digit(passage.get(end + 1))
        || passage.get(end) == Some('—') && passage.get(end + 1) == Some('—');
    let leads = joint(passage.before(start))
        && start.checked_sub(2).is_some_and(|at| {
            digit(passage.get(at)) || is_unit_end(passage.get(at)) || passage.get(at) == Some('—')
        });
    follows || leads
}

fn is_unit_end(letter: Option<char>) -> bool {
    matches!(
        letter,
        Some('%' | '元' | '万' | '亿' | '人' | '项' | '件' | '个' | '月' | '年' | '日')
    )
}

/// Whether the dash at `index` joins two things rather than makes a number negative.
fn is_joint(passage: &Passage<'_>, index: usize) -> bool {
    passage.before(index).is_some_and(|c| {
        c.is_alphanumeric() && !matches!(c, '为' | '是' | '率' | '长' | '额' | '达' | '加' | '少')
    }) || matches!(passage.before(index), Some('%' | ')' | '-'))
}
