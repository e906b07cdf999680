//! A scheme as written, in words, for people who hold it against the paper.

mod check;
mod form;
mod last_year;
mod rule;
mod total;

pub use form::form_words;
pub use last_year::last_year_words;
pub use rule::rule_words;
pub use total::{limit_words, part_words, row_rule_words};

use super::EndsSource;

/// 大于等于 90% 且 小于 95%; empty when both ends are open.
fn ends_words(ends: EndsSource<'_>) -> String {
    let [exactly, above, at_least, below, at_most] = ends;
    let ends = [
        (exactly, "等于"),
        (above, "大于"),
        (at_least, "大于等于"),
        (below, "小于"),
        (at_most, "小于等于"),
    ];
    let ends: Vec<String> = ends
        .into_iter()
        .filter_map(|(end, word)| Some(format!("{word} {}", end?)))
        .collect();
    ends.join(" 且 ")
}
