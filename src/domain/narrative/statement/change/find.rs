//! Where a paragraph states a change: 比上年增加…, 增长….

use super::{Change, Direction};
use crate::domain::figure::Exact;
use crate::domain::narrative::figures::{Figure, Kind};
use crate::domain::narrative::statement::reading::Reading;

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

/// The change whose first figure (the amount, else the rate) stands at `index`.
pub(super) fn change_at<'r>(reading: &'r Reading<'_>, index: usize) -> Option<Change<'r>> {
    let figure = reading.figure(index)?;
    let gap = reading.gap(index);
    let (direction, head) = verb(gap)?;
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
        name: reading.label(this_at).to_owned(),
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
        && verb(reading.gap(before)).is_none()
    {
        before = before.checked_sub(1)?;
    }
    let gap = reading.gap(before);
    let rest = bare_subject(head);
    let may_be_base = rest.is_empty() && before > 0 && verb(gap).is_none();
    if may_be_base && (compares(gap) || has_year(gap)) {
        let this = before - 1;
        let name = reading.label(this);
        let subject = bare_subject(after_comparison(gap));
        let same = if compares(gap) {
            is_part_of(&subject, name)
        } else {
            !subject.is_empty() && name.contains(&subject)
        };
        return (same && verb(reading.gap(this)).is_none()).then_some((this, Some(before)));
    }
    if verb(gap).is_some() {
        return None;
    }
    if !compares(head) || head.contains("分别") || head.contains("其中") {
        return None;
    }
    let name = reading.label(before);
    let same = rest.is_empty() || (!name.is_empty() && is_part_of(&rest, name));
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
    let (direction, head) = verb(gap)?;
    let is_bare = bare_subject(head).is_empty() && !gap.contains('。') && !gap.contains(';');
    is_bare.then_some((rate, direction))
}
