//! Labels with what belongs to them: the head of a project form, a report of one table.

use super::blocks::{row, share};
use super::builder::{Band, Builder, Purpose};
use super::fields::{fill, label};
use super::{Cell, Content, Role, Table};

/// Units of a label.
const LABEL: usize = 3;

pub(super) fn record(builder: &Builder<'_>, rows: &[Vec<(String, String)>]) -> Band {
    let laid_out = rows.iter().map(|pairs| {
        let widths = share(Table::UNITS, pairs.len());
        let cells = pairs.iter().zip(widths).flat_map(|((name, code), width)| {
            [
                label(&fill(name, builder.entries), LABEL),
                value(builder, code, width.saturating_sub(LABEL)),
            ]
        });
        row(cells.collect())
    });
    Band {
        label: String::new(),
        label_units: 0,
        rows: laid_out.collect(),
        continues: false,
    }
}

/// Facts are words here, and amounts carry their unit: no column heading says it.
fn value(builder: &Builder<'_>, code: &str, colspan: usize) -> Cell {
    if let Some(text) = code.strip_prefix('=') {
        return Cell {
            colspan,
            rowspan: 1,
            role: Role::Words,
            content: Content::Text(fill(text, builder.entries)),
        };
    }
    let mut cell = builder.coded(code, colspan);
    cell.role = Role::Words;
    if let Content::Field(field) = &mut cell.content {
        if builder.scheme.is_amount(code) {
            // Where it is typed in another unit the text itself says it.
            if !(builder.is_foreign() && builder.purpose == Purpose::Entry) {
                builder.unit.word().clone_into(&mut field.unit);
            }
        }
        let stands_alone = field.shown.ends_with(|last: char| last.is_ascii_digit());
        if builder.purpose == Purpose::Reading && stands_alone {
            field.shown.push_str(&field.unit);
        }
    }
    cell
}
