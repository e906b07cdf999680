//! The score sheet of 附件5: fixed indicators, three levels with points, standard, explanation, score.

use super::builder::{Band, Builder};
use super::fields::label;
use super::{Cell, Content, Role, Row};
use crate::domain::figure::{Exact, points};
use crate::domain::scheme::Indicator;

/// Units of: 一级, 分值, 二级, 分值, 三级, 分值, 评价标准, 指标说明, 得分.
const WIDTHS: [usize; 9] = [2, 1, 2, 1, 3, 1, 5, 7, 2];
const HEADINGS: [&str; 9] = [
    "一级指标",
    "分值",
    "二级指标",
    "分值",
    "三级指标",
    "分值",
    "评价标准",
    "指标说明",
    "得分",
];

/// Units of the total line: label, total.
pub(super) const TOTAL_LINE: [usize; 2] = [22, 2];

/// An indicator with its index in the scheme.
type Entry<'a> = (usize, &'a Indicator);

pub(super) fn sheet(builder: &Builder<'_>) -> Band {
    let headings = HEADINGS
        .iter()
        .zip(WIDTHS)
        .map(|(text, width)| label(text, width))
        .collect();
    let mut rows = vec![Row {
        cells: headings,
        indicator: None,
    }];
    let indicators: Vec<Entry<'_>> = builder
        .scheme
        .indicators
        .iter()
        .enumerate()
        .filter(|(_, indicator)| !indicator.level1.is_empty())
        .collect();
    for level1 in indicators.chunk_by(|a, b| a.1.level1 == b.1.level1) {
        rows.extend(level1_rows(builder, level1));
    }
    Band {
        label: String::new(),
        label_units: 0,
        rows,
        continues: false,
    }
}

fn level1_rows(builder: &Builder<'_>, indicators: &[Entry<'_>]) -> Vec<Row> {
    let [name_width, weight_width, ..] = WIDTHS;
    let groups = indicators.chunk_by(|a, b| a.1.level2 == b.1.level2);
    let mut rows: Vec<Row> = groups
        .flat_map(|level2| level2_rows(builder, level2))
        .collect();
    let name = indicators
        .first()
        .map_or("", |(_, indicator)| indicator.level1.as_str());
    merge_over(
        builder,
        &mut rows,
        indicators,
        name,
        [name_width, weight_width],
    );
    rows
}

fn level2_rows(builder: &Builder<'_>, indicators: &[Entry<'_>]) -> Vec<Row> {
    let [_, _, name_width, weight_width, ..] = WIDTHS;
    let mut rows: Vec<Row> = indicators
        .iter()
        .map(|entry| level3_row(builder, *entry))
        .collect();
    merge_texts(builder, &mut rows, indicators);
    let name = indicators
        .first()
        .map_or("", |(_, indicator)| indicator.level2.as_str());
    merge_over(
        builder,
        &mut rows,
        indicators,
        name,
        [name_width, weight_width],
    );
    rows
}

/// A heading and its points, merged over all rows below it.
fn merge_over(
    builder: &Builder<'_>,
    rows: &mut [Row],
    indicators: &[Entry<'_>],
    name: &str,
    [name_width, weight_width]: [usize; 2],
) {
    let height = rows.len();
    let sum = indicators
        .iter()
        .fold(Exact::zero(), |sum, (_, indicator)| {
            &sum + &indicator.weight
        });
    if let Some(first) = rows.first_mut() {
        for (at, mut cell) in [
            label(name, name_width),
            label(
                &points(&sum, builder.scheme.head.score_decimals),
                weight_width,
            ),
        ]
        .into_iter()
        .enumerate()
        {
            cell.rowspan = height;
            first.cells.insert(at, cell);
        }
    }
}

/// 三级, 分值 and 得分; 评价标准 and 指标说明 are put between by [`merge_texts`].
fn level3_row(builder: &Builder<'_>, (index, indicator): Entry<'_>) -> Row {
    let [_, _, _, _, name_width, weight_width, _, _, score_width] = WIDTHS;
    let score = Cell {
        colspan: score_width,
        rowspan: 1,
        role: Role::Mark,
        content: builder.score_of(index, indicator),
    };
    let weight = points(&indicator.weight, builder.scheme.head.score_decimals);
    Row {
        cells: vec![
            label(&indicator.name, name_width),
            label(&weight, weight_width),
            score,
        ],
        indicator: None,
    }
}

/// Puts in 评价标准 and 指标说明; neighbours that print the same text share one cell.
fn merge_texts(builder: &Builder<'_>, rows: &mut [Row], indicators: &[Entry<'_>]) {
    let [.., rule_width, definition_width, _] = WIDTHS;
    let mut at = 0;
    for group in indicators.chunk_by(|a, b| shares_texts(a.1, b.1)) {
        if let (Some(row), Some((_, indicator))) = (rows.get_mut(at), group.first()) {
            let prose = |colspan, content| Cell {
                colspan,
                rowspan: group.len(),
                role: Role::Prose,
                content,
            };
            let position = row.cells.len().saturating_sub(1);
            let definition = if indicator.rule.requirements().is_empty() {
                Content::Text(indicator.definition.clone())
            } else {
                builder.checklist(indicator)
            };
            row.cells
                .insert(position, prose(definition_width, definition));
            row.cells.insert(
                position,
                prose(rule_width, Content::Text(indicator.rule_text.clone())),
            );
        }
        at += group.len();
    }
}

fn shares_texts(a: &Indicator, b: &Indicator) -> bool {
    let is_checklist = |indicator: &Indicator| !indicator.rule.requirements().is_empty();
    a.rule_text == b.rule_text
        && a.definition == b.definition
        && !a.definition.is_empty()
        && !is_checklist(a)
        && !is_checklist(b)
}
