//! Blocks of figures and words: agency row, grids, lists side by side, long texts, totals.

use super::builder::{Band, Builder};
use super::fields::{fill, label};
use super::{Cell, Content, Role, Row, Table};
use crate::domain::scheme::source::{BlockSource, FormSource, GridRowSource, ListSource};

/// Units of a merged label at the left of a block.
const LEFT: usize = 3;
/// Units of a row's own label.
const ROW_LABEL: usize = 6;

/// Shares `units` among `count` columns; the first ones take what is left over.
pub(super) fn share(units: usize, count: usize) -> Vec<usize> {
    let count = count.max(1);
    (0..count)
        .map(|index| units / count + usize::from(index < units % count))
        .collect()
}

pub(super) fn row(cells: Vec<Cell>) -> Row {
    Row {
        cells,
        indicator: None,
    }
}

pub(super) fn agency(builder: &Builder<'_>, name: &str) -> Band {
    let value = Cell {
        colspan: Table::UNITS - LEFT - ROW_LABEL,
        rowspan: 1,
        role: Role::Words,
        content: Content::Text(builder.entries.agency.clone()),
    };
    Band {
        label: String::new(),
        label_units: 0,
        rows: vec![row(vec![label(name, LEFT + ROW_LABEL), value])],
        continues: false,
    }
}

pub(super) fn grid(
    builder: &Builder<'_>,
    name: &str,
    columns: &[String],
    rows: &[GridRowSource],
) -> Band {
    let has_row_labels = rows.iter().any(|row| row.label.is_some());
    let left = match (name.is_empty(), has_row_labels) {
        (true, _) => 0,
        (false, true) => LEFT,
        // Groups of 附件4: a wide label, then columns of equal width.
        (false, false) => LEFT * 2,
    };
    let row_label = if has_row_labels { ROW_LABEL } else { 0 };
    let units = Table::UNITS - left - row_label;
    let mut laid_out = Vec::new();
    if !columns.is_empty() {
        let mut cells = Vec::new();
        if has_row_labels {
            cells.push(label("", row_label));
        }
        for (column, width) in columns.iter().zip(share(units, columns.len())) {
            cells.push(label(&fill(column, builder.entries), width));
        }
        laid_out.push(row(cells));
    }
    for source in rows {
        let mut cells = Vec::new();
        if has_row_labels {
            cells.push(label(
                &fill(source.label.as_deref().unwrap_or(""), builder.entries),
                row_label,
            ));
        }
        for (code, width) in source.cells.iter().zip(share(units, source.cells.len())) {
            cells.push(builder.coded(code, width));
        }
        laid_out.push(row(cells));
    }
    Band {
        label: fill(name, builder.entries),
        label_units: left,
        rows: laid_out,
        continues: false,
    }
}

pub(super) fn side_by_side(builder: &Builder<'_>, name: &str, lists: &[ListSource]) -> Band {
    let widths = share(Table::UNITS - LEFT, lists.len());
    let height = lists.iter().map(|list| list.rows.len()).max().unwrap_or(0);
    let mut rows = vec![row(lists
        .iter()
        .zip(&widths)
        .map(|(list, width)| label(&list.title, *width))
        .collect())];
    for line in 0..height {
        let mut cells = Vec::new();
        for (list, width) in lists.iter().zip(&widths) {
            let figure = width / 3;
            match list.rows.get(line) {
                Some((name, code)) => {
                    cells.push(label(name, width - figure));
                    cells.push(builder.coded(code, figure));
                }
                None => cells.push(label("", *width)),
            }
        }
        rows.push(row(cells));
    }
    Band {
        label: fill(name, builder.entries),
        label_units: if name.is_empty() { 0 } else { LEFT },
        rows,
        continues: name.is_empty(),
    }
}

pub(super) fn texts(
    builder: &Builder<'_>,
    name: &str,
    columns: &[String],
    codes: &[String],
) -> Band {
    let widths = share(Table::UNITS - LEFT, codes.len());
    let mut rows = Vec::new();
    if !columns.is_empty() {
        let headings = columns.iter().zip(&widths);
        rows.push(row(headings
            .map(|(column, width)| label(&fill(column, builder.entries), *width))
            .collect()));
    }
    let cells = codes
        .iter()
        .zip(&widths)
        .map(|(code, width)| builder.coded(code, *width));
    rows.push(row(cells.collect()));
    Band {
        label: fill(name, builder.entries),
        label_units: if name.is_empty() { 0 } else { LEFT },
        rows,
        continues: name.is_empty(),
    }
}

/// The total line, its points under the 分值 column of the block above.
pub(super) fn total(builder: &Builder<'_>, name: &str, form: &FormSource) -> Band {
    let tree = form.blocks.iter().find_map(|block| match block {
        BlockSource::Indicators { id, .. } => {
            builder.scheme.trees.iter().find(|tree| tree.id == *id)
        }
        _ => None,
    });
    let full = builder.scheme.head.full_marks.normalize().to_string();
    let mark = |content, colspan| Cell {
        colspan,
        rowspan: 1,
        role: Role::Mark,
        content,
    };
    let cells = if let Some(tree) = tree {
        let [label_units, weight, score, rest] = super::indicators::total_line(tree);
        vec![
            label(name, label_units),
            mark(Content::Text(full), weight),
            mark(builder.total_of(), score),
            label("", rest),
        ]
    } else {
        let [label_units, score] = super::score_sheet::TOTAL_LINE;
        vec![label(name, label_units), mark(builder.total_of(), score)]
    };
    Band {
        label: String::new(),
        label_units: 0,
        rows: vec![row(cells)],
        continues: false,
    }
}
