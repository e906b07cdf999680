//! K21: 与上年基本持平 where the two figures differ widely.

use super::words::{When, are_one_item, piece};
use crate::domain::figure::Exact;
use crate::domain::narrative::Remark;
use crate::domain::narrative::figures::{Figure, Kind};
use crate::domain::narrative::remark::{Draft, warning};
use crate::domain::narrative::statement::reading::Reading;

/// The percentage up to which two figures may still be called even.
const MOST_PERCENT: i64 = 10;

pub(super) fn check(reading: &Reading<'_>) -> Vec<Remark> {
    if !reading.passage.text.contains("持平") {
        return Vec::new();
    }
    (1..=reading.figures.len())
        .filter(|index| reading.gap(*index).contains("持平"))
        .filter_map(|index| even_at(reading, index))
        .collect()
}

/// What the words before the figure at `index` call even.
fn even_at(reading: &Reading<'_>, index: usize) -> Option<Remark> {
    let gap = reading.gap(index);
    let clause = gap.split("持平").next().unwrap_or(gap);
    if clause.contains(['。', ';']) || clause.contains("分别") {
        return None;
    }
    let before = index.checked_sub(1)?;
    let behind = gap.split("持平").nth(1).unwrap_or("");
    let words = clause.trim_start_matches(['，', ',', ')']);
    // 30.8万元，较上年基本持平（上年30.9万元）
    let in_bracket = behind.starts_with('(') && When::of(piece(behind)) == When::Before;
    let (this, last) = if in_bracket && is_plain(words) {
        (before, index)
    } else if is_plain(words) {
        let lead = piece(reading.gap(before));
        let is_base = When::of(lead) == When::Before && lead.contains(['比', '较', '与', '同']);
        if !is_base {
            return None;
        }
        (before.checked_sub(1)?, before)
    } else {
        return None;
    };
    judge(reading, this, last)
}

/// 与上年相比基本 and the like: no subject of its own, and last year as the base.
fn is_plain(words: &str) -> bool {
    [
        "与上年",
        "比上年",
        "较上年",
        "和上年",
        "同上年",
        "与去年",
        "较去年",
        "比去年",
        "相比",
        "基本",
        "同期",
        "大体",
        "总体",
        "度",
        "保持",
        "支出",
        "略有",
        "，",
    ]
    .iter()
    .fold(words.to_owned(), |text, word| text.replace(word, ""))
    .is_empty()
}

fn judge(reading: &Reading<'_>, this_at: usize, last_at: usize) -> Option<Remark> {
    let sharp = |at: usize| {
        reading
            .figure(at)
            .filter(|f| f.is_sharp() && matches!(f.kind, Kind::Money | Kind::Count(_)))
    };
    let (this, last) = (sharp(this_at)?, sharp(last_at)?);
    let one = last_at > this_at && {
        let name = piece(reading.gap(last_at));
        name.starts_with('(') || are_one_item(name, reading.label(this_at))
    };
    if !this.is_like(last) || !one || is_near(this, last) {
        return None;
    }
    let message = format!(
        "文中说与上年持平，而本年是{}，上年是{}。",
        reading.shown(this),
        reading.shown(last)
    );
    let draft = Draft::new("K21", message, "请核对两个数或改正文字。");
    Some(warning(reading.passage, last.at.clone(), draft))
}

fn is_near(this: &Figure, last: &Figure) -> bool {
    let gap = (&this.value() - &last.value()).abs();
    let slack = &this.half_step() + &last.half_step();
    let allowed = &last.value().abs() * &Exact::whole(MOST_PERCENT);
    &(&gap - &slack) * &Exact::whole(100) <= allowed
}
