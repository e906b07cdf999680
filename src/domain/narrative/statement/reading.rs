//! A paragraph with its figures and the words between them.

use std::ops::Range;

use crate::domain::check::arithmetic;
use crate::domain::figure::{Exact, fixed};
use crate::domain::narrative::figures::{Figure, Kind};
use crate::domain::narrative::passage::Passage;

/// A paragraph as statements see it.
pub(in crate::domain::narrative) struct Reading<'a> {
    pub passage: &'a Passage<'a>,
    /// Amounts, rates and counts; years, days and bare numbers are words.
    pub figures: Vec<Figure>,
    /// Where amounts stand that lack their unit; they are read in that of the amount before.
    pub unitless: Vec<Range<usize>>,
    /// The words between each figure and the one before, and those behind the last.
    gaps: Vec<String>,
    /// The name directly before each figure.
    labels: Vec<String>,
}

/// Words at the end of a label that say only that a figure follows.
const LABEL_ENDS: [&str; 24] = [
    "分别为",
    "共计为",
    "合计为",
    "总计为",
    "共计",
    "金额为",
    "金额",
    "总额为",
    "达到",
    "为",
    "是",
    "达",
    "共",
    "数",
    "约",
    "了",
    "各",
    "均",
    ":",
    "有",
    "完成",
    "累计",
    "资金",
    "(",
];

/// Words at the head of a label that only lead to it.
const LABEL_HEADS: [&str; 18] = [
    "其中",
    "主要是",
    "主要包括",
    "包括",
    "分别是",
    "和",
    "与",
    "及",
    "以及",
    "、",
    "(",
    "含",
    ":",
    "一是",
    "二是",
    "三是",
    "另外",
    "另",
];

impl<'a> Reading<'a> {
    pub fn new(passage: &'a Passage<'a>) -> Self {
        let mut kept: Vec<Figure> = Vec::new();
        let mut unitless = Vec::new();
        let mut factor = None;
        let lacking = lacking_unit(passage);
        for mut figure in passage.figures().iter().cloned() {
            match figure.kind {
                Kind::Time => continue,
                Kind::Bare => {
                    let lacks = lacking.filter(|_| is_named_amount(passage, &figure));
                    let Some(scale) = factor.filter(|_| is_amount(passage, &figure)).or(lacks)
                    else {
                        continue;
                    };
                    figure.factor = scale;
                    figure.kind = Kind::Money;
                    unitless.push(figure.at.clone());
                }
                Kind::Money => factor = Some(figure.factor),
                _ => {}
            }
            kept.push(figure);
        }
        let starts = std::iter::once(0).chain(kept.iter().map(|figure| figure.at.end));
        let ends = kept.iter().map(|figure| figure.at.start);
        let gaps: Vec<String> = starts
            .zip(ends.chain([passage.len()]))
            .map(|(start, end)| passage.string(start..end.max(start)))
            .collect();
        let labels = gaps.iter().map(|gap| label(gap)).collect();
        Self {
            passage,
            figures: kept,
            unitless,
            gaps,
            labels,
        }
    }

    pub fn figure(&self, index: usize) -> Option<&Figure> {
        self.figures.get(index)
    }

    /// The words between the figure before and this one; behind the last figure, those to the end.
    pub fn gap(&self, index: usize) -> &str {
        self.gaps.get(index).map_or("", String::as_str)
    }

    /// The name directly before a figure: `基本支出`; empty when there is none.
    pub fn label(&self, index: usize) -> &str {
        self.labels.get(index).map_or("", String::as_str)
    }

    /// The figure for the arithmetic, in 元, percent or pieces.
    pub fn printed(&self, figure: &Figure) -> arithmetic::Printed {
        arithmetic::Printed {
            value: figure.value(),
            step: &figure.half_step() * &Exact::whole(2),
        }
    }

    /// A percentage as a ratio for the arithmetic.
    pub fn ratio(&self, rate: &Figure) -> Option<arithmetic::Printed> {
        let hundred = Exact::whole(100);
        let printed = self.printed(rate);
        Some(arithmetic::Printed {
            value: printed.value.divided_by(&hundred)?,
            step: printed.step.divided_by(&hundred)?,
        })
    }

    /// The figure for the arithmetic by its name, in the unit that `factor` times 元 makes, so that
    /// a cause speaks in the unit of the text.
    pub fn known(&self, label: &'a str, figure: &Figure, factor: i64) -> arithmetic::Figure<'a> {
        let unit = Exact::whole(factor);
        let scaled = |number: &Exact| number.divided_by(&unit).unwrap_or_else(|| number.clone());
        let printed = self.printed(figure);
        arithmetic::Figure {
            label,
            typed: self.digits(figure),
            printed: arithmetic::Printed {
                value: scaled(&printed.value),
                step: scaled(&printed.step),
            },
        }
    }

    /// The digits of a figure without its unit.
    fn digits(&self, figure: &Figure) -> &'a str {
        let text = self.shown(figure);
        let end = text
            .find(|c: char| !(c.is_numeric() || ".,，．".contains(c)))
            .unwrap_or(text.len());
        text.get(..end).unwrap_or(text)
    }

    /// The original text of a figure.
    pub fn shown(&self, figure: &Figure) -> &'a str {
        self.passage.original(figure.at.clone())
    }

    /// Whether the text itself says that a rounding tail is there.
    pub fn declares_tail(&self) -> bool {
        ["四舍五入", "尾差", "尾数", "取整"]
            .iter()
            .any(|word| self.passage.text.contains(word))
    }
}

/// Words that only money is called by.
const MONEY_NAMES: [&str; 10] = [
    "支出", "收入", "拨款", "经费", "资金", "补助", "结转", "结余", "预算", "决算",
];

/// `593.71为财政拨款收入`: decimals, and 为 with the name of an amount behind them.
fn is_amount(passage: &Passage<'_>, figure: &Figure) -> bool {
    let end = figure.at.end;
    if figure.decimals() == 0 || passage.get(end) != Some('为') {
        return false;
    }
    let name = passage.string(end + 1..(end + 14).min(passage.len()));
    let name = name
        .split(['，', '。', ';', ',', '、', '('])
        .next()
        .unwrap_or("");
    MONEY_NAMES.iter().any(|word| name.ends_with(word))
}

/// The scale in which amounts of a paragraph are read that lack their unit: that of the others,
/// where nearly all have one and the same. Where many lack it, it is said elsewhere.
fn lacking_unit(passage: &Passage<'_>) -> Option<i64> {
    let figures = passage.figures();
    let mut scales = figures
        .iter()
        .filter(|figure| figure.is_money())
        .map(|figure| figure.factor);
    let scale = scales.next()?;
    let others = scales.clone().count();
    let lacking = figures
        .iter()
        .filter(|figure| figure.kind == Kind::Bare && is_named_amount(passage, figure))
        .count();
    let is_said = passage.text.contains("单位：") || passage.text.contains("单位:");
    (scales.all(|other| other == scale) && lacking > 0 && lacking <= others && !is_said)
        .then_some(scale)
}

/// `其他收入52.06，`: decimals between the name of an amount and a mark.
fn is_named_amount(passage: &Passage<'_>, figure: &Figure) -> bool {
    const LONGEST_NAME: usize = 14;
    let marks = ['，', '。', ';', ',', '、', '(', ')', ':'];
    let ends = passage
        .get(figure.at.end)
        .is_none_or(|c| marks.contains(&c));
    let start = figure.at.start.saturating_sub(LONGEST_NAME);
    let before = passage.string(start..figure.at.start);
    let name = before.rsplit(marks).next().unwrap_or("");
    let name = name.trim_end_matches(['为', '是', '共', '达']);
    figure.decimals() > 0
        && figure.is_sharp()
        && ends
        && MONEY_NAMES.iter().any(|word| name.ends_with(word))
}

/// What follows the last mark of a gap.
pub(super) fn last_piece(gap: &str) -> &str {
    gap.rsplit(['，', '。', ';', ':']).next().unwrap_or(gap)
}

/// The last piece of a gap, without the words that only lead to a figure.
pub(super) fn label(gap: &str) -> String {
    let mut depth = 0_i32;
    let mut start = gap.len();
    for (at, letter) in gap.char_indices().rev() {
        match letter {
            ')' => depth += 1,
            '(' if depth > 0 => depth -= 1,
            '，' | '。' | ';' | ',' | '!' | '?' if depth == 0 => break,
            ':' if depth == 0 && start < gap.len() => break,
            _ => {}
        }
        start = at;
    }
    let mut name = gap.get(start..).unwrap_or("");
    loop {
        let shorter = LABEL_HEADS
            .iter()
            .find_map(|head| name.strip_prefix(head))
            .or_else(|| LABEL_ENDS.iter().find_map(|end| name.strip_suffix(end)));
        match shorter {
            Some(rest) => name = rest,
            None => break,
        }
    }
    without_number(name.trim()).to_owned()
}

/// A name without the number of its item: 2.项目支出, 四、年初结转.
fn without_number(name: &str) -> &str {
    let rest =
        name.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    if rest.len() == name.len() {
        return name;
    }
    rest.strip_prefix(['.', '、', ')']).unwrap_or(name)
}

/// An amount in the unit in which another one is printed: `2135.52万元`.
pub(super) fn in_unit_of(value: &Exact, model: &Figure) -> String {
    let scaled = value
        .divided_by(&Exact::whole(model.factor))
        .unwrap_or_else(|| value.clone());
    let exact = scaled.in_full();
    let number = if exact.ends_with('…') {
        fixed(&scaled, model.decimals().max(2))
    } else {
        exact
    };
    format!("{number}{}", unit_of(model))
}

/// The unit of a figure as it is written in a message.
pub(super) fn unit_of(model: &Figure) -> String {
    let scale = match model.factor {
        100_000_000 => "亿",
        10_000_000 => "千万",
        1_000_000 => "百万",
        10_000 => "万",
        1_000 => "千",
        _ => "",
    };
    let unit = match &model.kind {
        Kind::Money => "元",
        Kind::Percent => "%",
        Kind::Point => "个百分点",
        Kind::Count(unit) => unit,
        Kind::Time | Kind::Bare => "",
    };
    format!("{scale}{unit}")
}
