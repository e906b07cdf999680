//! Indicator trees: 一级 to 三级指标, 指标值, 完成值, with or without 分值 and 得分.

use super::heading::without_brackets;
use super::printed::Printed;
use super::stream::Token;

/// A column of an indicator tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Level1,
    Level2,
    Name,
    Target,
    Actual,
    Weight,
    Score,
    Reason,
    /// 指标性质, 度量单位, 备注 and whatever else stands between.
    Extra,
}

/// A tree with its rows.
#[derive(Debug, Clone)]
pub(super) struct Tree {
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    /// 总分: the figures after the label, with the token of the label.
    pub total: Option<(usize, Vec<Printed>)>,
    /// Whether its end was reached, so that no row is missing from its sums.
    pub is_whole: bool,
    /// Whether cells were known as cells, so that an empty one is seen.
    pub has_cells: bool,
    pub from: usize,
    pub to: usize,
}

/// A third-level indicator.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    /// 产出指标.
    pub level1: String,
    /// The points printed beside the first level: （50分）.
    pub level1_weight: Option<Printed>,
    /// 数量指标.
    pub level2: String,
    pub name: Cell,
    pub target: Cell,
    pub actual: Cell,
    pub weight: Cell,
    pub score: Cell,
    /// Whether a reason is printed; `None` where that cannot be told.
    pub has_reason: Option<bool>,
    /// 度量单位, where that is a column of its own.
    pub unit: String,
    /// 指标性质: ≥, ≤, =, 定性.
    pub sign: String,
}

/// A cell of a tree: its text and where it stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Cell {
    pub text: String,
    pub index: usize,
    pub line: usize,
}

impl Cell {
    fn of(tokens: &[Token], index: usize) -> Self {
        tokens.get(index).map_or_else(Self::default, |token| Self {
            text: token.text.clone(),
            index,
            line: token.line,
        })
    }

    /// The points it holds: `9`, `10分`.
    pub fn points(&self) -> Option<Printed> {
        Printed::of(&self.text, self.line)
            .filter(|figure| !figure.is_percent && matches!(figure.unit.as_str(), "" | "分"))
    }
}

impl Tree {
    pub fn has(&self, column: Column) -> bool {
        self.columns.contains(&column)
    }
}

/// The trees of a document.
pub(super) fn find(tokens: &[Token]) -> Vec<Tree> {
    let mut trees = Vec::new();
    let mut index = 0;
    while index < tokens.len() {
        let tree = headings(tokens, index).map(|(columns, end)| {
            if columns.iter().all(|(_, at)| at.is_some()) {
                super::tree_cells::rows(tokens, index, &columns, end)
            } else {
                super::tree_lines::rows(tokens, index, &columns, end)
            }
        });
        match tree {
            Some(tree) if !tree.rows.is_empty() => {
                index = tree.to.max(index + 1);
                trees.push(tree);
            }
            _ => index += 1,
        }
    }
    trees
}

/// A heading with the grid column at which it stands in a real table.
pub(super) type Heading = (Column, Option<usize>);

fn headings(tokens: &[Token], from: usize) -> Option<(Vec<Heading>, usize)> {
    let mut found: Vec<Heading> = Vec::new();
    let mut index = from;
    while let Some((column, used)) = heading_at(tokens, index) {
        if column != Column::Extra && found.iter().any(|(known, _)| *known == column) {
            break;
        }
        let at = tokens.get(index).and_then(|token| token.at).map(|(_, c)| c);
        found.push((column, at));
        index += used;
    }
    let has = |column| found.iter().any(|(known, _)| *known == column);
    (has(Column::Name) && has(Column::Target) && has(Column::Actual) && found.len() >= 4)
        .then_some((found, index))
}

/// The heading that begins at a token, over up to three of them.
fn heading_at(tokens: &[Token], index: usize) -> Option<(Column, usize)> {
    let mut joined = String::new();
    let mut best = None;
    for used in 1..=3 {
        let Some(token) = tokens.get(index + used - 1) else {
            break;
        };
        if token.is_empty() {
            break;
        }
        joined.push_str(&token.label);
        let is_whole = |column: &Column| {
            // 偏差原因分析 / 改进措施, but not 偏差原因分析 / 产出.
            used == 1 || *column != Column::Reason || joined.ends_with("措施")
        };
        if let Some(column) = column(&joined).filter(is_whole) {
            best = Some((column, used));
            // Only 偏差原因分析 goes on in the next cell.
            if column != Column::Reason {
                break;
            }
        }
    }
    best
}

fn column(label: &str) -> Option<Column> {
    let bare = without_brackets(label);
    let is = |names: &[&str]| names.contains(&bare);
    let begins = |names: &[&str]| names.iter().any(|name| bare.starts_with(name));
    if is(&["一级指标"]) {
        Some(Column::Level1)
    } else if is(&["二级指标"]) {
        Some(Column::Level2)
    } else if is(&["三级指标", "指标名称", "指标内容"]) {
        Some(Column::Name)
    } else if is(&[
        "年度指标值",
        "指标值",
        "目标值",
        "年度目标值",
        "年初目标值",
        "预期指标值",
        "计划指标值",
        "预期值",
        "年初指标值",
        "绩效目标值",
    ]) {
        Some(Column::Target)
    } else if is(&[
        "实际完成值",
        "完成值",
        "实际值",
        "全年完成值",
        "实际完成指标值",
        "全年实际完成值",
        "实际完成情况",
        "指标完成值",
        "年度完成值",
        "实际完成数",
    ]) {
        Some(Column::Actual)
    } else if is(&["分值", "权重", "指标分值", "分值权重"]) {
        Some(Column::Weight)
    } else if is(&["得分", "自评得分", "实际得分", "自评分"]) {
        Some(Column::Score)
    } else if begins(&[
        "偏差原因",
        "未完成原因",
        "原因分析",
        "偏差分析",
        "未完成绩效目标原因",
    ]) && bare.chars().count() <= 20
    {
        Some(Column::Reason)
    } else if is(&[
        "指标性质",
        "度量单位",
        "计量单位",
        "单位",
        "指标类型",
        "备注",
        "完成率",
    ]) {
        Some(Column::Extra)
    } else {
        None
    }
}

/// A first-level heading: its name and the points printed with it.
pub(super) fn level1(label: &str) -> Option<(String, Option<Printed>)> {
    let (name, points) = with_points(label);
    let is_known = [
        "产出指标",
        "产生指标",
        "效益指标",
        "满意度指标",
        "成本指标",
        "投入指标",
        "过程指标",
        "决策指标",
        "管理指标",
    ]
    .contains(&name);
    is_known.then(|| (name.to_owned(), points))
}

/// A second-level heading.
pub(super) fn level2(label: &str) -> Option<String> {
    let (name, _) = with_points(label);
    let is_known = [
        "数量指标",
        "质量指标",
        "时效指标",
        "成本指标",
        "经济成本指标",
        "社会成本指标",
        "生态环境成本指标",
        "生态成本指标",
        "经济效益指标",
        "社会效益指标",
        "生态效益指标",
        "可持续影响指标",
        "可持续发展指标",
        "服务对象满意度指标",
        "满意度指标",
        "社会公众满意度指标",
        "经济效益",
        "社会效益",
        "生态效益",
        "可持续影响",
        "服务对象满意度",
    ]
    .contains(&name);
    is_known.then(|| name.to_owned())
}

/// `产出指标(50分)`, also with half its brackets, as a name and points.
pub(super) fn with_points(label: &str) -> (&str, Option<Printed>) {
    let bare = label.trim_end_matches(')');
    let Some(body) = bare.strip_suffix(['分', '%']) else {
        return (label, None);
    };
    let start = body
        .rfind(|c: char| !(c.is_ascii_digit() || c == '.'))
        .map_or(0, |at| {
            at + body
                .get(at..)
                .and_then(|s| s.chars().next())
                .map_or(1, char::len_utf8)
        });
    let (name, digits) = body.split_at(start);
    match Printed::of(digits, 0) {
        Some(points) => (name.trim_end_matches('('), Some(points)),
        None => (label, None),
    }
}

/// A heading that is one token or runs over up to three.
pub(super) fn joined<T>(
    tokens: &[Token],
    index: usize,
    matches: impl Fn(&str) -> Option<T>,
) -> Option<(T, usize)> {
    let mut joined = String::new();
    for used in 1..=3 {
        let token = tokens.get(index + used - 1)?;
        if token.is_empty() {
            return None;
        }
        joined.push_str(&token.label);
        if let Some(found) = matches(&joined) {
            return Some((found, used));
        }
    }
    None
}

/// The total line under a tree: its label's token and the figures after it.
pub(super) fn total(tokens: &[Token], index: usize) -> Option<(usize, Vec<Printed>, usize)> {
    let ((), used) = joined(tokens, index, |label| {
        ["总分", "合计", "总计", "合计得分", "总得分", "自评总分"]
            .contains(&without_brackets(label))
            .then_some(())
    })?;
    let mut end = index + used;
    let mut figures = Vec::new();
    while let Some(token) = tokens.get(end) {
        match Printed::read(token) {
            Some(figure) if !figure.is_percent => figures.push(figure),
            _ if token.is_empty() || super::funding::is_placeholder(&token.label) => {}
            _ => break,
        }
        end += 1;
        if figures.len() == 2 {
            break;
        }
    }
    Some((index, figures, end))
}

/// The text of a cell with its place.
pub(super) fn cell(tokens: &[Token], index: usize) -> Cell {
    Cell::of(tokens, index)
}
