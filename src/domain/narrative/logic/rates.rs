//! K21: one rate told twice with two values: 即办件率93.25%, later 即办件比例40%.

use crate::domain::narrative::Remark;
use crate::domain::narrative::figures::{Figure, Kind};
use crate::domain::narrative::passage::Passage;
use crate::domain::narrative::remark::{Draft, warning};

/// A rate by what it is of.
struct Rate {
    paragraph: usize,
    figure: Figure,
    /// 即办件
    stem: String,
    /// 即办件率
    name: String,
}

/// The most rates of a text that are held against each other.
const MOST_RATES: usize = 400;

pub(super) fn check(passages: &[Passage<'_>]) -> Vec<(usize, Remark)> {
    let rates: Vec<Rate> = passages
        .iter()
        .enumerate()
        .filter(|(_, passage)| passage.text.contains(['%', '％']))
        .flat_map(|(index, passage)| {
            passage
                .figures()
                .iter()
                .filter_map(move |figure| rate(index, passage, figure))
        })
        .take(MOST_RATES)
        .collect();
    let mut found = Vec::new();
    for (place, later) in rates.iter().enumerate() {
        let first = rates
            .iter()
            .take(place)
            .find(|first| first.stem.ends_with(&later.stem) || later.stem.ends_with(&first.stem));
        let (Some(first), Some(passage)) = (first, passages.get(later.paragraph)) else {
            continue;
        };
        let slack = &first.figure.half_step() + &later.figure.half_step();
        // One name with two values is mostly two things measured; two names for one thing are not.
        let differs = (&first.figure.value() - &later.figure.value()).abs() > slack;
        if !differs || first.name == later.name {
            continue;
        }
        let earlier = passages
            .get(first.paragraph)
            .map_or("", |passage| passage.original(first.figure.at.clone()));
        let message = format!(
            "前面说{}为{earlier}，这里说{}为{}，两处不一致。",
            first.name,
            later.name,
            passage.original(later.figure.at.clone())
        );
        let draft = Draft::new("K21", message, "请核对；口径不同的请写明。");
        found.push((
            later.paragraph,
            warning(passage, later.figure.at.clone(), draft),
        ));
    }
    found
}

/// The ends of names of rates.
const ENDS: [&str; 4] = ["比例", "比率", "占比", "率"];

fn rate(paragraph: usize, passage: &Passage<'_>, figure: &Figure) -> Option<Rate> {
    if figure.kind != Kind::Percent || !figure.is_sharp() {
        return None;
    }
    let start = figure.at.start;
    let from = (start.saturating_sub(16)..start)
        .rev()
        .find(|at| {
            passage
                .get(*at)
                .is_some_and(|c| !c.is_alphabetic() || c.is_ascii_alphanumeric())
        })
        .map_or(start.saturating_sub(16), |at| at + 1);
    let words = passage.string(from..start);
    let name = [
        "扩大到",
        "提高到",
        "达到",
        "提升到",
        "提升至",
        "提高至",
        "达",
        "为",
        "是",
        "到",
    ]
    .iter()
    .find_map(|verb| words.strip_suffix(verb))
    .unwrap_or(&words);
    let name = name
        .strip_prefix("将")
        .or_else(|| name.strip_prefix("其中"))
        .unwrap_or(name);
    let stem = ENDS.iter().find_map(|end| name.strip_suffix(end))?;
    // 增长率, 比上年, 完成率 of this and that: no subject of their own.
    let is_named = stem.chars().count() >= 3
        && ![
            "比", "较", "增长", "其", "分别", "上年", "目标", "力争", "平均", "年度",
        ]
        .iter()
        .any(|word| stem.contains(word));
    is_named.then(|| Rate {
        paragraph,
        stem: stem.to_owned(),
        name: name.to_owned(),
        figure: figure.clone(),
    })
}
