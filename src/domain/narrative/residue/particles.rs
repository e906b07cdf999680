//! One character twice, where no word ends with it and none begins with it: `了了`, `是是`.

use crate::domain::narrative::Remark;
use crate::domain::narrative::passage::Passage;
use crate::domain::narrative::remark::{Draft, notice};

/// A character that is not doubled, the characters before it that end a word with it (但是是),
/// and those behind it that begin one (是是否, 了了解).
const ONCE: [(char, &str, &str); 18] = [
    ('的', "目有端标众中靶", "确士的当卢"),
    ('了', "不小明未终没敢", "解结却然之断望事如局账悟得了"),
    (
        '是',
        "但可于凡若还只就国如便既正即总倒不又自算",
        "否非以是的",
    ),
    (
        '和',
        "共饱缓温平柔总中谦随祥调人协谐",
        "平谐睦气美解顺田县风缓煦好善和声约局",
    ),
    ('与', "参赠给授赋", "会否其此时日共"),
    ('由', "理自缘事来因经", "于此来衷"),
    ('被', "棉", "告子动褥迫害罩"),
    ('及', "涉普顾危触波以遍推累企", "时格其至早"),
    ('从', "自服听遵随跟盲", "容事严业重而此前来中头小"),
    ('将', "即必行终", "来军近要士领"),
    (
        '以',
        "可所得予加足难据何处借用赖",
        "上下内外来及前后往便免至致期为",
    ),
    (
        '在',
        "存现所内实正潜自外好旨贵重意志健",
        "建职编岗校册线押读于此内逃场座野册籍",
    ),
    (
        '向',
        "方面走转倾趋志意动朝流去导定取指",
        "前上下阳来往心导着",
    ),
    ('让', "转出退", "步利位渡"),
    ('把', "一两", "关握手脉控"),
    ('使', "即促行驱大假", "用命得馆者"),
    (
        '于',
        "由关对处等属位基鉴用低高大小优限至便善敢在源归",
        "是此",
    ),
    ('很', "", ""),
];

/// Units that are written twice by a slip: `3万元元`, `5%%`.
const UNITS: [(&str, &str); 5] = [
    ("万元万元", "万元"),
    ("万元元", "万元"),
    ("亿元元", "亿元"),
    ("%%", "%"),
    ("万万元", "万元"),
];

/// `进行了了`, `主要是是`, `3万元元`.
pub(super) fn check(passage: &Passage<'_>) -> Vec<Remark> {
    let mut found = Vec::new();
    for index in 0..passage.len().saturating_sub(1) {
        let Some(letter) = passage.get(index) else {
            break;
        };
        if passage.get(index + 1) == Some(letter) && is_slip(passage, index, letter) {
            found.push(twice(passage, index, 2, &letter.to_string()));
        } else if let Some((wrong, right)) = unit(passage, index) {
            found.push(twice(passage, index, wrong.chars().count(), right));
        }
    }
    found
}

fn is_slip(passage: &Passage<'_>, index: usize, letter: char) -> bool {
    let Some((_, ends, begins)) = ONCE.iter().find(|(once, ..)| *once == letter) else {
        return false;
    };
    // In a wrapped line the rest of the word stands elsewhere; thrice or in quotes it is meant.
    let (before, after) = (passage.before(index), passage.get(index + 2));
    before.is_some_and(|c| is_chinese(c) && !ends.contains(c) && c != letter)
        && after.is_some_and(|c| !begins.contains(c) && c != letter && c != '”')
}

fn is_chinese(letter: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&letter)
}

fn unit(passage: &Passage<'_>, index: usize) -> Option<(&'static str, &'static str)> {
    let follows_digit = passage.before(index).is_some_and(|c| c.is_ascii_digit());
    UNITS
        .into_iter()
        .find(|(wrong, _)| follows_digit && passage.starts_with(index, wrong))
}

fn twice(passage: &Passage<'_>, index: usize, length: usize, right: &str) -> Remark {
    let at = index..index + length;
    let message = format!("“{}”重复。", passage.original(at.clone()));
    let draft = Draft::new("K19", message, "请删去一个。").expecting(right.to_owned());
    notice(passage, at, draft)
}
