//! The words of changes: what goes up or down, and with what it is compared.

use super::Direction;

const UP: [&str; 19] = [
    "超年初预算",
    "超出预算",
    "超预算",
    "增加",
    "增长",
    "上升",
    "提高",
    "上涨",
    "净增",
    "增幅",
    "增收",
    "增支",
    "提升",
    "增速",
    "调增",
    "核增",
    "超支",
    "涨幅",
    "多",
];

const DOWN: [&str; 21] = [
    "减少", "下降", "降低", "压缩", "压减", "节约", "节省", "节支", "降幅", "减幅", "下滑", "缩减",
    "减支", "减收", "调减", "核减", "净减", "压降", "削减", "回落", "少",
];

/// Words between a change and its verb.
const FILLERS: [&str; 16] = [
    "了", "为", "达", ":", "额", "率", "幅度", "比例", "金额", "数", "各", "约", "资金", "经费",
    "支出", "开支",
];

/// Words that compare; what is left of a gap without them is a subject of its own.
const COMPARING: [&str; 50] = [
    "与上年同期相比",
    "上年同期",
    "上一年度",
    "上年度",
    "上一年",
    "上年末",
    "上年",
    "去年同期",
    "去年",
    "同期",
    "同比",
    "环比",
    "相比较",
    "相比",
    "对比",
    "相较",
    "比较",
    "年度",
    "年初",
    "年末",
    "调整后",
    "预算",
    "决算",
    "总额",
    "总体",
    "总计",
    "合计",
    "支出",
    "收入",
    "金额",
    "本年",
    "今年",
    "全年",
    "年中",
    "略有",
    "有所",
    "实际",
    "调整",
    "比",
    "较",
    "与",
    "和",
    "同",
    "于",
    "为",
    "各",
    "均",
    "数",
    "的",
    "度",
];

/// What a figure speaks of, as far as time and stage go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// 上年, 去年, 同期.
    Before,
    /// 2020年.
    Year(u32),
    /// 年初, 期初.
    Opening,
    /// 年初预算.
    FirstBudget,
    /// 预算 and nothing more.
    Budget,
    /// 全年预算, 调整后预算.
    LastBudget,
    /// 决算, 实际, 本年, 年末.
    Now,
    Unsaid,
}

impl When {
    /// The words before a figure, or between a figure and its verb.
    pub fn of(words: &str) -> Self {
        let has = |list: &[&str]| list.iter().any(|word| words.contains(word));
        let carried = has(&["上年结转", "上年结余", "上年度结转"]);
        if !carried && has(&["上年", "去年", "上一年", "同期", "同比"]) {
            return Self::Before;
        }
        year_in(words).map_or_else(|| Self::stage(words), Self::Year)
    }

    /// The same, whatever year is named.
    fn stage(words: &str) -> Self {
        let has = |list: &[&str]| list.iter().any(|word| words.contains(word));
        let is_budget = words.contains("预算")
            && !has(&[
                "公共预算",
                "基金预算",
                "经营预算",
                "决算",
                "预算内",
                "财政预算",
            ]);
        if has(&["调整为", "调整后", "全年预算", "调整预算", "预算调整"]) {
            return Self::LastBudget;
        }
        if is_budget && words.contains("年初") {
            return Self::FirstBudget;
        }
        if is_budget {
            return Self::Budget;
        }
        if has(&["年初", "期初"]) && !words.contains("年初结") {
            return Self::Opening;
        }
        if has(&["决算", "实际", "本年", "今年", "年末", "期末"]) || words.ends_with("支出为")
        {
            return Self::Now;
        }
        Self::Unsaid
    }

    pub fn is_budget(self) -> bool {
        matches!(self, Self::FirstBudget | Self::Budget | Self::LastBudget)
    }

    /// Whether words name what `wanted` is: 预算 may be any budget, of any year.
    pub fn is_named(words: &str, wanted: Self) -> bool {
        let found = if wanted.is_budget() {
            Self::stage(words)
        } else {
            Self::of(words)
        };
        found == wanted || (wanted == Self::Budget && found.is_budget())
    }

    /// Whether a figure of this time comes before one of the other, as the words tell.
    pub fn is_older_than(self, other: Self) -> bool {
        if let (Self::Year(first), Self::Year(second)) = (self, other) {
            return first < second;
        }
        match other {
            Self::Now => !matches!(self, Self::Now | Self::Unsaid),
            Self::Unsaid => matches!(self, Self::Before | Self::Year(_)),
            Self::Year(_) => self == Self::Before,
            Self::LastBudget => self == Self::FirstBudget,
            _ => false,
        }
    }
}

/// The year that words name with four digits.
fn year_in(words: &str) -> Option<u32> {
    words.split('年').find_map(|before| {
        let digits: String = before
            .chars()
            .rev()
            .take_while(char::is_ascii_digit)
            .collect();
        let is_year = digits.len() == 4 && before.len() < words.len();
        is_year.then(|| digits.chars().rev().collect::<String>().parse().ok())?
    })
}

/// The direction a text ends with, and the text before it.
fn cut(text: &str) -> Option<(Direction, &str)> {
    let strip = |words: &[&str], direction| {
        words
            .iter()
            .find_map(|word| text.strip_suffix(word))
            .map(|rest| (direction, rest))
    };
    strip(&UP, Direction::Up).or_else(|| strip(&DOWN, Direction::Down))
}

/// The direction a gap ends with, and the gap before it.
pub(super) fn verb(gap: &str) -> Option<(Direction, &str)> {
    let mut head = gap;
    let found = loop {
        if let Some(found) = cut(head) {
            break found;
        }
        // 节约 is a verb itself, so each filler is taken off only where no verb ends.
        head = FILLERS
            .iter()
            .find_map(|filler| head.strip_suffix(filler))?;
    };
    // 增加或减少, 不减少, 至少, 最多, 减少和增加.
    let ends = [
        "或", "不", "至", "最", "和", "与", "否", "很", "较", "更", "增", "不断", "逐步", "每",
        "大", "许", "年均", "月均", "日均", "户均", "人均",
    ];
    (!ends.iter().any(|end| found.1.ends_with(end))).then_some(found)
}

/// Whether a gap ends with a change that leads to its result: 增加到, 降至, 调整为.
pub(super) fn turns(gap: &str) -> bool {
    const TURNS: [&str; 14] = [
        "增加", "增长", "上升", "提高", "提升", "增", "升", "减少", "下降", "降低", "压缩", "压减",
        "降", "调整",
    ];
    // 降至2021年的…, 调整为: the result's own time may stand between.
    let head = without_time(gap);
    ["到", "至", "为"]
        .iter()
        .find_map(|end| head.strip_suffix(end))
        .is_some_and(|head| TURNS.iter().any(|turn| head.ends_with(turn)))
}

/// A gap without the year or the 本年 it ends with.
fn without_time(gap: &str) -> &str {
    let head = gap.trim_end_matches([':', '的']);
    ["年度", "年"]
        .iter()
        .find_map(|end| head.strip_suffix(end))
        .map_or(head, |head| {
            head.trim_end_matches(|c: char| c.is_ascii_digit() || c == '本')
        })
}

/// What follows the last mark of a gap; what an open bracket brings in stands alone.
pub(super) fn piece(gap: &str) -> &str {
    let piece = gap.rsplit(['，', '。', ';', ',']).next().unwrap_or(gap);
    match piece.rfind('(') {
        Some(at) if !piece.get(at..).is_some_and(|rest| rest.contains(')')) => {
            piece.get(at..).unwrap_or(piece)
        }
        _ => piece,
    }
}

/// Whether words compare with another year or figure.
pub(super) fn compares(gap: &str) -> bool {
    ["比", "较", "同比", "去年", "上年"]
        .iter()
        .any(|word| gap.contains(word))
        && !["占比", "比例", "比重", "比率", "对比分析"]
            .iter()
            .any(|word| gap.contains(word))
}

/// What follows the word that compares, to the end.
pub(super) fn after_comparison(gap: &str) -> &str {
    gap.rfind(['比', '较', '与', '同'])
        .and_then(|at| gap.get(at..))
        .unwrap_or(gap)
}

/// A gap without marks, years and words that compare.
pub(super) fn bare_subject(gap: &str) -> String {
    let mut text = gap.to_owned();
    for word in COMPARING {
        if text.contains(word) {
            text = text.replace(word, "");
        }
    }
    text.retain(|c| !c.is_ascii_digit() && !"，。;:、,()“”\"年".contains(c));
    text
}

/// Whether every character of a subject stands in a name: 收、支 in 收入支出总计.
pub(super) fn is_part_of(subject: &str, name: &str) -> bool {
    subject.chars().all(|c| name.contains(c))
}

/// Whether two names may mean one item: without times and stages one holds the other.
pub(super) fn are_one_item(first: &str, second: &str) -> bool {
    let (first, second) = (bare_subject(first), bare_subject(second));
    is_part_of(&first, &second) || is_part_of(&second, &first)
}
