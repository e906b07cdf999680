//! K05: increases, decreases and growth rates against their bases.

use crate::domain::check::Severity;
use crate::domain::check::arithmetic::{self, Cause, RateJudgement, SumJudgement};
use crate::domain::figure::{Exact, fixed};
use crate::domain::narrative::Remark;
use crate::domain::narrative::figures::{Figure, Kind};
use crate::domain::narrative::remark::{Draft, error, notice, warning};

use super::reading::{Reading, in_unit_of};

const UP: [&str; 12] = [
    "增加", "增长", "上升", "提高", "上涨", "净增", "增幅", "增收", "增支", "提升", "增速", "多",
];
const DOWN: [&str; 12] = [
    "减少", "下降", "降低", "压缩", "压减", "节约", "降幅", "减幅", "下滑", "缩减", "减支", "少",
];

/// Words between a change and its verb.
const FILLERS: [&str; 12] = [
    "了", "为", "达", ":", "额", "率", "幅度", "比例", "金额", "数", "各", "约",
];

/// Words that compare; what is left of a gap without them is a subject of its own.
const COMPARING: [&str; 44] = [
    "与上年同期相比",
    "上年同期",
    "上一年度",
    "上年度",
    "上一年",
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
    "略有",
    "有所",
    "实际",
    "比",
    "较",
    "与",
    "和",
    "同",
    "于",
    "各",
    "均",
    "数",
    "的",
    "度",
];

/// What a change does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Up,
    Down,
}

/// A change in its place: this year's figure, last year's if it is printed, the change, the rate.
struct Change<'r> {
    direction: Direction,
    this: Figure,
    /// Whether this year's figure was read as 万元 although 元 is printed.
    is_unit_slip: bool,
    last: Option<&'r Figure>,
    by: Option<&'r Figure>,
    rate: Option<(&'r Figure, Direction)>,
    /// The name of this year's figure.
    name: String,
}

/// Changes of a paragraph that do not come out.
pub(super) fn check(reading: &Reading<'_>) -> Vec<Remark> {
    let mut found = Vec::new();
    for index in 1..reading.figures.len() {
        if let Some(change) = change_at(reading, index) {
            found.extend(judge(reading, &change));
        }
    }
    found
}

/// The change whose first figure (the amount, else the rate) stands at `index`.
fn change_at<'r>(reading: &'r Reading<'_>, index: usize) -> Option<Change<'r>> {
    let figure = reading.figure(index)?;
    let gap = reading.gap(index);
    let (direction, head) = verb(&gap)?;
    let (is_amount, is_rate) = (
        figure.is_money() || matches!(figure.kind, Kind::Count(_)),
        figure.kind == Kind::Percent,
    );
    if !(is_amount || is_rate) || !figure.is_sharp() {
        return None;
    }
    let (this_at, last_at) = bases(reading, index, head)?;
    let mut this = reading.figure(this_at)?.clone();
    let last = last_at.and_then(|at| reading.figure(at));
    let is_unit_slip = is_in_plain_yuan(&this)
        && last.is_some_and(|last| is_unit_slip(&this, last, figure, direction));
    if is_unit_slip {
        this.factor = 10_000;
    }
    if !this.is_sharp()
        || last.is_some_and(|last| !last.is_sharp())
        || !matches!(this.kind, Kind::Money | Kind::Count(_))
    {
        return None;
    }
    let fits = |other: &Figure| this.is_like(other);
    if (is_amount && !fits(figure)) || last.is_some_and(|last| !fits(last)) {
        return None;
    }
    let (by, rate) = if is_amount {
        (Some(figure), rate_after(reading, index))
    } else {
        (None, Some((figure, direction)))
    };
    if by.is_none() && last.is_none() {
        return None;
    }
    Some(Change {
        direction,
        this,
        is_unit_slip,
        last,
        by,
        rate,
        name: reading.label(this_at),
    })
}

fn is_in_plain_yuan(figure: &Figure) -> bool {
    figure.is_money() && figure.factor == 1
}

/// Whether 元 stands where only 万元 comes near last year's figure and the change.
fn is_unit_slip(this: &Figure, last: &Figure, by: &Figure, direction: Direction) -> bool {
    let in_wan = |figure: &Figure| figure.is_money() && figure.factor == 10_000;
    if !in_wan(last) || !in_wan(by) {
        return false;
    }
    let wanted = match direction {
        Direction::Up => &last.value() + &by.value(),
        Direction::Down => &last.value() - &by.value(),
    };
    let meant = &this.value() * &Exact::whole(10_000);
    // Within one part in a hundred: another slip in the same sentence is judged by itself.
    let gap = &(&meant - &wanted).abs() * &Exact::whole(100);
    !wanted.is_negative() && gap <= wanted
}

/// The direction a gap ends with, and the gap before it.
fn verb(gap: &str) -> Option<(Direction, &str)> {
    let mut head = gap;
    while let Some(rest) = FILLERS.iter().find_map(|filler| head.strip_suffix(filler)) {
        head = rest;
    }
    let cut = |words: &[&str], direction| {
        words
            .iter()
            .find_map(|word| head.strip_suffix(word))
            .map(|rest| (direction, rest))
    };
    let found = cut(&UP, Direction::Up).or_else(|| cut(&DOWN, Direction::Down))?;
    // 增加或减少, 不减少, 至少, 最多, 减少和增加.
    let ends = [
        "或", "不", "至", "最", "和", "与", "否", "很", "较", "更", "增", "不断", "逐步", "每",
    ];
    (!ends.iter().any(|end| found.1.ends_with(end))).then_some(found)
}

/// Where this year's and last year's figures stand for a change at `index`, whose verb has `head`
/// before it.
fn bases(reading: &Reading<'_>, index: usize, head: &str) -> Option<(usize, Option<usize>)> {
    let mut before = index.checked_sub(1)?;
    // 支出决算4.00万元，完成预算的80%，与上年相比增加…: a rate between the two is passed over.
    while reading
        .figure(before)
        .is_some_and(|figure| figure.kind == Kind::Percent)
        && compares(head)
        && verb(&reading.gap(before)).is_none()
    {
        before = before.checked_sub(1)?;
    }
    let gap = reading.gap(before);
    let rest = bare_subject(head);
    let may_be_base = rest.is_empty() && before > 0 && verb(&gap).is_none();
    if may_be_base && (compares(&gap) || has_year(&gap)) {
        let this = before - 1;
        let name = reading.label(this);
        let subject = bare_subject(after_comparison(&gap));
        let same = if compares(&gap) {
            is_part_of(&subject, &name)
        } else {
            !subject.is_empty() && name.contains(&subject)
        };
        return (same && verb(&reading.gap(this)).is_none()).then_some((this, Some(before)));
    }
    if verb(&gap).is_some() {
        return None;
    }
    if !compares(head) || head.contains("分别") || head.contains("其中") {
        return None;
    }
    let name = reading.label(before);
    let same = rest.is_empty() || (!name.is_empty() && is_part_of(&rest, &name));
    same.then_some((before, None))
}

/// Whether words compare with another year or figure.
fn compares(gap: &str) -> bool {
    ["比", "较", "同比", "去年", "上年"]
        .iter()
        .any(|word| gap.contains(word))
        && !["占比", "比例", "比重", "比率", "对比分析"]
            .iter()
            .any(|word| gap.contains(word))
}

/// Whether a year is named: 2018年项目支出.
fn has_year(gap: &str) -> bool {
    gap.split('年').next().is_some_and(|before| {
        gap.contains('年')
            && before
                .chars()
                .rev()
                .take_while(char::is_ascii_digit)
                .count()
                == 4
    })
}

/// What follows the word that compares, to the end.
fn after_comparison(gap: &str) -> &str {
    gap.rfind(['比', '较', '与', '同'])
        .and_then(|at| gap.get(at..))
        .unwrap_or(gap)
}

/// A gap without marks, years and words that compare.
fn bare_subject(gap: &str) -> String {
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
fn is_part_of(subject: &str, name: &str) -> bool {
    subject.chars().all(|c| name.contains(c))
}

/// The growth rate that follows a change: `，增长11.11%`.
fn rate_after<'r>(reading: &'r Reading<'_>, index: usize) -> Option<(&'r Figure, Direction)> {
    let rate = reading
        .figure(index + 1)
        .filter(|f| f.kind == Kind::Percent && f.is_sharp())?;
    let gap = reading.gap(index + 1);
    let (direction, head) = verb(&gap)?;
    let is_bare = bare_subject(head).is_empty() && !gap.contains('。') && !gap.contains(';');
    is_bare.then_some((rate, direction))
}

fn judge(reading: &Reading<'_>, change: &Change<'_>) -> Vec<Remark> {
    let mut found = Vec::new();
    if change.is_unit_slip {
        let shown = reading.shown(&change.this);
        let right = in_unit_of(&change.this.value(), &change.this);
        let message = format!("“{shown}”与上年数和增减额相差一万倍，单位应为万元。");
        let draft = Draft::new("K15", message, "请改正单位。").expecting(right);
        found.push(error(reading.passage, change.this.at.clone(), draft));
    }
    if let (Some(by), Some(last)) = (change.by, change.last) {
        found.extend(judge_amount(reading, change, by, last));
    }
    if let Some((rate, direction)) = change.rate {
        if direction == change.direction {
            // A wrong amount makes its rate wrong too; one remark is enough.
            if found
                .iter()
                .all(|remark| remark.severity == Severity::Notice)
            {
                found.extend(judge_rate(reading, change, rate));
            }
        } else {
            let message = format!(
                "“{}”前说{}，后说{}，方向相反。",
                reading.shown(rate),
                change.direction.word(),
                direction.word()
            );
            found.push(error(
                reading.passage,
                rate.at.clone(),
                Draft::new("K05", message, "请核对是增加还是减少。"),
            ));
        }
    }
    found
}

fn judge_amount(
    reading: &Reading<'_>,
    change: &Change<'_>,
    by: &Figure,
    last: &Figure,
) -> Option<Remark> {
    let this_name = if change.name.is_empty() {
        "本年"
    } else {
        &change.name
    };
    let scale = Exact::whole(by.factor);
    let (this, base, printed) = (
        reading.known(this_name, &change.this, by.factor),
        reading.known("上年数", last, by.factor),
        reading.known("增减额", by, by.factor),
    );
    let judged = match change.direction {
        Direction::Up => arithmetic::change(&printed, &this, &base, &[]),
        Direction::Down => arithmetic::change(&printed, &base, &this, &[]),
    };
    let reckoned = |added: &Exact| in_unit_of(&(added * &scale), by);
    let sum = |added: &Exact| {
        let (first, second) = match change.direction {
            Direction::Up => (&change.this, last),
            Direction::Down => (last, &change.this),
        };
        format!(
            "{}－{}＝{}",
            in_unit_of(&first.value(), first),
            in_unit_of(&second.value(), second),
            reckoned(added)
        )
    };
    match judged {
        SumJudgement::Right => None,
        SumJudgement::Tail { added, .. } => {
            let basis = other_basis(reading, change, by, last);
            let (check, why, cure) = match basis {
                Some(other) => (
                    "K02",
                    format!("，与{}算得相符", reading.shown(other)),
                    "口径可能不一致，请统一。",
                ),
                None if reading.declares_tail() => return None,
                None => (
                    "K05",
                    "，差在四舍五入的尾数上".to_owned(),
                    "请统一取数，或在文中说明尾差。",
                ),
            };
            let message = format!(
                "文中说{}{}，{}{why}。",
                change.direction.word(),
                reading.shown(by),
                sum(&added)
            );
            Some(notice(
                reading.passage,
                by.at.clone(),
                Draft::new(check, message, cure).expecting(reckoned(&added)),
            ))
        }
        SumJudgement::Wrong { added, gap, cause } => {
            let hint = cause
                .as_ref()
                .map_or("请核对本年数、上年数和增减额。", |c| {
                    c.words.as_str()
                });
            let is_unit = cause.as_ref().is_some_and(|c| c.cause == Cause::WrongUnit);
            let message = format!(
                "文中说{}{}，按文中两年的数{}，相差{}。",
                change.direction.word(),
                reading.shown(by),
                sum(&added),
                reckoned(&gap.abs())
            );
            let draft = Draft::new(if is_unit { "K15" } else { "K05" }, message, hint)
                .expecting(reckoned(&added));
            // Bases cut to whole numbers leave the possibility of another source.
            let is_coarse =
                last.decimals() < by.decimals() || change.this.decimals() < by.decimals();
            Some(if is_coarse && !is_unit {
                warning(reading.passage, by.at.clone(), draft)
            } else {
                error(reading.passage, by.at.clone(), draft)
            })
        }
    }
}

/// Another amount of the paragraph that makes the change to the last digit.
fn other_basis<'r>(
    reading: &'r Reading<'_>,
    change: &Change<'_>,
    by: &Figure,
    last: &Figure,
) -> Option<&'r Figure> {
    let wanted = match change.direction {
        Direction::Up => &last.value() + &by.value(),
        Direction::Down => &last.value() - &by.value(),
    };
    reading.figures.iter().find(|other| {
        other.is_like(&change.this) && other.at != change.this.at && other.value() == wanted
    })
}

fn judge_rate(reading: &Reading<'_>, change: &Change<'_>, rate: &Figure) -> Option<Remark> {
    let hundred = Exact::whole(100);
    let this = reading.printed(&change.this);
    let printed = reading.ratio(rate)?;
    let base = base(reading, change, &this)?;
    if base.value.is_zero() {
        return from_nothing(reading, change, rate);
    }
    let signed = match change.direction {
        Direction::Up => printed.clone(),
        Direction::Down => arithmetic::Printed {
            value: -&printed.value,
            step: printed.step.clone(),
        },
    };
    let judged = arithmetic::growth(&signed, &this, &base)?;
    if judged == RateJudgement::Right || fits_another(reading, change, &printed) {
        return None;
    }
    let exact = (&this.value - &base.value).divided_by(&base.value)?.abs();
    if judged == RateJudgement::CutOff && is_within(&exact, &printed, &this, &base) {
        return None;
    }
    let right = format!("{}%", fixed(&(&exact * &hundred), rate.decimals()));
    if base.value.is_negative() || right == reading.shown(rate) {
        return None;
    }
    let message = format!(
        "{}{}，按{}算应为{right}{}。",
        change.direction.word(),
        reading.shown(rate),
        reckoning(reading, change, &base),
        judged.words()
    );
    let draft = Draft::new("K05", message, "请核对增减额、基数和增减幅度。").expecting(right);
    Some(error(reading.passage, rate.at.clone(), draft))
}

/// How the rate comes about, in the figures of the text.
fn reckoning(reading: &Reading<'_>, change: &Change<'_>, base: &arithmetic::Printed) -> String {
    match (change.by, change.last) {
        (Some(by), Some(last)) => format!("{}÷{}", reading.shown(by), reading.shown(last)),
        (Some(by), None) => format!(
            "{}÷上年{}",
            reading.shown(by),
            in_unit_of(&base.value, &change.this)
        ),
        (None, Some(last)) => format!("{}和{}", reading.shown(&change.this), reading.shown(last)),
        (None, None) => String::new(),
    }
}

/// Last year's figure: printed, or this year's less the change.
fn base(
    reading: &Reading<'_>,
    change: &Change<'_>,
    this: &arithmetic::Printed,
) -> Option<arithmetic::Printed> {
    if let Some(last) = change.last {
        return Some(reading.printed(last));
    }
    let by = reading.printed(change.by?);
    let value = match change.direction {
        Direction::Up => &this.value - &by.value,
        Direction::Down => &this.value + &by.value,
    };
    Some(arithmetic::Printed {
        value,
        step: &this.step + &by.step,
    })
}

/// 增长100% from nothing.
fn from_nothing(reading: &Reading<'_>, change: &Change<'_>, rate: &Figure) -> Option<Remark> {
    let is_growth = change.direction == Direction::Up && !change.this.value().is_zero();
    is_growth.then(|| {
        let message = format!("上年数为0，增长{}无从计算。", reading.shown(rate));
        notice(
            reading.passage,
            rate.at.clone(),
            Draft::new("K05", message, "上年数为0的，只写增加额，不写增长率。"),
        )
    })
}

/// Whether the rate comes out for another amount of the paragraph: then the sentence speaks of that.
fn fits_another(reading: &Reading<'_>, change: &Change<'_>, rate: &arithmetic::Printed) -> bool {
    let Some(by) = change.by else {
        return false;
    };
    let by = reading.printed(by);
    reading
        .figures
        .iter()
        .filter(|other| {
            other.is_like(&change.this) && other.at != change.this.at && other.is_sharp()
        })
        .any(|other| {
            let level = reading.printed(other);
            let value = match change.direction {
                Direction::Up => &level.value - &by.value,
                Direction::Down => &level.value + &by.value,
            };
            let base = arithmetic::Printed {
                value,
                step: &level.step + &by.step,
            };
            arithmetic::ratio(rate, &by, &base) == Some(RateJudgement::Right)
                && other.value() != by.value
        })
}

/// Whether rounding of the two figures may have moved the rate to the printed one.
fn is_within(
    exact: &Exact,
    printed: &arithmetic::Printed,
    this: &arithmetic::Printed,
    base: &arithmetic::Printed,
) -> bool {
    let share = |figure: &arithmetic::Printed| figure.slack().divided_by(&figure.value.abs());
    let (Some(first), Some(second)) = (share(this), share(base)) else {
        return true;
    };
    let moved = &(&first + &second) * &(exact + &Exact::whole(1));
    &(exact - &printed.value).abs() - &printed.slack() <= moved
}

impl Direction {
    fn word(self) -> &'static str {
        match self {
            Self::Up => "增加",
            Self::Down => "减少",
        }
    }
}
