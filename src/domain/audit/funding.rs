//! The funding grid of 附件1: 年初预算数, 全年预算数, 全年执行数, 执行率 by source of money.

use super::heading::{Column, Heading, Wanted, column, points};
use super::printed::Printed;
use super::stream::Token;

/// A funding grid as one reading of its cells.
#[derive(Debug, Clone)]
pub(super) struct Funding {
    /// The rows from the top; the first is the total.
    pub rows: Vec<Row>,
    /// Whether the budget is that of the whole year with everything added: 全年预算数, 调整后预算数.
    pub is_adjusted: bool,
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
    /// 人员经费, 公用经费: parts of a part.
    Detail,
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

/// The headings of a grid: 预算数、执行数 alone stand above many other tables.
fn headings(tokens: &[Token], from: usize) -> Option<(Vec<Heading<Column>>, usize)> {
    let is_grid = |found: &[Heading<Column>]| {
        let has = |column| found.iter().any(|heading| heading.column == column);
        let promises = |heading: &Heading<Column>| {
            heading.column == Column::Score && heading.label.contains("执行率")
        };
        has(Column::Executed)
            && (has(Column::Annual) || has(Column::Initial))
            && (has(Column::Rate)
                || (has(Column::Annual) && has(Column::Initial))
                || found.iter().any(promises))
    };
    let wanted = Wanted {
        column: &column,
        repeats: &|column| column == Column::Score,
        is_table: &is_grid,
    };
    wanted.find(tokens, from)
}

fn grid(tokens: &[Token], from: usize, columns: &[Heading<Column>], end: usize) -> Option<Funding> {
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
        let mut readings = readings(columns, &values, source)?;
        let scores = tokens.get(row_at + used..next).unwrap_or(&[]);
        if let Some((_, score)) = scores.iter().find_map(rate_and_score) {
            for cells in &mut readings {
                if cell(cells, Column::Score).is_none() {
                    cells.push((Column::Score, score.clone()));
                }
            }
        }
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
    let hint = hint(tokens, from, rows.first()?.index, columns);
    if let (Some(weight), Some(total)) = (hint, rows.first_mut()) {
        for cells in &mut total.readings {
            if cell(cells, Column::Weight).is_none() {
                cells.push((Column::Weight, weight.clone()));
            }
        }
    }
    let is_adjusted = columns.iter().any(|heading| {
        heading.column == Column::Annual
            && ["全年", "调整"]
                .iter()
                .any(|word| heading.label.contains(word))
    });
    Some(Funding {
        rows,
        is_adjusted,
        from,
        to: index,
    })
}

/// The points for the execution that stand in a heading: 得分(20分×执行率), 预算执行情况(20分).
fn hint(
    tokens: &[Token],
    from: usize,
    first_row: usize,
    columns: &[Heading<Column>],
) -> Option<Printed> {
    let has_scores = columns
        .iter()
        .any(|heading| heading.column == Column::Score);
    let around = tokens.get(from.saturating_sub(2)..first_row)?;
    around
        .iter()
        .filter(|token| has_scores && ["执行", "得分"].iter().any(|w| token.label.contains(w)))
        .find_map(|token| points(&token.label, token.line))
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
    let totals = [
        "资金总额",
        "总额",
        "合计",
        "总计",
        "资金合计",
        "预算总额",
        "整体支出",
        "部门支出",
        "年度预算",
        "年度资金",
        "预算资金",
    ];
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
    if label == "人员经费" || label == "公用经费" {
        return Some(Source::Detail);
    }
    let others = [
        "其他资金",
        "其他收入",
        "上级补助",
        "单位资金",
        "专户管理资金",
        "自有资金",
        "事业收入",
        "非税收入",
    ];
    (label == "其他" || others.iter().any(|name| label.contains(name))).then_some(Source::Other)
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
        let figure = Printed::read(token).or_else(|| Some(rate_and_score(token)?.0));
        if !same_row || (figure.is_none() && !is_blank) {
            break;
        }
        values.push((figure, token.at.map(|(_, column)| column)));
        index += 1;
    }
    (values, index)
}

/// Rate and score in one cell: `98.43%，得9.84分`.
fn rate_and_score(token: &Token) -> Option<(Printed, Printed)> {
    let (rate, rest) = token.label.split_once('%')?;
    let digits = rest.split_once('得')?.1.trim_start_matches(['分', ':']);
    let digits = digits.trim_end_matches([')', '。']).trim_end_matches('分');
    let rate = Printed::of(&format!("{rate}%"), token.line)?;
    Some((rate, Printed::of(digits, token.line)?))
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
fn readings(columns: &[Heading<Column>], values: &[Value], source: Source) -> Option<Vec<Cells>> {
    if values.iter().any(|(_, at)| at.is_some()) {
        let cells = values.iter().filter_map(|(figure, at)| {
            let heading = columns.iter().find(|heading| heading.at == *at)?;
            Some((heading.column, figure.clone()?))
        });
        return Some(vec![cells.collect()]);
    }
    let order: Vec<Column> = columns.iter().map(|heading| heading.column).collect();
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
        Column::Rate | Column::Adjustment => figure.is_percent || figure.unit.is_empty(),
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
