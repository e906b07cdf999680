//! The scheme file as written: TOML, checked field by field, nothing unknown accepted.
//!
//! Formulas, percentages and references are still text here; [`super::compile`] turns
//! this into a [`super::Scheme`] and says what does not fit.

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::domain::check::Severity;

/// A whole scheme file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchemeSource {
    /// The head.
    pub scheme: Head,
    /// What is typed.
    #[serde(default, rename = "item")]
    pub items: Vec<ItemSource>,
    /// What is computed.
    #[serde(default, rename = "computed")]
    pub computed: Vec<ComputedSource>,
    /// What is scored.
    #[serde(default, rename = "indicator")]
    pub indicators: Vec<IndicatorSource>,
    /// 勾稽 between cells.
    #[serde(default, rename = "check")]
    pub checks: Vec<CheckSource>,
    /// The paper forms in order.
    #[serde(default, rename = "form")]
    pub forms: Vec<FormSource>,
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
    /// The words of a `choice`.
    #[serde(default)]
    pub choices: Vec<String>,
    /// Help for the person who fills it.
    #[serde(default)]
    pub help: String,
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

/// A scored indicator of a score sheet, or a scored cell such as the execution rate.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndicatorSource {
    /// Permanent ASCII code; the code of the score's cell.
    pub code: String,
    /// 一级指标.
    #[serde(default)]
    pub level1: String,
    /// 二级指标.
    #[serde(default)]
    pub level2: String,
    /// 三级指标.
    pub name: String,
    /// 分值, points.
    pub weight: Decimal,
    /// 评价标准 as printed.
    #[serde(default)]
    pub rule_text: String,
    /// 指标说明 as printed.
    #[serde(default)]
    pub definition: String,
    /// How the score is found.
    pub rule: RuleSource,
    /// Full marks without looking further, when this choice item has this answer.
    #[serde(default)]
    pub full_marks_when: Option<AnswerSource>,
    /// What a zero denominator means; left out, the score is unknown and says so.
    #[serde(default)]
    pub zero_denominator: ZeroDenominator,
    /// Where the data are missing the score may be given by hand, with a reason (K11).
    #[serde(default)]
    pub by_hand: bool,
}

/// An answer of a choice or yes/no item.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerSource {
    /// The item's name.
    pub item: String,
    /// The answer.
    pub is: String,
}

/// What a zero denominator means for a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ZeroDenominator {
    /// The score cannot be computed.
    #[default]
    Unknown,
    /// Not applicable counts full.
    FullMarks,
}

/// Above or below the base.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Points are lost above the base.
    Above,
    /// Points are lost below the base.
    Below,
}

/// How steps away from the base are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counting {
    /// Only completed steps count.
    Whole,
    /// A step begun counts.
    Started,
    /// In proportion.
    ProRata,
}

/// A scoring rule (kinds R1, R3, R4/R12, R8, R10, R15 of the field).
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum RuleSource {
    /// R1: points off per step away from a base, never below 0.
    PerUnit {
        /// The rate: a formula or a name.
        value: String,
        /// `100%` or `0`.
        base: String,
        /// Where points are lost.
        direction: Direction,
        /// `1%`, `5%`: percentage points for rates.
        step: String,
        /// Points per step.
        minus: Decimal,
        /// How steps are counted.
        counting: Counting,
    },
    /// R3: bands with open and closed ends; the first that holds the value decides.
    Bands {
        /// The rate: a formula or a name.
        value: String,
        /// The bands.
        bands: Vec<BandSource>,
    },
    /// R4, R12: weight × ratio, between 0 and the weight.
    Proportional {
        /// The ratio: a formula or a name.
        value: String,
    },
    /// R8: printed requirements, points off for each that is not met.
    Checklist {
        /// The requirements as printed.
        items: Vec<String>,
        /// Points per requirement not met.
        minus: Decimal,
    },
    /// R10: named grades with fixed scores.
    Graded {
        /// The grades.
        grades: Vec<GradedSource>,
    },
    /// R15: a person gives the score; below full marks wants a reason.
    Manual,
}

/// One band; ends left out are open to infinity.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BandSource {
    /// value > this.
    #[serde(default)]
    pub above: Option<String>,
    /// value ≥ this.
    #[serde(default)]
    pub at_least: Option<String>,
    /// value < this.
    #[serde(default)]
    pub below: Option<String>,
    /// value ≤ this.
    #[serde(default)]
    pub at_most: Option<String>,
    /// value = this.
    #[serde(default)]
    pub exactly: Option<String>,
    /// Points.
    pub score: Decimal,
}

/// One named grade of a graded rule.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GradedSource {
    /// 较好, 一般, 无效果.
    pub name: String,
    /// Points.
    pub score: Decimal,
}

/// A 勾稽 between cells.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum CheckSource {
    /// K03: parts add up to the total within 0.005 × number of parts.
    Sum {
        /// The total's name.
        total: String,
        /// The parts' names; empty ones count as 0.
        parts: Vec<String>,
        /// How much it matters.
        severity: Severity,
    },
    /// K04: two cells, or a cell and a formula, show the same figure.
    Equal {
        /// The name of the cell to point at.
        left: String,
        /// A name or a formula.
        right: String,
        /// How much it matters.
        severity: Severity,
        /// Why they should agree, in a clause: 同为全年预算总额.
        because: String,
    },
    /// K04: a row of an indicator block whose name holds all of `words` shows an item's figure.
    IndicatorEqual {
        /// The block.
        block: String,
        /// Words the row's name must hold, all of them.
        words: Vec<String>,
        /// `target` or `actual`.
        column: String,
        /// A name or a formula.
        right: String,
        /// How much it matters.
        severity: Severity,
        /// Why they should agree.
        because: String,
    },
}

/// A paper form.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormSource {
    /// Permanent id (`f1`).
    pub id: String,
    /// Printed number (附件1).
    pub annex: String,
    /// Short name for lists (自评表).
    pub name: String,
    /// Centred title; `{year}` and `{agency}` are replaced.
    pub title: String,
    /// （{year}年度）, when the title does not carry the year.
    #[serde(default)]
    pub year_line: String,
    /// Whether 单位：万元 is printed at the right.
    #[serde(default)]
    pub shows_unit: bool,
    /// The blocks from the top.
    #[serde(rename = "block")]
    pub blocks: Vec<BlockSource>,
}

/// A block of a form. A `cells` entry is an item, computed or indicator **code**; `=text` prints
/// the text; an empty string leaves the cell blank. `{year}` and `{agency}` are replaced in labels.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum BlockSource {
    /// A label and the agency's name.
    Agency {
        /// 预算单位名称.
        label: String,
    },
    /// A grid of figures: a merged label at the left, column headings, rows.
    Grid {
        /// The merged label at the left; empty for none.
        #[serde(default)]
        label: String,
        /// Column headings; no headings, no heading row.
        columns: Vec<String>,
        /// The rows.
        rows: Vec<GridRowSource>,
    },
    /// Lists of labelled figures side by side (按收入性质分, 按支出性质分).
    SideBySide {
        /// The merged label at the left; empty when the block above continues.
        #[serde(default)]
        label: String,
        /// The lists.
        lists: Vec<ListSource>,
    },
    /// Long texts side by side under headings.
    Texts {
        /// The merged label at the left.
        label: String,
        /// Headings; empty for none.
        #[serde(default)]
        columns: Vec<String>,
        /// Text items, one a column.
        cells: Vec<String>,
    },
    /// An indicator tree whose rows the accountant makes.
    Indicators {
        /// The block id: the first part of its cell codes.
        id: String,
        /// The merged label at the left; empty for none.
        #[serde(default)]
        label: String,
        /// With 分值 and 得分 columns.
        scored: bool,
        /// First-level headings.
        level1: Vec<Level1Source>,
        /// Second-level headings.
        level2: Vec<Level2Source>,
    },
    /// The total line under a scored tree or sheet.
    Total {
        /// 总分 or 合计.
        label: String,
    },
    /// A scored indicator tree with fixed rows: all indicators whose `level1` is set.
    ScoreSheet {
        /// Whether level names carry their points as on paper.
        #[serde(default)]
        points_in_labels: bool,
    },
    /// An outlined report.
    Report {
        /// The sections.
        sections: Vec<SectionSource>,
    },
}

/// A row of a grid.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GridRowSource {
    /// The row's label; leave out in grids without row labels.
    #[serde(default)]
    pub label: Option<String>,
    /// The cells.
    pub cells: Vec<String>,
}

/// One list of a side-by-side block.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListSource {
    /// The heading.
    pub title: String,
    /// Label and cell of each line.
    pub rows: Vec<(String, String)>,
}

/// A first-level heading of an indicator tree.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level1Source {
    /// 产出指标.
    pub name: String,
    /// The points its rows must add up to; none when the tree is not scored.
    #[serde(default)]
    pub weight: Option<Decimal>,
}

/// A second-level heading of an indicator tree.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level2Source {
    /// Permanent code (`quantity`).
    pub code: String,
    /// The first-level heading it stands under.
    pub under: String,
    /// 数量指标.
    pub name: String,
    /// A plain target is a ceiling (成本指标): staying below it is reaching it.
    #[serde(default)]
    pub lower_is_better: bool,
}

/// A section of a report.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionSource {
    /// The text item's code; empty for a heading without a text.
    #[serde(default)]
    pub cell: String,
    /// 一、基本情况.
    pub heading: String,
    /// 1 or 2.
    pub level: u8,
    /// What to write here.
    #[serde(default)]
    pub guidance: String,
}
