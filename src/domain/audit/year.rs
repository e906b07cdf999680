//! The year a document speaks of.

use super::stream::Token;

/// Lines from the top in which the title stands.
const TITLE_LINES: usize = 14;

/// The year of the title: `2020年…自评表`, `(2022年度)`; `None` when the lines at the top do not agree.
pub(super) fn find(tokens: &[Token]) -> Option<i32> {
    let top = tokens
        .iter()
        .filter(|token| token.text.chars().count() < 60)
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
