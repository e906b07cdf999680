//! Paper forms and their blocks as written.

use rust_decimal::Decimal;
use serde::Deserialize;

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
        /// The merged label at the left; empty when the block above continues.
        #[serde(default)]
        label: String,
        /// Headings; empty for none.
        #[serde(default)]
        columns: Vec<String>,
        /// Text items, one a column.
        cells: Vec<String>,
    },
    /// Labels with what belongs to them: short facts beside each other, or one label and a long
    /// text. A whole report of one table is such a block.
    Record {
        /// The rows from the top, each label with its cell.
        rows: Vec<Vec<(String, String)>>,
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
        /// Columns that only some forms print.
        #[serde(default)]
        columns: Vec<TreeColumn>,
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
    /// 落款: the agency and the date, at the right below a report.
    Signature {
        /// The text item that holds the date.
        date: String,
    },
}

/// A column of an indicator tree that only some forms print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TreeColumn {
    /// 指标性质: ≥ ≤ ＝ ＞ ＜ or 定性, in a cell of its own.
    Nature,
    /// 度量单位: the unit of target and result, in a cell of its own.
    Unit,
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
    /// 一、基本情况; empty for a text that stands under no heading of its own.
    pub heading: String,
    /// 1 for 一、, 2 for （一）, 3 for 1.
    pub level: u8,
    /// What to write here.
    #[serde(default)]
    pub guidance: String,
}
