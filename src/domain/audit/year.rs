//! The year a document speaks of, and the day on which it was written.

use crate::domain::check::Severity;
use crate::domain::figure::fold;

use super::finding::AuditFinding;
use super::place::Forms;
use super::stream::Token;

/// Lines from the top in which the title stands.
const TITLE_LINES: usize = 14;

/// The year of the title: `2020年…自评表`, `(2022年度)`; `None` when the lines at the top do not agree.
pub(super) fn find(tokens: &[Token]) -> Option<i32> {
    let top = tokens
        .iter()
        .filter(|token| !token.is_empty() && token.text.chars().count() < 60)
        .take(TITLE_LINES);
    let mut years: Vec<i32> = Vec::new();
    for token in top {
        let is_year = token.label.chars().count() <= 8 && token.label.contains("年度");
        let is_title = is_year
            || ["自评", "评价", "绩效", "年度)", "决算"]
                .iter()
                .any(|word| token.label.contains(word));
        if is_title {
            years.extend(of(&token.label));
        }
    }
    let first = *years.first()?;
    years.iter().all(|year| *year == first).then_some(first)
}

/// Every four-digit year of a text.
fn of(text: &str) -> Vec<i32> {
    text.match_indices('年')
        .filter_map(|(at, _)| text.get(at.checked_sub(4)?..at)?.parse::<i32>().ok())
        .filter(|year| (1990..2100).contains(year))
        .collect()
}

/// Names of the day on which a form was filled in.
const FILLED: [&str; 6] = [
    "填报日期",
    "填表日期",
    "填报时间",
    "填表时间",
    "报告日期",
    "编制日期",
];

/// Tokens at the end in which a report is signed.
const SIGNED: usize = 12;

/// What is filled in before the year ends.
const EARLY: [&str; 5] = ["监控", "目标表", "申报", "半年", "季度"];

/// K16: a self-assessment written before the year it judges was over.
pub(super) fn check(tokens: &[Token], year: Option<i32>, forms: &Forms) -> Option<AuditFinding> {
    let year = year?;
    let top = tokens.iter().take(TITLE_LINES);
    let is_assessment = top.clone().any(|token| {
        ["自评", "评价"]
            .iter()
            .any(|word| token.label.contains(word))
    });
    let is_early = top
        .clone()
        .any(|token| EARLY.iter().any(|word| token.label.contains(word)));
    if !is_assessment || is_early {
        return None;
    }
    let last = tokens.len().saturating_sub(SIGNED);
    let (index, token, name, written) = tokens.iter().enumerate().find_map(|(index, token)| {
        let next = tokens.get(index + 1);
        let (name, text) = filled(token, next).or_else(|| {
            let is_date = index >= last && token.label.chars().count() <= 11;
            is_date.then_some(("落款日期", token.label.as_str()))
        })?;
        // The last weeks of a year are when many begin.
        let written = day(text).filter(|written| *written < (year, 11))?;
        Some((index, token, name, written))
    })?;
    let (own, month) = written;
    Some(AuditFinding {
        check: "K16",
        severity: Severity::Warning,
        place: forms.place(index, &[name], token.line),
        published: token.text.clone(),
        expected: String::new(),
        message: format!("{name}是{own}年{month}月，早于所评的{year}年度结束。"),
        cure: "请核对年份。".to_owned(),
    })
}

/// The name of the day and its text, in the same cell or in the next one.
fn filled<'a>(token: &'a Token, next: Option<&'a Token>) -> Option<(&'static str, &'a str)> {
    let name = FILLED.into_iter().find(|name| token.label.contains(name))?;
    let (_, rest) = token.label.split_once(name)?;
    let rest = rest.trim_start_matches(':');
    let text = if rest.is_empty() { &next?.label } else { rest };
    Some((name, text))
}

/// Year and month of a day that is all there is: `2021年4月18日`, `2021-4-18`.
fn day(text: &str) -> Option<(i32, u32)> {
    let plain = text.trim_end_matches('日');
    let mut parts = plain.split(['年', '月', '-', '.', '/']);
    let year: i32 = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let month: u32 = parts.next()?.parse().ok()?;
    let day: u32 = parts.next()?.parse().ok()?;
    let is_day =
        (1990..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    (is_day && parts.next().is_none()).then_some((year, month))
}

/// Words of a target that asks for a day within its year.
const DEADLINE: [&str; 4] = ["前", "底", "之内", "以内"];

/// What is odd about a result that is a day of an earlier year than its deadline: `2021年12月31日前`
/// done `2020年12月28日`.
pub(super) fn early_result(target: &str, actual: &str) -> Option<String> {
    let (target, actual) = (fold(target), fold(actual));
    let is_deadline = DEADLINE.iter().any(|word| target.ends_with(word));
    let wanted = target.get(..4)?.parse::<i32>().ok()?;
    let is_year = target.get(4..)?.starts_with('年') && (1990..2100).contains(&wanted);
    let (year, _) = day(&actual)?;
    (is_deadline && is_year && year < wanted)
        .then(|| format!("要求{target}完成，完成时间写的是{actual}，早了一年以上或年份有误。"))
}
