//! Tables of figures that no form prescribes: accounts by kind of income or spending, tasks with
//! budget and spending, summaries of scores. Rows have a label, columns a heading.

use std::ops::Range;

use crate::domain::figure::Exact;

use super::heading::{Column, column, words};
use super::printed::Printed;
use super::stream::Token;

/// The widest table that is looked at, cells in a row.
const MOST_COLUMNS: usize = 30;

/// The longest table that is looked at, rows.
const MOST_ROWS: usize = 300;

/// The most rows of headings above it.
const MOST_HEADS: usize = 10;

/// A table, or one side of a table with two.
pub(super) struct Ledger {
    pub columns: Vec<Head>,
    pub rows: Vec<Row>,
}

/// A column of figures.
pub(super) struct Head {
    /// The grid column.
    at: usize,
    /// All its words from the top.
    pub label: String,
    /// What it is in a funding grid, by its own words or those above them.
    pub kind: Option<Column>,
    /// The words that do not say so: 财政拨款 under 预算数.
    pub part: String,
}

/// A row: what it is of, and a figure for each column that has one.
pub(super) struct Row {
    /// As printed.
    pub label: String,
    pub cells: Vec<Option<Printed>>,
    /// The token of the label.
    pub index: usize,
    /// 合计, 总额.
    pub is_total: bool,
    /// 小计.
    pub is_subtotal: bool,
    /// 其中: its figures stand in another row too.
    pub is_nested: bool,
    /// 科目编码, where a column of its own holds it.
    pub code: String,
}

impl Ledger {
    /// Whether there is anything to compare: several rows, or a row of several columns.
    fn is_table(&self) -> bool {
        self.rows.len() >= 2 || (self.rows.len() == 1 && self.columns.len() >= 3)
    }

    /// The columns of a kind.
    pub fn of(&self, kind: Column) -> Vec<usize> {
        let columns = self.columns.iter().enumerate();
        columns
            .filter(|(_, head)| head.kind == Some(kind))
            .map(|(index, _)| index)
            .collect()
    }

    /// The column of a kind that holds everything: 总额, or the only one.
    pub fn whole(&self, kind: Column) -> Option<usize> {
        let columns = self.of(kind);
        let is_whole = |index: &&usize| {
            self.columns
                .get(**index)
                .is_some_and(|head| is_total(&head.part))
        };
        match columns.as_slice() {
            [only] => Some(*only),
            _ => columns.iter().find(is_whole).copied(),
        }
    }

    /// Amounts that are no increase or remainder of others.
    pub fn addends(&self) -> Vec<usize> {
        let columns = self.amounts().into_iter();
        columns
            .filter(|column| !self.is_difference(*column))
            .collect()
    }

    /// Whether a column says by how much two others differ.
    pub fn is_difference(&self, column: usize) -> bool {
        let ends = [
            "增减",
            "增减额",
            "增减数",
            "差额",
            "变动额",
            "变动数",
            "增加额",
            "减少额",
            "结余",
            "余额",
            "结转",
        ];
        self.columns.get(column).is_some_and(|head| {
            let bare = super::heading::without_brackets(&head.label);
            ends.iter().any(|end| bare.ends_with(end))
        })
    }

    /// Columns whose figures are amounts, not rates.
    pub fn amounts(&self) -> Vec<usize> {
        (0..self.columns.len())
            .filter(|column| !self.is_rate(*column))
            .collect()
    }

    /// Whether a column holds rates, by its heading or its figures.
    pub fn is_rate(&self, column: usize) -> bool {
        let ends = ["率", "比", "比重", "比例", "%", "增幅", "系数"];
        let head = self.columns.get(column);
        let by_words = head.is_some_and(|head| {
            let bare = super::heading::without_brackets(&head.label);
            ends.iter().any(|end| bare.ends_with(end)) || head.label.contains("(%)")
        });
        let cells = self.rows.iter().filter_map(|row| row.cell(column));
        by_words || cells.into_iter().any(|figure| figure.is_percent)
    }
}

impl Row {
    pub fn cell(&self, column: usize) -> Option<&Printed> {
        self.cells.get(column)?.as_ref()
    }
}

/// 合计, 总额 and whatever ends so.
pub(super) fn is_total(label: &str) -> bool {
    let bare = super::heading::without_brackets(label);
    let ends = ["合计", "总计", "总额", "总数", "总支出", "总收入"];
    bare == "合" || ends.iter().any(|end| bare.ends_with(end))
}

/// The tables outside of those that are known already; two sides of one stand next to each other.
pub(super) fn find(tokens: &[Token], known: &[Range<usize>]) -> Vec<Vec<Ledger>> {
    let mut tables = Vec::new();
    let mut begun = Begun::default();
    let mut index = 0;
    while let Some(first) = tokens.get(index) {
        let line: Vec<(usize, &Token)> = tokens
            .iter()
            .enumerate()
            .skip(index)
            .take_while(|(_, token)| {
                token.block == first.block
                    && token.at.is_some()
                    && token.at.map(|at| at.0) == first.at.map(|at| at.0)
            })
            .collect();
        let is_known = known.iter().any(|table| table.contains(&index));
        if line.is_empty() || is_known || begun.block != Some(first.block) {
            tables.extend(begun.close());
            begun = Begun {
                block: Some(first.block),
                ..Begun::default()
            };
        }
        index += line.len().max(1);
        if !is_known && !line.is_empty() {
            tables.extend(begun.line(line));
        }
    }
    tables.extend(begun.close());
    tables
}

/// A line of a real table with the index of each token.
type Line<'a> = Vec<(usize, &'a Token)>;

/// A table in the making: its headings, then its rows.
#[derive(Default)]
struct Begun<'a> {
    block: Option<usize>,
    heads: Vec<Line<'a>>,
    rows: Vec<Line<'a>>,
}

impl<'a> Begun<'a> {
    /// Takes in a line; gives what was complete before it.
    fn line(&mut self, line: Line<'a>) -> Option<Vec<Ledger>> {
        let figures = line.iter().filter(|(_, token)| figure(token).is_some());
        let texts = line.iter().filter(|(_, token)| is_text(token)).count();
        if counts_columns(&line) {
            return None;
        }
        if figures.count() > 0 {
            self.rows.push(line);
            return None;
        }
        // A row whose cells are empty is one of the table; a title stands alone.
        let is_empty_row = texts == 1 && line.len() >= 3;
        if is_empty_row || texts == 0 {
            return None;
        }
        let done = (!self.rows.is_empty()).then(|| self.close()).flatten();
        if texts >= 2 {
            self.heads.push(line);
        } else {
            self.heads.clear();
        }
        done
    }

    /// The table that was begun, its headings forgotten.
    fn close(&mut self) -> Option<Vec<Ledger>> {
        let heads = std::mem::take(&mut self.heads);
        let rows = std::mem::take(&mut self.rows);
        // Larger ones are data, no tables of a report.
        let widest = rows.iter().chain(&heads).map(Vec::len).max().unwrap_or(0);
        if widest > MOST_COLUMNS || rows.len() > MOST_ROWS || heads.len() > MOST_HEADS {
            return None;
        }
        let sides = sides(&heads, &rows);
        let ledgers = sides.into_iter().map(|side| ledger(&heads, &rows, &side));
        let ledgers: Vec<Ledger> = ledgers.filter(Ledger::is_table).collect();
        (!ledgers.is_empty()).then_some(ledgers)
    }
}

/// 栏次 1 2 3: a row that only numbers the columns.
fn counts_columns(line: &Line<'_>) -> bool {
    let is_named = line
        .iter()
        .any(|(_, token)| matches!(token.label.as_str(), "栏次" | "行次"));
    let figures = line.iter().filter_map(|(_, token)| figure(token));
    let is_counted = figures
        .clone()
        .zip(1..)
        .all(|(figure, number)| figure.number == Exact::whole(number));
    is_named || (is_counted && figures.count() >= 3)
}

/// The figure in a cell; a year is none.
fn figure(token: &Token) -> Option<Printed> {
    Printed::read(token).filter(|figure| figure.unit != "年")
}

fn is_text(token: &Token) -> bool {
    !token.is_empty() && figure(token).is_none() && !super::funding::is_placeholder(&token.label)
}

/// The grid columns of each side: a table of income beside spending has labels in its middle.
fn sides(heads: &[Line<'_>], rows: &[Line<'_>]) -> Vec<Range<usize>> {
    let figures = figure_columns(heads, rows);
    let mut amounts = figures.iter().filter(|head| !is_number(&head.label));
    let Some(first) = amounts.next().map(|head| head.at) else {
        return Vec::new();
    };
    let last = figures.last().map_or(first, |head| head.at);
    let texts = |column: usize| {
        let cells = rows.iter().flatten().map(|(_, token)| *token);
        cells
            .filter(|token| grid_column(token) == column && is_text(token))
            .count()
    };
    let is_label = |column: &usize| {
        let texts = texts(*column);
        texts >= 2 && 2 * texts >= rows.len() && !heads.is_empty()
    };
    let middle = (first + 1..last).find(is_label);
    let left = 0..middle.unwrap_or(last + 1);
    let right = middle.map(|middle| middle..last + 1);
    std::iter::once(left).chain(right).collect()
}

fn grid_column(token: &Token) -> usize {
    token.at.map_or(0, |at| at.1)
}

/// The columns in which figures stand, with their headings.
fn figure_columns(heads: &[Line<'_>], rows: &[Line<'_>]) -> Vec<Head> {
    let cells = rows.iter().flatten().map(|(_, token)| *token);
    let mut found: Vec<usize> = cells
        .filter(|token| figure(token).is_some())
        .map(grid_column)
        .collect();
    found.sort_unstable();
    found.dedup();
    let band: Vec<&Token> = heads.iter().flatten().map(|(_, token)| *token).collect();
    let top = band.first().and_then(|token| token.at).map_or(0, |at| at.0);
    found
        .into_iter()
        .map(|column| head(&words(&band, top, heads.len(), column), column))
        .collect()
}

fn ledger(heads: &[Line<'_>], rows: &[Line<'_>], side: &Range<usize>) -> Ledger {
    let (codes, columns): (Vec<Head>, Vec<Head>) = figure_columns(heads, rows)
        .into_iter()
        .filter(|head| side.contains(&head.at))
        .partition(|head| is_number(&head.label));
    let rows = rows
        .iter()
        .filter_map(|line| row(line, side, &columns, &codes))
        .collect();
    Ledger { columns, rows }
}

fn head(words: &[&str], at: usize) -> Head {
    let own = words.last().and_then(|lowest| column(lowest));
    let own = own.or_else(|| column(&words.concat()));
    let above = words.iter().rev().skip(1).find_map(|word| column(word));
    Head {
        at,
        label: words.concat(),
        kind: own.or(above),
        part: match (own, words.last()) {
            (None, Some(lowest)) => (*lowest).to_owned(),
            _ => String::new(),
        },
    }
}

/// Numbers that count or name and are no figures: 序号, 科目编码.
fn is_number(label: &str) -> bool {
    ["编码", "代码", "序号", "编号", "年份", "年度", "科目"]
        .iter()
        .any(|word| label.ends_with(word))
}

fn row(line: &Line<'_>, side: &Range<usize>, columns: &[Head], codes: &[Head]) -> Option<Row> {
    let first = columns.first()?.at;
    let is_at = |token: &Token, column: usize| token.at.is_some_and(|at| at.1 == column);
    let label = line.iter().rev().find(|(_, token)| {
        let is_left = token
            .at
            .is_some_and(|at| at.1 < first && side.contains(&at.1));
        is_left && is_text(token)
    });
    // Under headings that say everything a row needs no name.
    let start = line.iter().find(|(_, token)| is_at(token, first));
    let (index, _) = label.or(start).or(line.first())?;
    let (text, name) = label.map_or(("", ""), |(_, token)| (&token.text, &token.label));
    let cell = |head: &Head| line.iter().find(|(_, token)| is_at(token, head.at));
    let cells: Vec<Option<Printed>> = columns
        .iter()
        .map(|head| cell(head).and_then(|(_, token)| figure(token)))
        .collect();
    let code = codes.iter().filter(|head| head.label.contains('码'));
    let code = code.filter_map(cell).map(|(_, token)| token.label.clone());
    cells.iter().any(Option::is_some).then(|| Row {
        label: text.to_owned(),
        cells,
        index: *index,
        is_total: is_total(name),
        is_subtotal: name.ends_with("小计"),
        is_nested: text.trim_start().starts_with("其中"),
        code: code.collect(),
    })
}
