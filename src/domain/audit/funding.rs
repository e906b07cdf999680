//! The funding grid of 附件1: 年初预算数, 全年预算数, 全年执行数, 执行率 by source of money.

use super::heading::{Column, column};
use super::printed::Printed;
use super::stream::Token;

/// A funding grid as one reading of its cells.
#[derive(Debug, Clone)]
pub(super) struct Funding {
    /// The rows from the top; the first is the total.
    pub rows: Vec<Row>,
    /// The tokens that belong to it.
    pub from: usize,
    /// One past its last token.
    pub to: usize,
}

/// A row with its figures, in every way in which they may belong to the columns.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// As printed: 其中:当年财政拨款.
    pub label: String,
    /// What money it holds.
    pub source: Source,
    /// The possible assignments; one where the cells are known.
    pub readings: Vec<Cells>,
    /// The token of its label.
    pub index: usize,
}

/// The figures of a row by column.
pub(super) type Cells = Vec<(Column, Printed)>;

/// What money a row holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// 年度资金总额.
    Total,
    /// 当年财政拨款.
    Appropriation,
    /// 上年结转资金.
    CarriedOver,
    /// 基本支出 or 项目支出: parts by nature, not by source.
    Nature,
    /// Any other part.
    Other,
}

/// Rows that may follow a grid's headings before its first row: a merged label at the left.
const LEAD_IN: usize = 4;

/// The grids of a document.
pub(super) fn find(tokens: &[Token]) -> Vec<Funding> {
    let mut grids = Vec::new();
    let mut index = 0;
    while index < tokens.len() {
        match headings(tokens, index).and_then(|(columns, end)| grid(tokens, index, &columns, end))
        {
            Some(grid) => {
                index = grid.to.max(index + 1);
                grids.push(grid);
            }
            None => index += 1,
        }
    }
    grids
}

/// A heading with the grid column at which it stands in a real table.
type Heading = (Column, Option<usize>);

/// The headings that begin at a token, each whole or over up to three tokens.
fn headings(tokens: &[Token], from: usize) -> Option<(Vec<Heading>, usize)> {
    let mut found: Vec<Heading> = Vec::new();
    let mut index = from;
    while let Some((column, used)) = heading_at(tokens, index) {
        if found.iter().any(|(known, _)| *known == column) {
            break;
        }
        let at = tokens.get(index).and_then(|token| token.at).map(|(_, c)| c);
        found.push((column, at));
        index += used;
    }
    let has = |column| found.iter().any(|(known, _)| *known == column);
    // 预算数、执行数 alone stand above many other tables.
    let is_grid = has(Column::Executed)
        && (has(Column::Annual) || has(Column::Initial))
        && (has(Column::Rate) || (has(Column::Annual) && has(Column::Initial)));
    is_grid.then_some((found, index))
}

fn heading_at(tokens: &[Token], index: usize) -> Option<(Column, usize)> {
    let mut joined = String::new();
    for used in 1..=3 {
        let token = tokens.get(index + used - 1)?;
        if token.is_empty() {
            return None;
        }
        joined.push_str(&token.label);
        if let Some(column) = column(&joined) {
            return Some((column, used));
        }
    }
    None
}

fn grid(tokens: &[Token], from: usize, columns: &[Heading], end: usize) -> Option<Funding> {
    let mut rows: Vec<Row> = Vec::new();
    let mut index = end;
    let mut skipped = 0;
    while let Some((source, label, used)) = row_label(tokens, index, &mut skipped, rows.is_empty())
    {
        let row_at = index + skipped;
        let (values, next) = values(tokens, row_at + used);
        index = next;
        skipped = 0;
        if rows.is_empty() != (source == Source::Total) {
            break;
        }
        let readings = readings(columns, &values, source)?;
        rows.push(Row {
            label,
            source,
            readings,
            index: row_at,
        });
    }
    if rows.is_empty() {
        return None;
    }
    Some(Funding {
        rows,
        from,
        to: index,
    })
}

/// The label of the next row, its length in tokens, and how many cells stand before it.
fn row_label(
    tokens: &[Token],
    index: usize,
    skipped: &mut usize,
    is_first: bool,
) -> Option<(Source, String, usize)> {
    // Between rows a remark may stand: 原因, 说明.
    let allowed = if is_first { LEAD_IN } else { 1 };
    let mut words = 0;
    loop {
        let token = tokens.get(index + *skipped)?;
        let next = tokens.get(index + *skipped + 1);
        if let Some(source) = source(&token.label) {
            return Some((source, token.text.clone(), 1));
        }
        let joined = next.map(|next| format!("{}{}", token.label, next.label));
        if let Some(source) = joined.as_deref().and_then(source)
            && !token.is_empty()
        {
            let text = format!(
                "{}{}",
                token.text,
                next.map_or("", |next| next.text.as_str())
            );
            return Some((source, text, 2));
        }
        if !token.is_empty() {
            words += 1;
        }
        if words > allowed {
            return None;
        }
        *skipped += 1;
    }
}

/// What money a label names; `None` for other labels.
pub(super) fn source(label: &str) -> Option<Source> {
    let bare = label.trim_end_matches(')');
    if label.chars().count() > 24 || label.chars().any(|c| matches!(c, ',' | '。' | ';')) {
        return None;
    }
    let totals = ["资金总额", "总额", "合计", "总计", "资金合计", "预算总额"];
    let ends_as_total = ["总额", "合计", "总计"]
        .iter()
        .any(|end| bare.ends_with(end));
    let is_total = totals.contains(&bare)
        || (ends_as_total && label.chars().count() <= 12)
        || bare == "部门整体支出"
        || [
            "年度资金总额",
            "年度预算资金总额",
            "年度总额",
            "部门预算总额",
        ]
        .iter()
        .any(|name| label.starts_with(name));
    if is_total {
        return Some(Source::Total);
    }
    if label.contains("结转") {
        return Some(Source::CarriedOver);
    }
    if ["财政拨款", "财政资金"]
        .iter()
        .any(|name| label.contains(name))
    {
        return Some(Source::Appropriation);
    }
    if label == "基本支出" || label == "项目支出" {
        return Some(Source::Nature);
    }
    let others = [
        "其他资金",
        "单位资金",
        "专户管理资金",
        "自有资金",
        "事业收入",
        "非税收入",
    ];
    others
        .iter()
        .any(|name| label.contains(name))
        .then_some(Source::Other)
}

/// A cell after a row's label: a figure, or an empty one.
type Value = (Option<Printed>, Option<usize>);

fn values(tokens: &[Token], from: usize) -> (Vec<Value>, usize) {
    let mut values = Vec::new();
    let mut index = from;
    let row = tokens
        .get(from.saturating_sub(1))
        .and_then(|token| token.at);
    while let Some(token) = tokens.get(index) {
        let same_row = match (row, token.at) {
            (Some((row, _)), Some((this, _))) => row == this,
            (None, None) => true,
            _ => false,
        };
        let is_blank = token.is_empty() || is_placeholder(&token.label);
        let figure = Printed::read(token);
        if !same_row || (figure.is_none() && !is_blank) {
            break;
        }
        values.push((figure, token.at.map(|(_, column)| column)));
        index += 1;
    }
    (values, index)
}

/// `/`, `-`, `—`: a cell that holds nothing.
pub(super) fn is_placeholder(label: &str) -> bool {
    !label.is_empty()
        && label
            .chars()
            .all(|c| matches!(c, '/' | '-' | '—' | '\\' | '－'))
}

/// Every way in which a row's figures may stand under the headings; `None` when there is none or
/// too many.
fn readings(columns: &[Heading], values: &[Value], source: Source) -> Option<Vec<Cells>> {
    if values.iter().any(|(_, at)| at.is_some()) {
        let cells = values.iter().filter_map(|(figure, at)| {
            let (column, _) = columns.iter().find(|(_, known)| known == at)?;
            Some((*column, figure.clone()?))
        });
        return Some(vec![cells.collect()]);
    }
    let order: Vec<Column> = columns.iter().map(|(column, _)| *column).collect();
    if values.len() == order.len() {
        let cells = order.iter().zip(values);
        return Some(vec![
            cells
                .filter_map(|(column, (figure, _))| Some((*column, figure.clone()?)))
                .collect(),
        ]);
    }
    let figures: Vec<Printed> = values.iter().filter_map(|(f, _)| f.clone()).collect();
    let is_money = |column: &Column| !matches!(column, Column::Weight | Column::Score);
    let order: Vec<Column> = match source {
        Source::Total => order,
        _ => order.into_iter().filter(is_money).collect(),
    };
    let mut found = Vec::new();
    place(&order, &figures, Vec::new(), &mut found);
    (!found.is_empty() && found.len() <= 20).then_some(found)
}

/// Puts figures under columns in their order, rates only under 执行率.
fn place(columns: &[Column], figures: &[Printed], begun: Cells, found: &mut Vec<Cells>) {
    let Some((figure, later)) = figures.split_first() else {
        found.push(begun);
        return;
    };
    for (index, column) in columns.iter().enumerate() {
        if fits(*column, figure) {
            let mut cells = begun.clone();
            cells.push((*column, figure.clone()));
            place(columns.get(index + 1..).unwrap_or(&[]), later, cells, found);
        }
    }
}

fn fits(column: Column, figure: &Printed) -> bool {
    match column {
        Column::Rate => figure.is_percent || figure.unit.is_empty(),
        Column::Weight | Column::Score => {
            !figure.is_percent && matches!(figure.unit.as_str(), "" | "分")
        }
        Column::Initial | Column::Annual | Column::Executed => {
            !figure.is_percent && figure.unit != "分"
        }
    }
}

/// The figure of a column.
pub(super) fn cell(cells: &Cells, wanted: Column) -> Option<&Printed> {
    cells
        .iter()
        .find(|(column, _)| *column == wanted)
        .map(|(_, figure)| figure)
}
