//! Score sheets (附件5): indicators with points, 评价标准, 指标说明 and 得分.

use super::heading::{Heading, Wanted, bare};
use super::printed::Printed;
use super::rule::Rule;
use super::stream::Token;
use super::tree::{Cell, cell, total};

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
    /// The points that somebody else gave.
    OtherScore,
    /// 扣分原因.
    Reason,
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
    /// Whether 扣分原因 says anything; `None` where that cannot be told.
    pub has_reason: Option<bool>,
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

/// The sheets of a document.
pub(super) fn find(tokens: &[Token]) -> Vec<Sheet> {
    let mut sheets = Vec::new();
    let mut index = 0;
    while index < tokens.len() {
        let sheet = headings(tokens, index).map(|(columns, end)| {
            if columns.iter().all(|heading| heading.at.is_some()) {
                super::sheet_cells::items(tokens, index, &columns, end)
            } else {
                super::sheet_lines::items(tokens, index, &columns, end)
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

fn headings(tokens: &[Token], from: usize) -> Option<(Vec<Heading<Column>>, usize)> {
    let is_sheet = |found: &[Heading<Column>]| {
        let has = |column| found.iter().any(|heading| heading.column == column);
        has(Column::Name) && has(Column::Rule) && has(Column::Score) && found.len() >= 4
    };
    let wanted = Wanted {
        column: &column,
        repeats: &|_| true,
        is_table: &is_sheet,
    };
    let (mut found, end) = wanted.find(tokens, from)?;
    // 财政审核得分 beside 自评得分 is another's judgement.
    let mut scores = found
        .iter_mut()
        .filter(|heading| heading.column == Column::Score);
    scores.next();
    scores.for_each(|heading| heading.column = Column::OtherScore);
    Some((found, end))
}

fn column(label: &str) -> Option<Column> {
    let bare = bare(label);
    let is = |names: &[&str]| names.contains(&bare);
    let ends = |names: &[&str]| names.iter().any(|name| bare.ends_with(name));
    if bare.chars().count() > LONGEST_HEADING {
        return None;
    }
    Some(match bare {
        "一级指标" => Column::Level1,
        "二级指标" => Column::Level2,
        "三级指标" | "评价指标" | "指标" | "指标名称" | "指标内容" | "考核指标" => {
            Column::Name
        }
        "指标说明" | "指标解释" | "指标内涵" | "说明" => Column::Definition,
        "序号" | "备注" | "得分率" | "得分系数" => Column::Extra,
        _ if bare.contains("原因") || ends(&["扣分说明"]) => Column::Reason,
        _ if ends(&["得分说明", "评分说明", "评分依据", "得分依据"]) => {
            Column::Extra
        }
        _ if ends(&[
            "标准",
            "细则",
            "办法",
            "评价要点",
            "评分标准及说明",
            "评分规则",
        ]) =>
        {
            Column::Rule
        }
        _ if ends(&["得分", "自评分", "自评分值", "评分"]) => Column::Score,
        _ if is(&["满分"]) || ends(&["分值", "权重", "权数", "标准分"]) => {
            Column::Weight
        }
        _ => return None,
    })
}

/// The longest heading, characters.
const LONGEST_HEADING: usize = 16;

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
