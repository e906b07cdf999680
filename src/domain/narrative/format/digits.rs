//! Digits of two widths in one number, and an amount without its number.

use std::ops::Range;

use crate::domain::narrative::Remark;
use crate::domain::narrative::passage::Passage;
use crate::domain::narrative::remark::{Draft, notice, warning};

/// `29.4７`: full-width and half-width digits side by side in one number.
pub(super) fn mixed_width(passage: &Passage<'_>, run: Range<usize>) -> Option<Remark> {
    let is_wide = |at: usize| {
        let letter = passage.original(at..at + 1).chars().next()?;
        match letter {
            '０'..='９' => Some(true),
            '0'..='9' => Some(false),
            _ => None,
        }
    };
    let is_mixed = run.clone().skip(1).any(|at| {
        let pair = (is_wide(at - 1), is_wide(at));
        matches!(pair, (Some(one), Some(other)) if one != other) && passage.touches_next(at - 1)
    });
    // ３５.6% is one number as well; １.2021年 is an item's number and a year.
    let has = |wide: bool| run.clone().any(|at| is_wide(at) == Some(wide));
    let is_rate = matches!(passage.get(run.end), Some('%' | '元' | '万' | '亿')) && run.start > 0;
    let is_wrong = is_mixed || (is_rate && has(true) && has(false));
    if !is_wrong {
        return None;
    }
    let message = format!(
        "数字“{}”里全角和半角混用，机器不能识别。",
        passage.original(run.clone())
    );
    let right = passage.string(run.clone());
    let draft = Draft::new("K14", message, "请统一用半角数字。").expecting(right);
    Some(notice(passage, run, draft))
}

/// What money is told of, directly before its figure.
const NAMES: [&str; 12] = [
    "支出",
    "收入",
    "经费",
    "费用",
    "招待费",
    "接待费",
    "维护费",
    "合计",
    "共计",
    "总计",
    "拨款",
    "达到",
];

/// Shorter paragraphs are headings and cells that name the unit of what follows.
const RUNNING_TEXT: usize = 20;

/// `公务接待费万元，`: the figure was never written.
pub(super) fn missing(passage: &Passage<'_>) -> Vec<Remark> {
    if passage.len() < RUNNING_TEXT || !passage.text.contains('。') {
        return Vec::new();
    }
    (0..passage.len())
        .filter(|at| passage.starts_with(*at, "万元"))
        .filter(|at| matches!(passage.get(at + 2), Some('，' | '。' | ';' | '、')))
        .filter_map(|at| {
            let name = NAMES.iter().find(|name| passage.ends_with(at, name))?;
            let place = at - name.chars().count()..at + 2;
            let message = format!("“{}”之间没有数字。", passage.original(place.clone()));
            let draft = Draft::new("K14", message, "请补写数字。");
            Some(warning(passage, place, draft))
        })
        .collect()
}
