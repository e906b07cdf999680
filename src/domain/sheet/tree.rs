//! The parts of a sheet.

use std::sync::Arc;

use crate::domain::check::Finding;
use crate::domain::explanation::Explanation;
use crate::domain::filing::CellCode;
use crate::domain::prose::Prose;

/// One form, ready to be drawn.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The form's id in the scheme (`f1`).
    pub form: String,
    /// The printed number (附件1).
    pub annex: String,
    /// The centred title.
    pub title: String,
    /// （2022年度）, or empty when the title carries the year.
    pub year_line: String,
    /// 填报单位（盖章）：… at the left of the head line.
    pub agency_line: String,
    /// 单位：万元 at the right of the head line; empty for reports.
    pub unit_line: String,
    /// The tables and report sections in order.
    pub parts: Vec<Part>,
}

/// A piece of a sheet.
#[derive(Debug, Clone)]
pub enum Part {
    /// A full grid.
    Table(Table),
    /// A section of an outlined report.
    Section(Section),
    /// The agency and the date below a report.
    Signature(Signature),
}

/// A table of [`Table::UNITS`] equal columns; every row's spans add up to that, merged cells counted.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// The rows from the top.
    pub rows: Vec<Row>,
}

impl Table {
    /// How many equal columns a sheet is divided into.
    pub const UNITS: usize = 24;
}

/// One row of a table.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// The cells that begin in this row.
    pub cells: Vec<Cell>,
    /// Set on the rows that an accountant may move and remove.
    pub indicator: Option<String>,
}

/// One cell of the grid.
#[derive(Debug, Clone)]
pub struct Cell {
    /// Columns covered, of the table's units.
    pub colspan: usize,
    /// Rows covered.
    pub rowspan: usize,
    /// What the cell is on the paper.
    pub role: Role,
    /// What stands in it.
    pub content: Content,
}

/// What a cell is on the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A printed heading or label.
    Label,
    /// Longer printed text (评价标准, 指标说明), left aligned.
    Prose,
    /// A place for a figure: right aligned.
    Figure,
    /// A place for words: left aligned.
    Words,
    /// A place for a short mark in the middle: points, 是/否.
    Mark,
}

/// What stands in a cell.
#[derive(Debug, Clone)]
pub enum Content {
    /// Printed text; lines are separated by `\n`.
    Text(String),
    /// Something typed by a person.
    Field(Box<Field>),
    /// Something computed, locked.
    Result(Box<ResultField>),
    /// A checklist: each printed item with its own choice.
    Checklist(Vec<(String, Field)>),
    /// A second-level heading of an indicator tree, under which rows can be added.
    Heading(Heading),
}

/// How a field is filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Control {
    /// One line for a figure.
    Figure,
    /// One line of words.
    Line,
    /// Several lines of words.
    Paragraph,
    /// One of a few words; the empty choice is always there.
    Choice(Vec<String>),
}

/// A typed cell.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its code, also the name of the input.
    pub code: CellCode,
    /// What it is, in words, for people who do not see the grid.
    pub label: String,
    /// How it is filled.
    pub control: Control,
    /// The text as typed.
    pub typed: String,
    /// The unit, when the grid does not say it.
    pub unit: String,
    /// The unit that a bare number typed here gets; empty where the form's own is meant.
    pub bare_unit: &'static str,
    /// How the text was understood, when that differs from how it reads.
    pub understood: Option<String>,
    /// How the cell reads on a page that is only read.
    pub shown: String,
    /// What belongs to a long text.
    pub writing: Option<Writing>,
    /// Help for the person who fills it.
    pub help: Help,
    /// What the checks found here.
    pub findings: Vec<Finding>,
}

/// What the scheme says to the person who fills a cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Help {
    /// 填写说明: what belongs here.
    pub what: String,
    /// 数据来源: where it is found in the accounts or the papers.
    pub source: String,
    /// 填写示例: how it looks when it is filled.
    pub example: String,
}

impl Help {
    /// Whether the scheme says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines().is_empty()
    }

    /// What is said, each with its caption.
    #[must_use]
    pub fn lines(&self) -> Vec<(&'static str, &str)> {
        let said = [
            ("填写说明", self.what.trim()),
            ("数据来源", self.source.trim()),
            ("填写示例", self.example.trim()),
        ];
        said.into_iter()
            .filter(|(_, words)| !words.is_empty())
            .collect()
    }
}

/// What belongs to a long text besides its letters.
#[derive(Debug, Clone)]
pub struct Writing {
    /// The text as it is read: its blocks, the figures of the forms put in.
    pub prose: Prose,
    /// The text it can be begun with; empty when the scheme has none.
    pub skeleton: String,
    /// How many characters the scheme recommends, from and to.
    pub length: Option<[usize; 2]>,
}

/// A computed cell.
#[derive(Debug, Clone)]
pub struct ResultField {
    /// Its code.
    pub code: CellCode,
    /// What it is, in words.
    pub label: String,
    /// The rounded value with its unit, or the word for what is missing.
    pub shown: String,
    /// False when the value could not be computed.
    pub is_known: bool,
    /// Where the number comes from.
    pub explanation: Arc<Explanation>,
    /// A place to give by hand what cannot be computed.
    pub by_hand: Option<Field>,
    /// What the checks found here.
    pub findings: Vec<Finding>,
}

/// A heading under which indicator rows can be added.
#[derive(Debug, Clone)]
pub struct Heading {
    /// The block it belongs to.
    pub block: String,
    /// Its code (`quantity`).
    pub code: String,
    /// Its printed name (数量指标).
    pub name: String,
}

/// A section of an outlined report.
#[derive(Debug, Clone)]
pub struct Section {
    /// 1 for 一、, 2 for （一）, 3 for 1.
    pub level: u8,
    /// The heading as printed; empty for a text without one.
    pub heading: String,
    /// What to write here.
    pub guidance: String,
    /// The text; headings without a text of their own have none.
    pub field: Option<Field>,
}

/// 落款 of a report.
#[derive(Debug, Clone)]
pub struct Signature {
    /// The agency's full name.
    pub agency: String,
    /// The date, as typed.
    pub date: Field,
}
