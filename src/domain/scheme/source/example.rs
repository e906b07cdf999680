//! Examples that a scheme brings with it, and reasons for what its lint would ask about.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A filing, or a part of one, and what the scheme must make of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExampleSource {
    /// What it shows, unique in the scheme: 超编7个百分点.
    pub name: String,
    /// The name of an example whose cells come first.
    #[serde(default)]
    pub like: String,
    /// The budget year; the check year of dates.
    #[serde(default = "any_year")]
    pub year: i32,
    /// The agency's name.
    #[serde(default = "any_agency")]
    pub agency: String,
    /// Cell code to typed text.
    #[serde(default)]
    pub cells: BTreeMap<String, String>,
    /// What must come out; what is not named is not looked at.
    pub expect: ExpectSource,
}

/// What must come out of an example. `无法计算` is written where nothing can be computed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectSource {
    /// Computed values by cell code, as displayed.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
    /// Scores by indicator code, points.
    #[serde(default)]
    pub scores: BTreeMap<String, String>,
    /// The total, points.
    #[serde(default)]
    pub total: Option<String>,
    /// The grade.
    #[serde(default)]
    pub grade: Option<String>,
    /// Findings that must be there: `K04` or `K04 budget_total`.
    #[serde(default)]
    pub findings: Vec<String>,
    /// Findings that must not be there, written in the same way; `K` alone means any.
    #[serde(default)]
    pub no_findings: Vec<String>,
}

/// Why something that the lint asks about is as it should be.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AllowSource {
    /// The number of the lint: `L16`.
    pub lint: String,
    /// The code or name of the item, indicator, form or example; left out for the whole scheme.
    #[serde(default)]
    pub at: String,
    /// Why, in a sentence.
    pub because: String,
}

fn any_year() -> i32 {
    2024
}

fn any_agency() -> String {
    "甲县某局".to_owned()
}
