//! The indicator tree of 附件1: three levels, the third made by the accountant.

use std::sync::Arc;

use super::builder::{Band, Builder, Purpose};
use super::fields::label;
use super::{Cell, Content, Control, Field, Heading, ResultField, Role, Row, Table};
use crate::domain::figure::{Reading, points};
use crate::domain::filing::{NATURES, RowColumn, TreeRow};
use crate::domain::scheme::Tree;
use crate::domain::scheme::source::{Level1Source, Level2Source, RowScoring};

/// Units of: merged label, 一级, 二级.
const HEADINGS: [usize; 3] = [1, 2, 3];
/// The same beside 指标性质 and 度量单位.
const NARROW_HEADINGS: [usize; 3] = [1, 2, 2];

/// Units of: 三级, 性质, 指标值, 单位, 完成值, 分值, 得分, 偏差原因, by the columns printed:
/// with points or without, with 性质 or without, with 单位 or without.
const COLUMNS: [(bool, bool, bool, [usize; 8]); 8] = [
    (true, false, false, [5, 0, 3, 0, 3, 2, 2, 3]),
    (true, true, false, [4, 2, 2, 0, 2, 2, 2, 4]),
    (true, false, true, [4, 0, 3, 2, 2, 2, 2, 3]),
    (true, true, true, [4, 2, 2, 2, 2, 2, 2, 3]),
    (false, false, false, [6, 0, 4, 0, 4, 0, 0, 4]),
    (false, true, false, [5, 2, 4, 0, 4, 0, 0, 3]),
    (false, false, true, [5, 0, 4, 2, 4, 0, 0, 3]),
    (false, true, true, [5, 2, 3, 2, 3, 0, 0, 4]),
];

/// Units of the total line under a scored tree: label, 分值, 得分, the rest.
pub(super) fn total_line(tree: &Tree) -> [usize; 4] {
    let widths = Widths::of(tree, false);
    let of = |wanted| {
        let mut columns = widths.columns();
        columns.find_map(|(column, width)| (column == wanted).then_some(width))
    };
    let weight = of(RowColumn::Weight).unwrap_or(0);
    let score = of(RowColumn::Score).unwrap_or(0);
    let rest = of(RowColumn::Reason).unwrap_or(0);
    let label = Table::UNITS.saturating_sub(weight + score + rest);
    [label, weight, score, rest]
}

struct Widths {
    left: usize,
    level1: usize,
    level2: usize,
    columns: [usize; 8],
}

impl Widths {
    fn of(tree: &Tree, has_label: bool) -> Self {
        let (nature, unit) = (tree.has(RowColumn::Nature), tree.has(RowColumn::Unit));
        let columns = COLUMNS
            .iter()
            .find(|known| (known.0, known.1, known.2) == (tree.scored, nature, unit))
            .map_or([0; 8], |known| known.3);
        let [left, level1, level2] = if nature && unit {
            NARROW_HEADINGS
        } else {
            HEADINGS
        };
        Self {
            left: if has_label { left } else { 0 },
            level1: if has_label { level1 } else { level1 + left },
            level2,
            columns,
        }
    }

    fn columns(&self) -> impl Iterator<Item = (RowColumn, usize)> {
        let columns = RowColumn::ALL.into_iter().zip(self.columns);
        columns.filter(|(_, width)| *width > 0)
    }
}

pub(super) fn tree(builder: &Builder<'_>, id: &str, name: &str) -> Band {
    let found = builder
        .scheme
        .trees
        .iter()
        .zip(&builder.evaluation.trees)
        .find(|(tree, _)| tree.id == id);
    let mut rows = Vec::new();
    let mut label_units = 0;
    if let Some((tree, tree_rows)) = found {
        let widths = Widths::of(tree, !name.is_empty());
        label_units = widths.left;
        rows.push(heading_row(&widths));
        for level1 in &tree.level1 {
            rows.extend(level1_rows(builder, tree, tree_rows, level1, &widths));
        }
    }
    Band {
        label: name.to_owned(),
        label_units,
        rows,
        continues: false,
    }
}

fn heading_row(widths: &Widths) -> Row {
    let mut cells = vec![
        label("一级指标", widths.level1),
        label("二级指标", widths.level2),
    ];
    cells.extend(
        widths
            .columns()
            .map(|(column, width)| label(column.label(), width)),
    );
    Row {
        cells,
        indicator: None,
    }
}

/// All rows under a first-level heading, the heading merged over them.
fn level1_rows(
    builder: &Builder<'_>,
    tree: &Tree,
    tree_rows: &[TreeRow],
    level1: &Level1Source,
    widths: &Widths,
) -> Vec<Row> {
    let mut rows = Vec::new();
    for (index, heading) in tree
        .level2
        .iter()
        .enumerate()
        .filter(|(_, h)| h.under == level1.name)
    {
        let under: Vec<&TreeRow> = tree_rows
            .iter()
            .filter(|row| row.heading == index)
            .collect();
        if under.is_empty() && builder.purpose == Purpose::Reading {
            continue;
        }
        rows.extend(level2_rows(builder, tree, heading, &under, widths));
    }
    let height = rows.len();
    if let Some(first) = rows.first_mut() {
        let mut cell = label(&level1_name(level1), widths.level1);
        cell.rowspan = height;
        first.cells.insert(0, cell);
    }
    rows
}

fn level1_name(level1: &Level1Source) -> String {
    match level1.weight {
        Some(weight) => format!("{}\n（{}分）", level1.name, weight.normalize()),
        None => level1.name.clone(),
    }
}

fn level2_rows(
    builder: &Builder<'_>,
    tree: &Tree,
    heading: &Level2Source,
    under: &[&TreeRow],
    widths: &Widths,
) -> Vec<Row> {
    let mut rows: Vec<Row> = under
        .iter()
        .map(|row| Row {
            cells: widths
                .columns()
                .map(|(column, width)| row_cell(builder, tree, row, column, width))
                .collect(),
            indicator: Some(row.id.clone()),
        })
        .collect();
    if rows.is_empty() {
        let cells = widths
            .columns()
            .map(|(_, width)| label("", width))
            .collect();
        rows.push(Row {
            cells,
            indicator: None,
        });
    }
    let height = rows.len();
    if let Some(first) = rows.first_mut() {
        let content = Content::Heading(Heading {
            block: tree.id.clone(),
            code: heading.code.clone(),
            name: heading.name.clone(),
        });
        let cell = Cell {
            colspan: widths.level2,
            rowspan: height,
            role: Role::Label,
            content,
        };
        first.cells.insert(0, cell);
    }
    rows
}

fn row_cell(
    builder: &Builder<'_>,
    tree: &Tree,
    row: &TreeRow,
    column: RowColumn,
    colspan: usize,
) -> Cell {
    let (role, control) = match column {
        RowColumn::Name | RowColumn::Target | RowColumn::Actual => (Role::Words, Control::Line),
        RowColumn::Reason => (Role::Words, Control::Paragraph),
        RowColumn::Nature => {
            let natures = NATURES.map(str::to_owned).to_vec();
            (Role::Mark, Control::Choice(natures))
        }
        RowColumn::Unit => (Role::Mark, Control::Line),
        RowColumn::Weight | RowColumn::Score => (Role::Mark, Control::Figure),
    };
    let name = if row.name.is_empty() {
        "新指标"
    } else {
        &row.name
    };
    let mut field = builder.field(
        &row.cell(column),
        &format!("{name}：{}", column.label()),
        control,
    );
    field.understood = match column {
        RowColumn::Target => understood(&row.target, &field.typed),
        RowColumn::Actual => understood(&row.actual, &field.typed),
        RowColumn::Score => expected(builder, row, &field.typed),
        _ => None,
    };
    if let (RowColumn::Score, true, Ok(score)) = (column, row.is_computed, &row.score) {
        field.shown = points(score, builder.scheme.head.score_decimals);
    }
    let is_locked = tree.rule.scoring(row.is_quantitative) == RowScoring::Locked;
    let content = if column == RowColumn::Score && row.is_computed && is_locked {
        locked_score(builder, row, field)
    } else {
        Content::Field(Box::new(field))
    };
    Cell {
        colspan,
        rowspan: 1,
        role,
        content,
    }
}

/// A score that nobody types. One that was typed elsewhere (an import) can still be taken out.
fn locked_score(builder: &Builder<'_>, row: &TreeRow, field: Field) -> Content {
    Content::Result(Box::new(ResultField {
        code: field.code.clone(),
        label: field.label.clone(),
        shown: field.shown.clone(),
        is_known: true,
        explanation: Arc::new(builder.explanations.row(row)),
        findings: field.findings.clone(),
        by_hand: (!field.typed.is_empty()).then_some(field),
    }))
}

/// How a target or result was understood, when it does not read like that already.
fn understood(reading: &Reading, typed: &str) -> Option<String> {
    let Reading::Number(quantity) = reading else {
        return None;
    };
    let text = quantity.to_string();
    (text != typed.trim()).then_some(text)
}

/// What the tree's rule gives: offered while no score is typed, told where it counts.
fn expected(builder: &Builder<'_>, row: &TreeRow, typed: &str) -> Option<String> {
    if !typed.trim().is_empty() && !row.is_computed {
        return None;
    }
    let score = points(&row.expected_score()?, builder.scheme.head.score_decimals);
    Some(if row.is_computed {
        format!("按完成情况计 {score} 分")
    } else {
        format!("按完成情况可得 {score} 分")
    })
}
