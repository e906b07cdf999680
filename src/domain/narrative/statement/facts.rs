//! The main figures of a text by what they are: 本年支出合计, 年末结转和结余, 财政拨款收入…

use super::reading::Reading;
use crate::domain::narrative::figures::Figure;

/// What a figure of the accounts is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Concept {
    Income,
    Spending,
    Basic,
    Project,
    Staff,
    Opening,
    Closing,
}

/// Whether a figure is planned or done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    Planned,
    Done,
    Unsaid,
}

/// A figure of the accounts where it stands.
pub(super) struct Fact<'r> {
    pub paragraph: usize,
    pub reading: &'r Reading<'r>,
    pub figure: &'r Figure,
    pub concept: Concept,
    pub stage: Stage,
    /// Whether it is of 财政拨款 only.
    pub is_appropriation: bool,
    /// The year that its name carries.
    pub year: Option<u32>,
    /// Whether it says 总计: what was carried over may be in it.
    pub is_grand: bool,
    /// Whether another year or figure is compared with.
    pub is_compared: bool,
    /// Its name as it stands.
    pub name: String,
}

/// Every figure of the accounts in a text.
pub(super) fn facts<'r>(readings: &'r [Reading<'r>]) -> Vec<Fact<'r>> {
    let mut found = Vec::new();
    for (paragraph, reading) in readings.iter().enumerate() {
        let names_fund = ["基金", "国有资本"]
            .iter()
            .any(|word| reading.passage.text.contains(word));
        for (index, figure) in reading.figures.iter().enumerate() {
            if !figure.is_money() || !figure.is_sharp() {
                continue;
            }
            let mut name = reading.label(index).to_owned();
            if name.is_empty() && index == 0 && reading.figures.len() == 1 {
                name = heading_before(readings, paragraph);
            }
            let Some(fact) = fact(reading, paragraph, figure, name, reading.gap(index)) else {
                continue;
            };
            if names_fund && is_of_fund(reading, figure.at.start) {
                continue;
            }
            let stage = match fact.stage {
                Stage::Unsaid => stage_of_sentence(reading, figure.at.start),
                said => said,
            };
            found.push(Fact { stage, ..fact });
        }
    }
    found
}

/// Whether a sentence speaks of a fund that is accounted for by itself: 政府性基金预算…收入0万元.
fn is_of_fund(reading: &Reading<'_>, end: usize) -> bool {
    let start = sentence_start(reading, end);
    let text = reading.passage.string(start..end);
    let opening = text.split(['，', ',', ';', ':']).next().unwrap_or("");
    ["基金预算", "国有资本经营"]
        .iter()
        .any(|word| opening.contains(word))
}

/// Where the sentence before a place begins; of a longer one only the last characters are read.
pub(super) fn sentence_start(reading: &Reading<'_>, end: usize) -> usize {
    const LONGEST: usize = 400;
    let earliest = end.saturating_sub(LONGEST);
    (earliest..end)
        .rev()
        .find(|at| reading.passage.get(*at) == Some('。'))
        .map_or(earliest, |at| at + 1)
}

/// Whether a clause or its paragraph speaks of one item only: “三公”经费年度预算18万元 is no budget
/// of the whole.
fn is_of_one_item(reading: &Reading<'_>, end: usize) -> bool {
    const ITEMS: [&str; 12] = [
        "三公",
        "公务接待",
        "公务用车",
        "因公出国",
        "政府采购",
        "会议费",
        "培训费",
        "公用经费",
        "机关运行经费",
        "专项资金",
        "专项经费",
        "项目资金",
    ];
    const OPENING: usize = 24;
    let clause = reading.passage.string(sentence_start(reading, end)..end);
    let opening = reading.passage.string(0..OPENING.min(end));
    let heads = [clause.as_str(), opening.split('。').next().unwrap_or("")];
    ITEMS
        .iter()
        .any(|item| heads.iter().any(|head| head.contains(item)))
}

/// What the sentence says of its figures up to a place: 2022年度年初预算本年收入…
pub(super) fn stage_of_sentence(reading: &Reading<'_>, end: usize) -> Stage {
    let text = reading.passage.string(sentence_start(reading, end)..end);
    if text.contains("决算") {
        return Stage::Done;
    }
    let text = without_budgets(&text);
    let plain = ["公共预算", "基金预算", "经营预算", "公共财政预算"]
        .iter()
        .fold(text, |text, word| text.replace(word, ""));
    if plain.contains("预算") {
        Stage::Planned
    } else {
        Stage::Unsaid
    }
}

/// A text without the budgets that carry an amount of their own: 全年预算687万元；全年支出… does
/// not make the spending a plan.
fn without_budgets(text: &str) -> String {
    let mut pieces: Vec<&str> = text.split(';').collect();
    let last = pieces.pop().unwrap_or("");
    let is_own = |piece: &&str| {
        piece.rsplit_once("预算").is_some_and(|(_, rest)| {
            rest.trim_start_matches(['为', '数', '收', '入', '额'])
                .starts_with(|c: char| c.is_ascii_digit())
        })
    };
    pieces.retain(|piece| !is_own(piece));
    pieces.push(last);
    pieces.join(";")
}

/// The label that stands in a cell of its own before a cell with nothing but the figure.
fn heading_before(readings: &[Reading<'_>], paragraph: usize) -> String {
    let only_figure = readings.get(paragraph).is_some_and(|reading| {
        let length = reading.figures.first().map_or(0, |figure| figure.at.len());
        reading.passage.len() <= length + 2
    });
    let label = paragraph
        .checked_sub(1)
        .and_then(|before| readings.get(before))
        .map(|reading| reading.passage.string(0..reading.passage.len()))
        .unwrap_or_default();
    if only_figure && label.chars().count() <= 14 {
        label.trim_matches(['|', ':']).to_owned()
    } else {
        String::new()
    }
}

fn fact<'r>(
    reading: &'r Reading<'r>,
    paragraph: usize,
    figure: &'r Figure,
    name: String,
    gap: &str,
) -> Option<Fact<'r>> {
    const COMPARED: [&str; 8] = ["比", "较", "增加", "减少", "去年", "同期", "增长", "下降"];
    let (year, plain) = split_year(&name);
    let piece = gap.rsplit(['，', ',', '。', ';']).next().unwrap_or(gap);
    let is_compared = COMPARED.iter().any(|word| piece.contains(word));
    let (concept, stage, is_appropriation) = concept(plain)?;
    // 年初预算为5万元，支出决算为5万元 speaks of whatever the sentence is about.
    let says_whole = ["合计", "总计", "本年", "整体", "部门"]
        .iter()
        .any(|word| plain.contains(word));
    let is_sum = matches!(concept, Concept::Spending | Concept::Income);
    if is_sum && !says_whole && is_of_one_item(reading, figure.at.start) {
        return None;
    }
    let is_whole = year.is_some()
        || !matches!(concept, Concept::Spending | Concept::Income)
        || is_appropriation
        || ["合计", "总计", "本年", "总"]
            .iter()
            .any(|word| plain.contains(word))
        || !gap.contains(['，', ','])
        || gap.rfind('。') > gap.rfind(['，', ',']);
    if !is_whole {
        return None;
    }
    Some(Fact {
        paragraph,
        reading,
        figure,
        concept,
        stage,
        is_appropriation,
        year,
        is_grand: plain.contains("总计") || plain.contains("总额") || plain.starts_with('总'),
        is_compared,
        name,
    })
}

/// The year at the head of a name, and the name without it.
fn split_year(name: &str) -> (Option<u32>, &str) {
    // 比2018年收入: what stands before the year is no part of the name.
    let Some((head, rest)) = name.split_once('年') else {
        return (None, name);
    };
    let digits: String = {
        let reversed: String = head
            .chars()
            .rev()
            .take_while(char::is_ascii_digit)
            .collect();
        reversed.chars().rev().collect()
    };
    if digits.len() != 4 {
        return (None, name);
    }
    let year = digits.parse().ok();
    (year, rest.trim_start_matches('度'))
}

/// Words that leave the meaning of a name as it is, taken off one by one from its head.
const HEADS: [&str; 18] = [
    "本年度",
    "本年",
    "当年",
    "全年",
    "年度",
    "部门",
    "单位",
    "整体",
    "实际",
    "累计",
    "总",
    "共",
    "我局",
    "我单位",
    "我中心",
    "本单位",
    "本部门",
    "年初收支",
];

const APPROPRIATION: [&str; 6] = [
    "一般公共预算财政拨款",
    "公共预算财政拨款",
    "公共财政预算拨款",
    "一般公共预算拨款",
    "财政拨款",
    "一般公共预算",
];

/// Words at the end that say the stage or nothing.
const ENDS: [&str; 8] = ["合计", "总计", "总额", "决算", "预算", "数", "金额", "总"];

pub(super) fn concept(name: &str) -> Option<(Concept, Stage, bool)> {
    let mut plain = without_number(name);
    let mut is_appropriation = false;
    loop {
        let shorter = APPROPRIATION
            .iter()
            .find_map(|word| plain.strip_prefix(word));
        if let Some(rest) = shorter {
            is_appropriation = true;
            plain = rest;
            continue;
        }
        match HEADS.iter().find_map(|word| plain.strip_prefix(word)) {
            Some(rest) => plain = rest,
            None => break,
        }
    }
    let mut stage = Stage::Unsaid;
    while let Some((word, rest)) = ENDS
        .iter()
        .find_map(|word| Some((*word, plain.strip_suffix(word)?)))
    {
        match word {
            "决算" => stage = Stage::Done,
            "预算" => stage = Stage::Planned,
            _ => {}
        }
        plain = rest;
    }
    let plain = plain.strip_prefix("预算").map_or(plain, |rest| {
        stage = Stage::Planned;
        rest
    });
    let concept = match plain {
        "支出" => Concept::Spending,
        "收入" => Concept::Income,
        "基本支出" => Concept::Basic,
        "项目支出" => Concept::Project,
        "人员经费" | "人员经费支出" => Concept::Staff,
        // 年度预算金额 of a form.
        "" if stage == Stage::Planned => Concept::Spending,
        _ if is_closing(plain) => Concept::Closing,
        _ if is_opening(name) => Concept::Opening,
        _ => return None,
    };
    Some((concept, stage, is_appropriation))
}

/// `2.项目支出` without the number of its paragraph.
fn without_number(name: &str) -> &str {
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() == name.len() {
        return name;
    }
    rest.strip_prefix(['.', '、', '．']).unwrap_or(name)
}

fn is_left_over(name: &str) -> bool {
    const LEFT: [&str; 8] = [
        "结转和结余",
        "结转结余",
        "结转",
        "结余",
        "收支结转",
        "收支结余",
        "结转及结余",
        "结余结转",
    ];
    LEFT.contains(&name.trim_end_matches("资金"))
}

fn is_opening(name: &str) -> bool {
    name.strip_prefix("年初")
        .or_else(|| name.strip_prefix("上年度"))
        .or_else(|| name.strip_prefix("上年末"))
        .or_else(|| name.strip_prefix("上年"))
        .is_some_and(is_left_over)
}

fn is_closing(name: &str) -> bool {
    name.strip_prefix("年末")
        .or_else(|| name.strip_prefix("期末"))
        .is_some_and(is_left_over)
        || matches!(name, "结转下年" | "年终结余")
}
