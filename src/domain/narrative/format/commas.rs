//! Commas in numbers: thousands that are grouped wrongly, and a comma where the point belongs.

use crate::domain::narrative::Remark;
use crate::domain::narrative::passage::Passage;
use crate::domain::narrative::remark::{Draft, error};

/// `1,00,0`: at least two separators, and not every three digits. One alone may join two numbers,
/// unless decimals follow it (`2,84.615`, `1234,567.80`).
pub(super) fn is_misgrouped(run: &str) -> bool {
    let (whole, decimals) = run.split_once('.').unwrap_or((run, ""));
    let groups: Vec<&str> = whole.split(',').collect();
    if let [head, tail] = groups.as_slice() {
        let is_number = !decimals.is_empty() && !head.is_empty() && !is_year(head);
        return is_number && (tail.len() != 3 || head.len() > 3);
    }
    groups.len() > 2
        && groups.first().is_some_and(|g| (1..=3).contains(&g.len()))
        && groups.iter().skip(1).any(|group| group.len() != 3)
        && groups
            .iter()
            .skip(1)
            .any(|group| group.starts_with('0') || group.len() == 3)
}

/// `4,200,00.00`: separators, a group of three and decimals, so that it can be nothing but money.
pub(super) fn has_decimals(run: &str) -> bool {
    run.split_once('.').is_some_and(|(whole, decimals)| {
        let is_grouped = whole.split(',').skip(1).any(|group| group.len() == 3);
        decimals.len() == 2 && whole.matches(',').count() > 1 && is_grouped
    })
}

fn is_year(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}

/// Units that only a number with decimals has two digits of behind a comma.
const UNITS: [&str; 4] = ["万元", "亿元", "元", "%"];

/// Words behind which figures stand in a row.
const ROWS: [&str; 4] = ["分别", "依次", "各", "第"];

/// `512，38万元`: a comma between two digits of money stands for the point.
pub(super) fn decimal_commas(passage: &Passage<'_>) -> Vec<Remark> {
    (1..passage.len())
        .filter(|index| matches!(passage.get(*index), Some('，' | ',')))
        .filter_map(|comma| decimal_comma(passage, comma))
        .collect()
}

fn decimal_comma(passage: &Passage<'_>, comma: usize) -> Option<Remark> {
    let is_digit = |at: usize| passage.get(at).is_some_and(|c| c.is_ascii_digit());
    let before = (1..=comma)
        .take_while(|step| is_digit(comma - step))
        .count();
    let after = (1..=3).take_while(|step| is_digit(comma + step)).count();
    let (start, end) = (comma - before, comma + 1 + after);
    let head = passage.string(start..comma);
    let is_chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    // 编号512，38万元 and 分别为12，38万元 hold two numbers each.
    let words = passage.string(start.saturating_sub(6)..start);
    let is_row = ROWS.iter().any(|word| words.contains(word)) || words.contains("号");
    let fits = (1..=5).contains(&before)
        && after == 2
        && !is_year(&head)
        && passage.before(start).is_some_and(is_chinese)
        && passage.touches_next(comma - 1)
        && passage.touches_next(comma)
        && passage.word_at(end, &UNITS).is_some();
    if !fits || is_row {
        return None;
    }
    let shown = passage.original(start..end);
    let right = format!("{head}.{}", passage.string(comma + 1..end));
    let message = format!("“{shown}”不是规范的数字：小数点写成了逗号。");
    let draft = Draft::new("K14", message, "请核对后改正小数点。").expecting(right);
    Some(error(passage, start..end, draft))
}
