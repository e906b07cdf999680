//! The scheme file as written: TOML, checked field by field, nothing unknown accepted.
//!
//! Formulas, percentages and references are still text here; `compile` turns
//! this into a [`super::Scheme`] and says what does not fit.

mod check;
mod ends;
mod example;
mod form;
mod indicator;
mod last_year;
mod read;
mod rule;
mod slip;
mod syntax;
mod total;
mod words;

pub use check::CheckSource;
pub use ends::EndsSource;
pub use example::{AllowSource, ExampleSource, ExpectSource};
pub use form::{
    BlockSource, FormSource, GridRowSource, Level1Source, Level2Source, ListSource, SectionSource,
    TreeColumn,
};
pub use indicator::{AnswerSource, IndicatorSource, Missing, Negative, ZeroDenominator};
pub use last_year::{LastYearSource, RenamedSource};
pub use rule::{
    AwardSource, BandSource, Choose, Counting, Direction, GradedSource, IntervalSource,
    NotApplicable, OptionSource, Otherwise, RuleSource,
};
pub use total::{ConditionSource, LimitSource, PartSource, RowMiss, RowRuleSource, RowScoring};

pub use read::{MOST_BYTES, read};
pub use words::{form_words, last_year_words, limit_words, part_words, row_rule_words, rule_words};

use rust_decimal::Decimal;
use serde::Deserialize;

/// A whole scheme file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchemeSource {
    /// The head.
    pub scheme: Head,
    /// Where the result stands, on papers that state it.
    #[serde(default)]
    pub conclusion: Option<ConclusionSource>,
    /// What is typed.
    #[serde(default, rename = "item")]
    pub items: Vec<ItemSource>,
    /// What is computed.
    #[serde(default, rename = "computed")]
    pub computed: Vec<ComputedSource>,
    /// What is scored.
    #[serde(default, rename = "indicator")]
    pub indicators: Vec<IndicatorSource>,
    /// Limits across rows.
    #[serde(default, rename = "limit")]
    pub limits: Vec<LimitSource>,
    /// Parts of the total that are scaled.
    #[serde(default, rename = "part")]
    pub parts: Vec<PartSource>,
    /// How the rows of indicator trees are scored.
    #[serde(default, rename = "row_rule")]
    pub row_rules: Vec<RowRuleSource>,
    /// What is taken from the year before.
    #[serde(default)]
    pub last_year: Option<LastYearSource>,
    /// 勾稽 between cells.
    #[serde(default, rename = "check")]
    pub checks: Vec<CheckSource>,
    /// The paper forms in order.
    #[serde(default, rename = "form")]
    pub forms: Vec<FormSource>,
    /// What the scheme must make of certain filings.
    #[serde(default, rename = "example")]
    pub examples: Vec<ExampleSource>,
    /// Why something that the lint asks about is as it should be.
    #[serde(default, rename = "allow")]
    pub allows: Vec<AllowSource>,
}

/// The head of a scheme.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Permanent id, for example `lukou-2022`.
    pub id: String,
    /// Version number; filings stay with theirs.
    pub version: u32,
    /// What the scheme is for, in the users' words.
    pub title: String,
    /// The document or publication the forms come from.
    pub source: String,
    /// Title of the public page; `{year}` and `{agency}` are replaced.
    pub publication_title: String,
    /// The unit of amounts on these forms: 万元 or 元.
    pub amount_unit: String,
    /// Decimals of a displayed score.
    #[serde(default = "two")]
    pub score_decimals: u32,
    /// The smallest step of a score, where it is coarser than the decimals: `0.5`.
    #[serde(default)]
    pub score_step: Option<String>,
    /// Whether reviewers may take points off a score, in a column of their own.
    #[serde(default)]
    pub reviewer_deduction: bool,
    /// Full marks of the whole.
    pub full_marks: Decimal,
    /// Grades from the best down.
    pub grades: Vec<GradeSource>,
}

fn two() -> u32 {
    2
}

/// A grade and the total from which it is given.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GradeSource {
    /// 优, 良, 中, 差.
    pub name: String,
    /// The lowest total that earns it, points.
    pub at_least: Decimal,
}

/// The result of a paper that states it and adds up no points.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConclusionSource {
    /// The name of the number item that holds the total, points.
    #[serde(default)]
    pub score: Option<String>,
    /// The name of the choice item that holds the grade.
    #[serde(default)]
    pub grade: Option<String>,
}

/// What kind of text a cell takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// Money in the scheme's amount unit.
    Amount,
    /// A count with its own unit (人, 项, ㎡) or a plain number (points).
    Number,
    /// A percentage; `98` and `98%` are the same.
    Percent,
    /// Free words, several lines.
    Text,
    /// 是 or 否.
    YesNo,
    /// One of `choices`.
    Choice,
}

impl ItemKind {
    /// Whether a number is typed.
    #[must_use]
    pub fn is_figure(self) -> bool {
        matches!(self, Self::Amount | Self::Number | Self::Percent)
    }
}

/// How much it matters that a cell is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Required {
    /// May stay empty.
    #[default]
    No,
    /// Empty wants a reason.
    Warning,
    /// Empty stops 提交.
    Error,
}

/// A typed item.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemSource {
    /// Permanent ASCII code, also the cell code.
    pub code: String,
    /// The name used in formulas; unique in the scheme; no spaces or operators.
    pub name: String,
    /// What it takes.
    pub kind: ItemKind,
    /// The unit of a `number` (人, 分, ㎡); amounts take the scheme's.
    #[serde(default)]
    pub unit: String,
    /// Whether it must be filled.
    #[serde(default)]
    pub required: Required,
    /// Formulas and sums count an empty cell as 0 (the paper leaves it blank).
    #[serde(default)]
    pub empty_is_zero: bool,
    /// A `text` of one line: a name, a number of a document, a date.
    #[serde(default)]
    pub one_line: bool,
    /// The words of a `choice`.
    #[serde(default)]
    pub choices: Vec<String>,
    /// Where the figure comes from when it is one of last year: a name or a formula in the names
    /// of this scheme, at last year's figures.
    #[serde(default)]
    pub from_last_year: Option<String>,
    /// Help for the person who fills it: what belongs here.
    #[serde(default)]
    pub help: String,
    /// Where the figure is found: which table of the final accounts, which account, which document.
    #[serde(default)]
    pub source: String,
    /// How a filled cell looks.
    #[serde(default)]
    pub example: String,
    /// What a long text can be begun with, the names of figures between curly brackets.
    #[serde(default)]
    pub skeleton: String,
    /// How many characters a long text should have, from and to.
    #[serde(default)]
    pub length: Option<[usize; 2]>,
}

/// A value computed by a formula.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ComputedSource {
    /// Permanent ASCII code, also the cell code.
    pub code: String,
    /// Its name, usable in other formulas.
    pub name: String,
    /// `%` for rates, or a unit, or empty.
    #[serde(default)]
    pub unit: String,
    /// Displayed decimals (of percent for rates).
    #[serde(default = "two")]
    pub decimals: u32,
    /// The formula in the names of the scheme: `（本年-上年）/上年`.
    pub formula: String,
    /// Set on change rates: the sign follows this year minus last year (K06).
    #[serde(default)]
    pub is_change_rate: bool,
}
