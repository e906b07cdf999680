//! Score sheets (附件5): indicators with points, 评价标准, 指标说明 and 得分.

use super::heading::without_brackets;
use super::printed::Printed;
use super::rule::Rule;
use super::stream::Token;
use super::tree::{Cell, cell, joined, total};

/// A column of a score sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Level1,
    Level2,
    Name,
    Weight,
    Rule,
    Definition,
    Score,
    Extra,
}

/// A sheet with its indicators.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    pub items: Vec<Item>,
    /// 合计: the figures after the label, with the token of the label.
    pub total: Option<(usize, Vec<Printed>)>,
    /// Whether rows were told apart by their cells, not by what stands in them.
    pub has_cells: bool,
    pub from: usize,
    pub to: usize,
}

/// One scored indicator.
#[derive(Debug, Clone, Default)]
pub(super) struct Item {
    /// The levels above it whose names or points begin with it, from the top.
    pub above: Vec<Level>,
    pub name: Cell,
    pub weight: Option<Printed>,
    /// The token of the weight.
    pub weight_index: usize,
    /// 评价标准 and 指标说明 as printed, line by line.
    pub texts: Vec<String>,
    pub score: Option<Printed>,
    /// The token of the score.
    pub score_index: usize,
}

impl Item {
    /// The rule that its texts begin with, as far as they can be understood.
    pub fn rule(&self) -> Option<Rule> {
        (1..=self.texts.len())
            .rev()
            .find_map(|lines| Rule::read(&self.texts.get(..lines)?.concat()))
    }
}

/// A heading above indicators with its points.
#[derive(Debug, Clone, Default)]
pub(super) struct Level {
    pub name: String,
    pub weight: Option<Printed>,
    pub index: usize,
}

/// A heading with the grid column at which it stands in a real table.
type Heading = (Column, Option<usize>);

/// The sheets of a document.
pub(super) fn find(tokens: &[Token]) -> Vec<Sheet> {
    let mut sheets = Vec::new();
    let mut index = 0;
    while index < tokens.len() {
        let sheet = headings(tokens, index).map(|(columns, end)| {
            if columns.iter().all(|(_, at)| at.is_some()) {
                super::sheet_cells::items(tokens, index, &columns, end)
            } else {
                super::sheet_lines::items(tokens, index, end)
            }
        });
        match sheet {
            Some(sheet) if sheet.items.len() > 1 => {
                index = sheet.to.max(index + 1);
                sheets.push(sheet);
            }
            _ => index += 1,
        }
    }
    sheets
}

fn headings(tokens: &[Token], from: usize) -> Option<(Vec<Heading>, usize)> {
    let mut found: Vec<Heading> = Vec::new();
    let mut index = from;
    while let Some((column, used)) = joined(tokens, index, column) {
        let at = tokens.get(index).and_then(|token| token.at).map(|(_, c)| c);
        found.push((column, at));
        index += used;
    }
    let has = |column| found.iter().any(|(known, _)| *known == column);
    (has(Column::Name) && has(Column::Rule) && has(Column::Score) && found.len() >= 4)
        .then_some((found, index))
}

fn column(label: &str) -> Option<Column> {
    let bare = without_brackets(label);
    Some(match bare {
        "一级指标" => Column::Level1,
        "二级指标" => Column::Level2,
        "三级指标" | "评价指标" | "指标" | "指标名称" => Column::Name,
        "分值" | "权重" | "指标分值" | "标准分值" | "满分" | "权数" => {
            Column::Weight
        }
        "评价标准"
        | "评分标准"
        | "评分细则"
        | "计分标准"
        | "评分办法"
        | "评价要点"
        | "指标说明及评分标准"
        | "评分标准及说明"
        | "评价标准及评分办法" => Column::Rule,
        "指标说明" | "指标解释" | "指标内涵" | "说明" => Column::Definition,
        "得分" | "自评得分" | "自评分" | "自评分值" | "评价得分" | "考评得分" | "实际得分" => {
            Column::Score
        }
        "序号" | "备注" | "扣分原因" | "扣分说明" | "得分说明" | "扣分原因及说明" | "评分说明" => {
            Column::Extra
        }
        _ => return None,
    })
}

/// Points beside a name: `(15分)`, also with half its brackets or with 人 for 分.
pub(super) fn bracketed_points(label: &str, line: usize) -> Option<Printed> {
    let has_mark = label.contains(['(', ')', '分']);
    let body = label.trim_start_matches('(').trim_end_matches(')');
    let digits = body.trim_end_matches(['分', '人']);
    let is_number = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        && body.len() - digits.len() <= '分'.len_utf8();
    let figure = (has_mark && is_number).then(|| Printed::of(digits, line))??;
    Some(Printed {
        text: label.to_owned(),
        ..figure
    })
}

/// The total line under a sheet.
pub(super) fn total_line(tokens: &[Token], index: usize) -> Option<(usize, Vec<Printed>, usize)> {
    total(tokens, index)
}

/// The cell of a token.
pub(super) fn cell_of(tokens: &[Token], index: usize) -> Cell {
    cell(tokens, index)
}
