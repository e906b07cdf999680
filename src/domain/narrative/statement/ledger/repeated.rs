//! K04: one figure of the accounts told twice with two values.

use super::{Ledger, Stage};
use crate::domain::narrative::Remark;
use crate::domain::narrative::figures::Figure;
use crate::domain::narrative::remark::{Draft, warning};
use crate::domain::narrative::statement::facts::{Fact, sentence_start, stage_of_sentence};
use crate::domain::narrative::statement::reading::Reading;

/// The most figures of a text that are held against each other.
const MOST_TOLD: usize = 300;

/// The most paragraphs between two figures of one item.
const FARTHEST: usize = 12;

/// The same total twice with two values.
pub(super) fn totals(ledger: &Ledger<'_>) -> Vec<(usize, Remark)> {
    let mut found: Vec<(usize, Remark)> = Vec::new();
    let totals: Vec<&Fact<'_>> = ledger
        .facts
        .iter()
        .filter(|fact| {
            ledger.is_of_year(fact) && ["合计", "总计"].iter().any(|word| fact.name.contains(word))
        })
        .take(MOST_TOLD)
        .collect();
    for (index, fact) in totals.iter().enumerate() {
        let first = totals
            .iter()
            .take(index)
            .find(|other| other.name == fact.name && other.concept == fact.concept);
        let Some(first) = first else {
            continue;
        };
        let slack = &first.figure.half_step() + &fact.figure.half_step();
        if (&first.figure.value() - &fact.figure.value()).abs() <= slack {
            continue;
        }
        let message = format!(
            "“{}”前面是{}，这里是{}。",
            fact.name,
            first.reading.shown(first.figure),
            fact.reading.shown(fact.figure)
        );
        let draft = Draft::new("K04", message, "请核对，前后应一致；口径不同的请写明。");
        found.push((
            fact.paragraph,
            warning(fact.reading.passage, fact.figure.at.clone(), draft),
        ));
    }
    found
}

/// Items that a report has one figure of a year for, by the words they may be called.
const ITEMS: [&[&str]; 7] = [
    &["因公出国(境)费", "因公出国(境)费用", "因公出国(境)经费"],
    &["公务接待费", "公务接待费用"],
    &["公务用车购置费"],
    &["公务用车运行维护费", "公务用车运行费"],
    &[
        "公务用车购置费及运行维护费",
        "公务用车购置及运行维护费",
        "公务用车购置及运行费",
    ],
    &["机关运行经费"],
    &["政府采购支出总额", "政府采购总额"],
];

/// Words of a sentence that speaks of a part of the agency, of another year or of a plan.
const OTHER_SCOPE: [&str; 14] = [
    "二级",
    "下属",
    "所属",
    "本级",
    "机关：",
    "上年",
    "去年",
    "同期",
    "比",
    "较",
    "计划",
    "标准",
    "每",
    "人均",
];

/// An item where it is told.
struct Told<'r> {
    paragraph: usize,
    chapter: usize,
    reading: &'r Reading<'r>,
    figure: &'r Figure,
    item: usize,
    is_planned: bool,
}

/// Items of one chapter with two values for the same year and stage.
pub(super) fn items(readings: &[Reading<'_>], year: Option<u32>) -> Vec<(usize, Remark)> {
    let mut told = told(readings, year);
    told.truncate(MOST_TOLD);
    let mut found = Vec::new();
    for (place, later) in told.iter().enumerate() {
        let mut same = told.iter().filter(|other| {
            other.item == later.item
                && other.is_planned == later.is_planned
                && other.chapter == later.chapter
        });
        let (Some(first), Some(second), None) = (same.next(), same.next(), same.next()) else {
            continue;
        };
        let is_later = told
            .get(place)
            .is_some_and(|here| std::ptr::eq(here, second));
        let slack = &first.figure.half_step() + &second.figure.half_step();
        let gap = (&first.figure.value() - &second.figure.value()).abs();
        let apart = second.paragraph - first.paragraph;
        if !is_later || !(1..=FARTHEST).contains(&apart) || gap <= slack {
            continue;
        }
        let name = ITEMS
            .get(later.item)
            .and_then(|names| names.first())
            .copied()
            .unwrap_or("");
        let message = format!(
            "“{name}”前面是{}，这里是{}。",
            first.reading.shown(first.figure),
            second.reading.shown(second.figure)
        );
        let draft = Draft::new("K04", message, "请核对，前后应一致；口径不同的请写明。");
        found.push((
            second.paragraph,
            warning(second.reading.passage, second.figure.at.clone(), draft),
        ));
    }
    found
}

fn told<'r>(readings: &'r [Reading<'r>], year: Option<u32>) -> Vec<Told<'r>> {
    let mut found = Vec::new();
    let mut chapter = 0;
    for (paragraph, reading) in readings.iter().enumerate() {
        chapter += usize::from(opens_chapter(reading));
        for (index, figure) in reading.figures.iter().enumerate() {
            if !figure.is_money() || !figure.is_sharp() {
                continue;
            }
            let Some((item, is_budget)) = item(reading.label(index)) else {
                continue;
            };
            let start = sentence_start(reading, figure.at.start);
            let sentence = reading.passage.string(start..figure.at.start);
            let is_planned =
                is_budget || stage_of_sentence(reading, figure.at.start) == Stage::Planned;
            let is_other = OTHER_SCOPE.iter().any(|word| sentence.contains(word))
                || years(&sentence).any(|other| Some(other) != year);
            if !is_other {
                found.push(Told {
                    paragraph,
                    chapter,
                    reading,
                    figure,
                    item,
                    is_planned,
                });
            }
        }
    }
    found
}

/// The years that a text names.
fn years(text: &str) -> impl Iterator<Item = u32> {
    text.match_indices('年').filter_map(|(at, _)| {
        let before = text.get(..at)?;
        let digits = before.get(before.len().checked_sub(4)?..)?;
        digits.parse().ok()
    })
}

/// 一、…, 第三章…: a heading of the first level.
fn opens_chapter(reading: &Reading<'_>) -> bool {
    let passage = reading.passage;
    let numeral = |at: usize| {
        passage
            .get(at)
            .is_some_and(|letter| "一二三四五六七八九十".contains(letter))
    };
    let ends = |at: usize| passage.get(at) == Some('、');
    (numeral(0) && (ends(1) || (numeral(1) && ends(2))))
        || (passage.get(0) == Some('第') && numeral(1))
}

/// The item that a name is of, and whether the name says 预算.
fn item(label: &str) -> Option<(usize, bool)> {
    let plain = label.trim_start_matches(|c: char| c.is_ascii_digit() || "年度中，、".contains(c));
    let plain = ["财政拨款", "本年", "全年", "本单位", "本部门"]
        .iter()
        .fold(plain, |name, word| name.strip_prefix(word).unwrap_or(name));
    let budget = plain.strip_suffix("预算");
    let plain = budget.unwrap_or(plain).trim_end_matches("决算");
    let plain = plain.trim_end_matches("实际").trim_end_matches("支出");
    let at = ITEMS.iter().position(|names| names.contains(&plain))?;
    Some((at, budget.is_some()))
}
