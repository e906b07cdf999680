//! A table: fixed columns, cells merged both ways, heading rows repeated, no row cut by a page.

use super::body::paragraph;
use super::style::{FIGURE, LABEL, MARK, Style, WORDS};
use crate::domain::sheet::{Grid, GridRow, Place, Role, Table};
use crate::export::markup::Markup;

/// A row that is read as a whole is kept on one page; one with more text than this in a cell may go
/// on over it, or it could leave a page empty and still not fit the next.
const LONGEST_UNCUT: usize = 600;

pub(super) fn draw(part: &mut Markup, table: &Table, width: usize) {
    let grid = Grid::of(table);
    let widths: Vec<usize> = grid
        .columns
        .iter()
        .map(|units| units * width / Table::UNITS)
        .collect();
    part.within("w:tbl", &[], |part| {
        properties(part, width);
        part.within("w:tblGrid", &[], |part| {
            for width in &widths {
                part.empty("w:gridCol", &[("w:w", &width.to_string())]);
            }
        });
        for (at, row) in grid.rows.iter().enumerate() {
            draw_row(part, row, &widths, at < grid.heading_rows);
        }
    });
}

fn properties(part: &mut Markup, width: usize) {
    part.within("w:tblPr", &[], |part| {
        part.empty("w:tblW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
        part.empty("w:jc", &[("w:val", "center")]);
        part.within("w:tblBorders", &[], |part| {
            for side in [
                "w:top",
                "w:left",
                "w:bottom",
                "w:right",
                "w:insideH",
                "w:insideV",
            ] {
                let line = [
                    ("w:val", "single"),
                    ("w:sz", "4"),
                    ("w:space", "0"),
                    ("w:color", "000000"),
                ];
                part.empty(side, &line);
            }
        });
        part.empty("w:tblLayout", &[("w:type", "fixed")]);
        part.within("w:tblCellMar", &[], |part| {
            for side in ["w:left", "w:right"] {
                part.empty(side, &[("w:w", "40"), ("w:type", "dxa")]);
            }
        });
    });
}

fn draw_row(part: &mut Markup, row: &GridRow<'_>, widths: &[usize], is_heading: bool) {
    let longest = row.begun().map(letters).max().unwrap_or(0);
    part.within("w:tr", &[], |part| {
        part.within("w:trPr", &[], |part| {
            if longest <= LONGEST_UNCUT {
                part.empty("w:cantSplit", &[]);
            }
            part.empty("w:trHeight", &[("w:val", "360"), ("w:hRule", "atLeast")]);
            if is_heading {
                part.empty("w:tblHeader", &[]);
            }
        });
        for place in &row.places {
            draw_cell(part, place, widths);
        }
    });
}

fn letters(place: &Place<'_>) -> usize {
    let lines = place.cell.content.lines();
    lines.iter().map(|line| line.chars().count()).sum()
}

fn draw_cell(part: &mut Markup, place: &Place<'_>, widths: &[usize]) {
    let covered = widths.iter().skip(place.column).take(place.colspan);
    let width: usize = covered.sum();
    part.within("w:tc", &[], |part| {
        part.within("w:tcPr", &[], |part| {
            part.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
            if place.colspan > 1 {
                part.empty("w:gridSpan", &[("w:val", &place.colspan.to_string())]);
            }
            match (place.rows_above, place.cell.rowspan) {
                (0, 0 | 1) => {}
                (0, _) => part.empty("w:vMerge", &[("w:val", "restart")]),
                _ => part.empty("w:vMerge", &[]),
            }
            part.empty("w:vAlign", &[("w:val", "center")]);
        });
        let style = style_of(place.cell.role);
        if place.rows_above > 0 {
            paragraph(part, style, "");
            return;
        }
        let lines = place.cell.content.lines();
        for line in &lines {
            paragraph(part, style, line);
        }
        if lines.is_empty() {
            paragraph(part, style, "");
        }
    });
}

fn style_of(role: Role) -> Style {
    match role {
        Role::Label => LABEL,
        Role::Figure => FIGURE,
        Role::Words | Role::Prose => WORDS,
        Role::Mark => MARK,
    }
}
