//! What is taken from the year before, in words.

use crate::domain::scheme::source::LastYearSource;

/// What may be carried over, what counts as a big change, and what older forms call things.
#[must_use]
pub fn last_year_words(source: &LastYearSource) -> Vec<String> {
    let mut words = Vec::new();
    if !source.trees.is_empty() {
        words.push(format!("可带入的指标块：{}", source.trees.join("、")));
    }
    if !source.texts.is_empty() {
        words.push(format!("可带入的文字：{}", source.texts.join("、")));
    }
    let asked = source
        .severity
        .map_or("列出，不另提醒", |severity| severity.label());
    words.push(format!(
        "增减超过 {}、金额增减在 {} 以上：{asked}",
        source.more_than, source.least
    ));
    for renamed in &source.renamed {
        let names = renamed.names.iter();
        let names: Vec<String> = names
            .map(|(here, there)| format!("“{here}”原称“{there}”"))
            .collect();
        let version = renamed.version;
        let version = version.map_or(String::new(), |version| format!("@{version}"));
        words.push(format!("{}{version}：{}", renamed.scheme, names.join("，")));
    }
    words
}
