//! Indicator trees: 一级 to 三级指标, 指标值, 完成值, with or without 分值 and 得分.

use super::heading::{Heading, Wanted, bare, joined, without_brackets};
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
    /// 得分率: what part of the points was given.
    ScoreRate,
    /// 评分标准.
    Rule,
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
    /// What the text right below says of reasons, where they have no column.
    pub reasons: Option<String>,
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
    pub score_rate: Cell,
    /// Whether a reason is printed; `None` where that cannot be told.
    pub has_reason: Option<bool>,
    /// 度量单位, where that is a column of its own.
    pub unit: String,
    /// 指标性质: ≥, ≤, =, 定性.
    pub sign: String,
    /// 评分标准, where that is a column of its own.
    pub rule: String,
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

/// Whether scores are printed with decimals, so that none is rounded to whole points.
pub(super) fn has_decimals(trees: &[Tree]) -> bool {
    let of_rows = trees
        .iter()
        .flat_map(|tree| &tree.rows)
        .filter_map(|row| row.score.points());
    let totals = trees.iter().filter_map(|tree| tree.total.as_ref());
    let mut scores = of_rows.chain(totals.flat_map(|(_, figures)| figures.clone()));
    scores.any(|score| !(&score.number - &score.number.floor()).is_zero())
}

/// The trees of a document.
pub(super) fn find(tokens: &[Token]) -> Vec<Tree> {
    let mut trees = Vec::new();
    let mut index = 0;
    while index < tokens.len() {
        let tree = headings(tokens, index).map(|(columns, end)| {
            if columns.iter().all(|heading| heading.at.is_some()) {
                super::tree_cells::rows(tokens, index, &columns, end)
            } else {
                super::tree_lines::rows(tokens, index, &columns, end)
            }
        });
        match tree {
            Some(mut tree) if !tree.rows.is_empty() => {
                index = tree.to.max(index + 1);
                tree.reasons = reasons(tokens, tree.to);
                trees.push(tree);
            }
            _ => index += 1,
        }
    }
    trees
}

/// Tokens below a tree in which its reasons may stand.
const REASONS_BELOW: usize = 8;

fn reasons(tokens: &[Token], end: usize) -> Option<String> {
    let below = tokens.iter().skip(end).take(REASONS_BELOW);
    let from = below
        .clone()
        .position(|token| token.label.contains("原因"))?;
    let text = below.skip(from).map(|token| token.label.as_str());
    Some(text.collect())
}

/// The headings of a tree with or without points.
fn headings(tokens: &[Token], from: usize) -> Option<(Vec<Heading<Column>>, usize)> {
    let is_tree = |found: &[Heading<Column>]| {
        let has = |column| found.iter().any(|heading| heading.column == column);
        has(Column::Name) && has(Column::Target) && has(Column::Actual) && found.len() >= 4
    };
    let wanted = Wanted {
        column: &column,
        repeats: &|column| matches!(column, Column::Extra | Column::Score),
        is_table: &is_tree,
    };
    let (mut found, end) = wanted.find(tokens, from)?;
    // 财政审核得分 beside 自评得分 is another's judgement.
    let mut scores = found
        .iter_mut()
        .filter(|heading| heading.column == Column::Score);
    scores.next();
    scores.for_each(|heading| heading.column = Column::Extra);
    Some((found, end))
}

/// The longest heading, characters.
const LONGEST_HEADING: usize = 20;

/// The column that a heading names, by the end of its words.
fn column(label: &str) -> Option<Column> {
    let bare = bare(label);
    let is = |names: &[&str]| names.contains(&bare);
    let ends = |names: &[&str]| names.iter().any(|name| bare.ends_with(name));
    let has = |names: &[&str]| names.iter().any(|name| bare.contains(name));
    if bare.chars().count() > LONGEST_HEADING {
        return None;
    }
    if is(&["一级指标"]) {
        Some(Column::Level1)
    } else if is(&["二级指标"]) {
        Some(Column::Level2)
    } else if is(&[
        "三级指标",
        "指标名称",
        "指标内容",
        "具体指标",
        "指标",
        "考核指标",
        "评价指标",
        "评价内容",
        "考核内容",
    ]) {
        Some(Column::Name)
    } else if has(&["原因"]) || ends(&["改进措施", "偏差分析", "偏差说明"]) {
        Some(Column::Reason)
    } else if ends(&[
        "评分标准",
        "评价标准",
        "评分细则",
        "计分标准",
        "评分办法",
        "计分办法",
    ]) {
        Some(Column::Rule)
    } else if ends(&["得分率", "得分系数"]) {
        Some(Column::ScoreRate)
    } else if ends(&["得分", "自评分", "评分", "自评分值"]) {
        Some(Column::Score)
    } else if is(&["满分"]) || ends(&["分值", "权重", "权数", "标准分"]) {
        Some(Column::Weight)
    } else if is(&EXTRA) {
        Some(Column::Extra)
    } else if has(&["实际", "完成", "实现"]) && ends(&["值", "情况", "数", "结果"]) {
        Some(Column::Actual)
    } else if ends(&["指标值", "目标值", "预期值", "计划值", "计划数", "目标数"])
    {
        Some(Column::Target)
    } else {
        None
    }
}

/// Headings of columns that are not looked at, or only for a sign or a unit.
const EXTRA: [&str; 13] = [
    "指标性质",
    "度量单位",
    "计量单位",
    "单位",
    "指标类型",
    "指标方向",
    "备注",
    "完成率",
    "完成比例",
    "完成程度",
    "序号",
    "佐证材料",
    "数据来源",
];

/// A first-level heading: its name and the points printed with it.
pub(super) fn level1(label: &str) -> Option<(String, Option<Printed>)> {
    let (name, points) = with_points(label);
    let bare = name.strip_suffix("指标").unwrap_or(name);
    let names = [
        "产出",
        "产生",
        "效益",
        "效果",
        "满意度",
        "成本",
        "投入",
        "过程",
        "决策",
        "管理",
    ];
    // 产出 alone may be anything; 产出(50分) is a level.
    let is_known = names.contains(&bare) && (bare != name || points.is_some());
    is_known.then(|| (name.to_owned(), points))
}

/// A second-level heading.
pub(super) fn level2(label: &str) -> Option<String> {
    let (name, _) = with_points(label);
    let is_named = [
        "经济效益",
        "社会效益",
        "生态效益",
        "可持续影响",
        "服务对象满意度",
    ]
    .contains(&name);
    let subjects = [
        "数量",
        "质量",
        "时效",
        "成本",
        "效益",
        "影响",
        "发展",
        "满意度",
    ];
    let is_indicator = name
        .strip_suffix("指标")
        .is_some_and(|subject| subjects.iter().any(|word| subject.ends_with(word)));
    let is_known = is_named || (is_indicator && name.chars().count() <= 12 && name != "效益指标");
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
        match total_figure(token) {
            Some(figure) => figures.push(figure),
            None if token.is_empty() || super::funding::is_placeholder(&token.label) => {}
            _ => break,
        }
        end += 1;
        if figures.len() == 2 {
            break;
        }
    }
    Some((index, figures, end))
}

/// A figure of a total line, behind which the grade may stand: 96（优）.
pub(super) fn total_figure(token: &Token) -> Option<Printed> {
    Printed::read(token)
        .or_else(|| Printed::of(without_brackets(&token.label), token.line))
        .filter(|figure| !figure.is_percent)
}

/// The text of a cell with its place.
pub(super) fn cell(tokens: &[Token], index: usize) -> Cell {
    Cell::of(tokens, index)
}
