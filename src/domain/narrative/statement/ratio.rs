//! K01 and K02: rates whose two figures stand before them: budget and final, expected and done.

use crate::domain::check::arithmetic::{self, RateJudgement};
use crate::domain::figure::{Exact, fixed};
use crate::domain::narrative::Remark;
use crate::domain::narrative::figures::{Figure, Kind};
use crate::domain::narrative::remark::{Draft, error, warning};

use super::quotient::unit_slip;
use super::reading::Reading;

/// Words that name what was planned.
const PLANNED: [&str; 8] = ["预算", "计划", "预计", "目标", "应", "受理", "收到", "指标"];

/// Words that name what was done.
const DONE: [&str; 14] = [
    "决算", "实际", "支出", "执行", "完成", "使用", "支付", "办结", "已", "发放", "拨付", "到位",
    "答复", "回复",
];

/// Words that name what there was to spend, and the rates that are of it.
const AVAILABLE: [&str; 5] = ["到位", "合计", "安排", "下达", "资金"];
const SPENDING_RATES: [&str; 4] = ["支付率", "使用率", "支出率", "拨付率"];

/// Ends of the name of a rate of done to planned.
const RATES: [&str; 11] = [
    "资金使用率",
    "拨付率",
    "控制率",
    "执行率",
    "预算完成率",
    "完成率",
    "支付率",
    "支出率",
    "办结率",
    "回复率",
    "答复率",
];

/// The basis that a rate names.
enum Basis {
    /// 完成年初预算的95%.
    Named(String),
    /// 完成预算的95%, 执行率95%.
    Planned,
}

/// Rates of a paragraph that do not come out.
pub(super) fn check(reading: &Reading<'_>) -> Vec<Remark> {
    let mut found = Vec::new();
    for index in 2..reading.figures.len() {
        found.extend(rate_at(reading, index));
    }
    found.extend(compared(reading));
    found
}

fn rate_at(reading: &Reading<'_>, index: usize) -> Option<Remark> {
    let rate = reading
        .figure(index)
        .filter(|f| f.kind == Kind::Percent && f.is_sharp())?;
    let gap = reading.gap(index);
    // A new sentence may speak of something else.
    if gap.contains(['。', ';']) {
        return None;
    }
    let basis = basis(gap)?;
    let done = reading.figure(index - 1)?;
    // 到位500万元，到位率100%；实际支出486.5万元，使用率97.3%: a rate between the two is passed over.
    let planned_at = (0..index - 1).rev().find(|at| {
        reading
            .figure(*at)
            .is_some_and(|figure| figure.kind != Kind::Percent)
    })?;
    let planned = reading.figure(planned_at)?;
    let done_gap = reading.gap(index - 1);
    let planned_gap = reading.gap(planned_at);
    let is_spending_rate = SPENDING_RATES.iter().any(|name| gap.contains(name));
    let is_planned = names(planned_gap, &PLANNED)
        || (is_spending_rate && names(planned_gap, &AVAILABLE) && done.is_money());
    let is_pair = done.is_like(planned)
        && matches!(done.kind, Kind::Money | Kind::Count(_))
        && names(done_gap, &DONE)
        && is_planned
        && !done_gap.contains(['。'])
        && !is_comparison(done_gap)
        && !is_comparison(planned_gap);
    if !is_pair || !done.is_sharp() || !planned.is_sharp() {
        return None;
    }
    let candidates = planned_before(reading, index - 1);
    match basis {
        Basis::Named(name) => {
            let named: Vec<&Figure> = candidates
                .iter()
                .filter(|(label, _)| label.contains(&name))
                .map(|(_, figure)| *figure)
                .collect();
            let [base] = named.as_slice() else {
                return None;
            };
            judge(reading, rate, done, base, &candidates)
        }
        Basis::Planned if fits_any_pair(reading, rate) => None,
        Basis::Planned => judge(reading, rate, done, planned, &candidates),
    }
}

/// Whether any two amounts of the paragraph make the rate: then it is theirs.
pub(super) fn fits_any_pair(reading: &Reading<'_>, rate: &Figure) -> bool {
    const MOST: usize = 12;
    let amounts: Vec<&Figure> = reading
        .figures
        .iter()
        .filter(|figure| figure.at.end <= rate.at.start && figure.is_sharp())
        .filter(|figure| matches!(figure.kind, Kind::Money | Kind::Count(_)))
        .collect();
    let Some(printed) = reading.ratio(rate) else {
        return true;
    };
    amounts.iter().rev().take(MOST).any(|done| {
        amounts.iter().rev().take(MOST).any(|base| {
            done.at != base.at
                && done.is_like(base)
                && arithmetic::ratio(&printed, &reading.printed(done), &reading.printed(base))
                    == Some(RateJudgement::Right)
        })
    })
}

/// The basis of a rate by the words before it.
fn basis(gap: &str) -> Option<Basis> {
    let words = gap
        .trim_start_matches(['，', ',', '、'])
        .trim_end_matches(['为', '达', '到', '是', ':', '(', '约']);
    if let Some(base) = words
        .strip_prefix("完成")
        .filter(|rest| !rest.starts_with('率'))
        .or_else(|| words.strip_prefix("占"))
        .or_else(|| words.strip_prefix("为"))
    {
        let base = base.trim_end_matches('的').trim_end_matches('数');
        return match base {
            "预算" => Some(Basis::Planned),
            "年初预算" | "全年预算" | "调整预算" | "调整后预算" | "年度预算" => {
                Some(Basis::Named(base.to_owned()))
            }
            _ => None,
        };
    }
    RATES
        .iter()
        .any(|name| words.ends_with(name))
        .then_some(Basis::Planned)
}

fn names(gap: &str, words: &[&str]) -> bool {
    let piece = gap.rsplit(['，', '。', ';']).next().unwrap_or(gap);
    words.iter().any(|word| piece.contains(word))
}

fn is_comparison(gap: &str) -> bool {
    let piece = gap.rsplit(['，', '。', ';']).next().unwrap_or(gap);
    ["比", "较", "增加", "减少", "上年", "去年", "其中"]
        .iter()
        .any(|word| piece.contains(word))
}

/// The planned amounts of the sentence before a figure, with their names.
fn planned_before<'r>(reading: &'r Reading<'_>, index: usize) -> Vec<(String, &'r Figure)> {
    let mut found = Vec::new();
    for at in (0..index).rev() {
        if let Some(figure) = reading.figure(at)
            && names(reading.gap(at), &PLANNED)
            && figure.is_sharp()
        {
            found.push((reading.label(at).to_owned(), figure));
        }
        if reading.gap(at).contains('。') {
            break;
        }
    }
    found
}

fn judge(
    reading: &Reading<'_>,
    rate: &Figure,
    done: &Figure,
    base: &Figure,
    candidates: &[(String, &Figure)],
) -> Option<Remark> {
    let hundred = Exact::whole(100);
    let printed = reading.ratio(rate)?;
    let is_right = |base: &Figure| {
        arithmetic::ratio(&printed, &reading.printed(done), &reading.printed(base))
            == Some(RateJudgement::Right)
    };
    // 0 of 0 is a matter of taste.
    if is_right(base) || (base.value().is_zero() && done.value().is_zero()) {
        return None;
    }
    let other = candidates
        .iter()
        .find(|(_, other)| other.at != base.at && is_right(other));
    if let Some((name, other)) = other {
        let message = format!(
            "“{}”与“{name}”{}算得相符，与文中所说的{}不符。",
            reading.shown(rate),
            reading.shown(other),
            reading.shown(base)
        );
        let draft = Draft::new("K02", message, "请统一分子、分母的口径。");
        return Some(warning(reading.passage, rate.at.clone(), draft));
    }
    let Some(exact) = done.value().divided_by(&base.value()) else {
        let message = format!("预算数为0，“{}”无从计算。", reading.shown(rate));
        let draft = Draft::new("K01", message, "预算数为0的，不写完成率。");
        return Some(warning(reading.passage, rate.at.clone(), draft));
    };
    if let Some(remark) = unit_slip(reading, rate, done, base) {
        return Some(remark);
    }
    let judged = arithmetic::rate(&printed, &exact);
    let right = format!("{}%", fixed(&(&exact * &hundred), rate.decimals().max(2)));
    let message = format!(
        "{}÷{}应为{right}，文中是{}{}。",
        reading.shown(done),
        reading.shown(base),
        reading.shown(rate),
        judged.words()
    );
    let draft = Draft::new("K01", message, "请核对两个数和比率。").expecting(right);
    Some(error(reading.passage, rate.at.clone(), draft))
}

/// 决算数大于预算数 where the two figures say otherwise.
fn compared(reading: &Reading<'_>) -> Vec<Remark> {
    const WORDS: [(&str, std::cmp::Ordering); 8] = [
        ("决算数大于预算数", std::cmp::Ordering::Greater),
        ("决算数大于年初预算数", std::cmp::Ordering::Greater),
        ("决算数小于预算数", std::cmp::Ordering::Less),
        ("决算数小于年初预算数", std::cmp::Ordering::Less),
        ("决算数等于预算数", std::cmp::Ordering::Equal),
        ("决算数与预算数持平", std::cmp::Ordering::Equal),
        ("决算数与年初预算数持平", std::cmp::Ordering::Equal),
        ("决算数等于年初预算数", std::cmp::Ordering::Equal),
    ];
    let mut found = Vec::new();
    if !reading.passage.text.contains("预算数") {
        return found;
    }
    for index in 0..reading.passage.len() {
        if reading.passage.get(index) != Some('决') {
            continue;
        }
        let Some((word, said)) = WORDS
            .iter()
            .find(|(word, _)| reading.passage.starts_with(index, word))
        else {
            continue;
        };
        found.extend(compare_at(reading, index, word, *said));
    }
    found
}

fn compare_at(
    reading: &Reading<'_>,
    index: usize,
    word: &str,
    said: std::cmp::Ordering,
) -> Option<Remark> {
    // Only where the words begin their sentence or clause: “三公”经费支出决算数小于… has a subject.
    let begins = matches!(reading.passage.before(index), Some('。' | '，' | ';'));
    let before = reading.figures.iter().rposition(|f| f.at.end <= index)?;
    let done_at = (0..=before).rev().find(|at| {
        reading.figure(*at).is_some_and(Figure::is_money) && names(reading.gap(*at), &["决算"])
    })?;
    let planned_at = done_at.checked_sub(1)?;
    let (done, planned) = (reading.figure(done_at)?, reading.figure(planned_at)?);
    let skipped = (done_at + 1..=before).any(|at| reading.figure(at).is_some_and(Figure::is_money));
    let is_pair = planned.is_money()
        && names(reading.gap(planned_at), &["预算"])
        && !is_comparison(reading.gap(done_at))
        && !is_comparison(reading.gap(planned_at))
        && done.is_sharp()
        && planned.is_sharp();
    let is_named = if word.contains("年初预算") {
        reading.label(planned_at).contains("年初预算")
    } else {
        true
    };
    // Another budget of the sentence (年初预算 and 全年预算) leaves the basis open.
    let is_only =
        planned_before(reading, planned_at).is_empty() || reading.gap(planned_at).contains('。');
    if !begins || skipped || !is_pair || !is_named || !is_only {
        return None;
    }
    let found = done.value().cmp(&planned.value());
    if found == said {
        return None;
    }
    let message = format!(
        "文中说“{word}”，而决算{}、预算{}。",
        reading.shown(done),
        reading.shown(planned)
    );
    let draft = Draft::new("K21", message, "请核对两个数或改正文字。");
    let end = index + word.chars().count();
    Some(error(reading.passage, index..end, draft))
}
