//! K16: what there was at the end of a year, told of another year than the report's.

use crate::domain::narrative::Remark;
use crate::domain::narrative::dates::{Moment, moments};
use crate::domain::narrative::passage::Passage;
use crate::domain::narrative::remark::{Draft, warning};

const AS_OF: [&str; 6] = ["截至到", "截止到", "截止至", "截至", "截止", "至"];

/// What a yearly report counts at the end of its own year.
const STOCK: [&str; 15] = [
    "车辆",
    "保有量",
    "编制",
    "在职",
    "在编",
    "实有",
    "退休",
    "离休",
    "在岗",
    "固定资产",
    "资产总额",
    "资产总计",
    "资产合计",
    "单价",
    "单位价值",
];

/// Words with which an earlier year is meant.
const EARLIER: [&str; 16] = [
    "上年", "去年", "比", "较", "增", "减", "年初", "期初", "累计", "以来", "历年", "规划", "五”",
    "结转", "此前", "当时",
];

/// Words with which a later year is meant.
const LATER: [&str; 10] = [
    "计划", "预计", "力争", "目标", "到期", "期限", "有效", "规划", "合同", "拟",
];

/// Names of the time that a report judges.
const JUDGED: [&str; 7] = [
    "评价时段",
    "评价期间",
    "评价周期",
    "评价区间",
    "评价年度",
    "报告期",
    "评价时间范围",
];

/// 截至2012年12月31日，实有人员… in the report of 2021, or 评价时段为2020年1月至12月.
pub(super) fn check(passage: &Passage<'_>, report: u32) -> Vec<Remark> {
    let mut found = stock(passage, report);
    found.extend(judged(passage, report));
    found
}

fn judged(passage: &Passage<'_>, report: u32) -> Option<Remark> {
    let end = (0..passage.len()).find_map(|index| {
        let word = passage.word_at(index, &JUDGED)?;
        Some(index + word.chars().count())
    })?;
    let stop = (end..passage.len())
        .find(|at| matches!(passage.get(*at), Some('。' | ';' | '，')))
        .unwrap_or(passage.len());
    let all = moments(passage);
    let named: Vec<&Moment> = all
        .iter()
        .filter(|m| (end..stop).contains(&m.at.start))
        .collect();
    let first = named.first().filter(|first| first.at.start < end + 4)?;
    let years: Vec<u32> = named.iter().filter_map(|moment| moment.year).collect();
    // A project of several years is judged over all of them.
    let is_one = !years.is_empty() && years.iter().all(|year| Some(*year) == first.year);
    if !is_one || years.contains(&report) {
        return None;
    }
    let shown = passage.original(first.at.clone());
    let message = format!("本文是{report}年度的，所评的时段写的却是{shown}。");
    let draft = Draft::new("K16", message, "请核对年份。");
    Some(warning(passage, first.at.clone(), draft))
}

fn stock(passage: &Passage<'_>, report: u32) -> Vec<Remark> {
    if !passage.text.contains('截') {
        return Vec::new();
    }
    let known = moments(passage);
    passage
        .sentences()
        .into_iter()
        .filter_map(|sentence| {
            let text = passage.string(sentence.clone());
            let inside: Vec<&Moment> = known
                .iter()
                .filter(|moment| sentence.contains(&moment.at.start))
                .collect();
            let [moment] = inside.as_slice() else {
                return None;
            };
            let leads = AS_OF
                .iter()
                .any(|word| passage.ends_with(moment.at.start, word));
            let year = moment.year.filter(|_| leads && text.contains('截'))?;
            let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
            let is_past =
                year < report && is_end_of_year(passage, moment) && has(&STOCK) && !has(&EARLIER);
            let is_to_come = year > report + 2 && !has(&LATER);
            if !is_past && !is_to_come {
                return None;
            }
            let tail = ["年底", "年末", "底", "末"];
            let said = passage.word_at(moment.at.end, &tail).unwrap_or("");
            let at = moment.at.start..moment.at.end + said.chars().count();
            let shown = passage.original(at.clone());
            let message = format!("本文是{report}年度的，这里说的却是截至{shown}的情况。");
            let draft = Draft::new(
                "K16",
                message,
                "请核对年份，属上年资料未更新的，请更新数据。",
            );
            Some(warning(passage, at, draft))
        })
        .collect()
}

fn is_end_of_year(passage: &Passage<'_>, moment: &Moment) -> bool {
    let is_last_day = moment.month == Some(12) && moment.day.is_none_or(|day| day == 31);
    let is_said = moment.month.is_none()
        && (passage.starts_with(moment.at.end, "底")
            || passage.starts_with(moment.at.end, "末")
            || passage.starts_with(moment.at.end, "年末"));
    is_last_day || is_said
}
