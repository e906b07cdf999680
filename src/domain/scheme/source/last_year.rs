//! What this year's forms take from last year's, as written.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::domain::check::Severity;

/// `[last_year]`: what may be carried over, and which changes want a word. Where the figure of
/// one item comes from stands at the item itself (`from_last_year`).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LastYearSource {
    /// Ids of the indicator trees whose rows may be carried over, without results and scores.
    #[serde(default)]
    pub trees: Vec<String>,
    /// Names of the texts that may be carried over.
    #[serde(default)]
    pub texts: Vec<String>,
    /// A change beyond this share is a big one.
    #[serde(default = "thirty_percent")]
    pub more_than: String,
    /// A smaller change of an amount is never a big one; in the scheme's amount unit.
    #[serde(default = "ten")]
    pub least: Decimal,
    /// How much a big change weighs (K12); left out, it is listed and nothing is asked.
    #[serde(default)]
    pub severity: Option<Severity>,
    /// Other names on older forms.
    #[serde(default)]
    pub renamed: Vec<RenamedSource>,
}

impl Default for LastYearSource {
    fn default() -> Self {
        Self {
            trees: Vec::new(),
            texts: Vec::new(),
            more_than: thirty_percent(),
            least: ten(),
            severity: None,
            renamed: Vec::new(),
        }
    }
}

fn thirty_percent() -> String {
    "30%".to_owned()
}

fn ten() -> Decimal {
    Decimal::TEN
}

/// What an older scheme calls the same figures and texts.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RenamedSource {
    /// The older scheme's id.
    pub scheme: String,
    /// Its version; left out, any.
    #[serde(default)]
    pub version: Option<u32>,
    /// The name here to the name there.
    pub names: BTreeMap<String, String>,
}
