//! K16 and K17: years that cannot be, in work that followed a notice, in the notice itself, and in
//! words of a form that was not brought up to date.

mod as_of;
mod other;

use std::ops::Range;

use crate::domain::narrative::Remark;
use crate::domain::narrative::dates::{is_year, number_before};
use crate::domain::narrative::passage::Passage;
use crate::domain::narrative::remark::{Draft, error, notice, warning};

pub(super) fn check(passages: &[Passage<'_>], year: Option<i32>) -> Vec<(usize, Remark)> {
    let report = year
        .and_then(|year| u32::try_from(year).ok())
        .or_else(|| report_year(passages));
    let mut found = report.map_or_else(Vec::new, |report| other::check(passages, report));
    for (index, passage) in passages.iter().enumerate() {
        if !passage.text.contains('年') {
            continue;
        }
        let years = years(passage);
        let mut here = before_notice(passage, &years);
        here.extend(notice_number(passage));
        if let Some(report) = report {
            here.extend(stale_form(passage, &years, report));
            here.extend(half_year(passage, passages));
            here.extend(as_of::check(passage, report));
        }
        found.extend(here.into_iter().map(|remark| (index, remark)));
    }
    found
}

/// The year in the title of a yearly report, among the first paragraphs.
pub(in crate::domain::narrative) fn report_year(passages: &[Passage<'_>]) -> Option<u32> {
    passages.iter().take(12).find_map(|passage| {
        let is_title = passage.len() <= 60
            && ["自评", "绩效", "决算", "报告", "预算"]
                .iter()
                .any(|word| passage.text.contains(word));
        if !is_title {
            return None;
        }
        years(passage).first().map(|(year, _)| *year)
    })
}

/// Every `2021年` and `〔2021〕` with its place.
fn years(passage: &Passage<'_>) -> Vec<(u32, Range<usize>)> {
    (0..passage.len())
        .filter(|index| matches!(passage.get(*index), Some('年' | '〕')))
        .filter_map(|index| {
            let number = number_before(passage, index).filter(is_year)?;
            Some((number.value, number.start()..index + 1))
        })
        .collect()
}

/// Work that is told as done in a month before the year of the notice it followed.
fn before_notice(passage: &Passage<'_>, years: &[(u32, Range<usize>)]) -> Vec<Remark> {
    let mut found = Vec::new();
    for sentence in passage.sentences() {
        let inside = |at: &Range<usize>| sentence.start <= at.start && at.end <= sentence.end;
        let text = passage.string(sentence.clone());
        let is_told = ["进行了", "开展了", "组织了", "完成了"]
            .iter()
            .any(|word| text.contains(word));
        let is_evaluation = ["评价", "自评"].iter().any(|word| text.contains(word));
        if !is_told || !is_evaluation || !(text.contains("根据") || text.contains("按照")) {
            continue;
        }
        let periods: Vec<&(u32, Range<usize>)> = years
            .iter()
            .filter(|(_, at)| inside(at) && is_period(passage, at.end))
            .collect();
        let [(done, at)] = periods.as_slice() else {
            continue;
        };
        let asked = years
            .iter()
            .filter(|(_, other)| {
                inside(other) && other.end <= at.start && is_of_notice(passage, other.end, at.start)
            })
            .map(|(year, _)| *year)
            .max();
        if let Some(asked) = asked.filter(|asked| asked > done) {
            let end = period_end(passage, at.end);
            let period = at.start..end;
            let message = format!(
                "文中说“{}”开展评价，而依据的是{asked}年的通知，工作不会早于通知。",
                passage.original(period.clone())
            );
            let right =
                passage
                    .original(period.clone())
                    .replacen(&done.to_string(), &asked.to_string(), 1);
            found.push(error(
                passage,
                period,
                Draft::new("K16", message, "请核对年份。").expecting(right),
            ));
        }
    }
    found
}

/// Whether a month follows: 2020年7月至8月.
fn is_period(passage: &Passage<'_>, after: usize) -> bool {
    let digits = (0..2)
        .take_while(|step| {
            passage
                .get(after + step)
                .is_some_and(|c| c.is_ascii_digit())
        })
        .count();
    digits > 0 && passage.get(after + digits) == Some('月')
}

fn period_end(passage: &Passage<'_>, after: usize) -> usize {
    let mut end = after;
    while passage
        .get(end)
        .is_some_and(|c| c.is_ascii_digit() || matches!(c, '月' | '日' | '至' | '-' | '—' | '~'))
    {
        end += 1;
    }
    end
}

/// Whether a year belongs to a notice: 关于做好2021年…的通知 before the period.
fn is_of_notice(passage: &Passage<'_>, from: usize, to: usize) -> bool {
    let words = passage.string(from..to);
    let Some((name, _)) = words.split_once("通知") else {
        return false;
    };
    // 2021年度资金的自评 may be asked for in any year; 2021年…工作 is asked for in 2021.
    !name.contains(['。', '；']) && name.contains("工作") && !name.starts_with('度')
}

/// A notice about the self-assessment of a year's money that carries a number of that same year.
fn notice_number(passage: &Passage<'_>) -> Vec<Remark> {
    let mut found = Vec::new();
    for open in 0..passage.len() {
        if passage.get(open) != Some('〔') || passage.get(open + 5) != Some('〕') {
            continue;
        }
        let Some(number) = number_before(passage, open + 5).filter(is_year) else {
            continue;
        };
        let Some(title) = title_before(passage, open) else {
            continue;
        };
        let words = passage.string(title.clone());
        found.extend(older_than_title(passage, open, number.value, &words));
        let Some((before, after)) = words.split_once(&format!("{}年度", number.value)) else {
            continue;
        };
        let is_about_money = before.ends_with('对') || before.ends_with("开展");
        let is_evaluation = ["自评", "绩效评价"].iter().any(|word| after.contains(word));
        let is_else = ["目标", "监控", "编制", "工作", "方案", "计划"]
            .iter()
            .any(|word| after.contains(word));
        if is_about_money && is_evaluation && !is_else {
            let at = open..open + 6;
            let message = format!(
                "对{0}年度资金的自评一般在次年布置，而通知的文号是{0}年的。",
                number.value
            );
            found.push(warning(
                passage,
                at,
                Draft::new("K17", message, "请核对文号的年份。"),
            ));
        }
    }
    found
}

/// What a title may speak of years ahead.
const AHEAD: [&str; 8] = [
    "规划", "纲要", "远景", "计划", "方案", "行动", "五年", "三年",
];

/// 《关于开展2020年度…自评工作的通知》 with a number of years before.
fn older_than_title(
    passage: &Passage<'_>,
    open: usize,
    number: u32,
    title: &str,
) -> Option<Remark> {
    let is_yearly = ["自评", "绩效", "决算", "预算"]
        .iter()
        .any(|word| title.contains(word));
    if !is_yearly || AHEAD.iter().any(|word| title.contains(word)) {
        return None;
    }
    let named = Passage::new(title, false);
    let [(year, _)] = years(&named)[..] else {
        return None;
    };
    // The work of a year may be asked for at the end of the one before.
    if number + 1 >= year {
        return None;
    }
    let message = format!("通知说的是{year}年的事，文号却是{number}年的。");
    let draft = Draft::new("K17", message, "请核对文号的年份。");
    Some(warning(passage, open..open + 6, draft))
}

/// The 《…》 directly before a document number in brackets.
fn title_before(passage: &Passage<'_>, open: usize) -> Option<Range<usize>> {
    let end = (open.saturating_sub(14)..open)
        .rev()
        .find(|at| passage.get(*at) == Some('》'))?;
    let start = (0..end)
        .rev()
        .take(120)
        .find(|at| passage.get(*at) == Some('《'))?;
    Some(start..end)
}

/// A form that says what it measures by a year long gone: 该指标以2016年完工的…
fn stale_form(passage: &Passage<'_>, years: &[(u32, Range<usize>)], report: u32) -> Vec<Remark> {
    const FORM_WORDS: [&str; 5] = [
        "该指标以",
        "本指标以",
        "此指标以",
        "该项指标以",
        "评价内容为",
    ];
    years
        .iter()
        .filter(|(year, at)| {
            *year < report
                && FORM_WORDS
                    .iter()
                    .any(|word| passage.ends_with(at.start, word))
        })
        .map(|(year, at)| {
            let message =
                format!("本文是{report}年度的，评价口径还写着{year}年，像是旧表没有更新。");
            notice(
                passage,
                at.clone(),
                Draft::new("K19", message, "请核对年份。"),
            )
        })
        .collect()
}

/// 半年来 in the report of a whole year.
fn half_year(passage: &Passage<'_>, passages: &[Passage<'_>]) -> Vec<Remark> {
    let is_half = passages.iter().take(8).any(|p| p.text.contains("半年"));
    if is_half || !passage.text.contains("半年来") {
        return Vec::new();
    }
    (0..passage.len())
        .filter(|index| {
            passage.starts_with(*index, "半年来")
                && !matches!(
                    passage.before(*index),
                    Some('上' | '下' | '大' | '近' | '多' | '个' | '这')
                )
        })
        .map(|index| {
            let draft = Draft::new(
                "K21",
                "年度报告里说“半年来”，像是半年总结的文字。".to_owned(),
                "请核对时段。",
            );
            notice(passage, index..index + 3, draft)
        })
        .collect()
}
