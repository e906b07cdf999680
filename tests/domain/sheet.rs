//! The paper forms as trees of cells.

use ziping::domain::evaluate::evaluate;
use ziping::domain::filing::Entries;
use ziping::domain::scheme::Scheme;
use ziping::domain::sheet::{Content, Part, Purpose, Sheet, Table, lay_out};

use crate::seeds::shipped;

/// Every row fills the whole width, cells merged from above counted; nothing sticks out below.
pub fn assert_grid(table: &Table) {
    let mut hanging = [0_usize; Table::UNITS];
    for (number, row) in table.rows.iter().enumerate() {
        let mut column = 0;
        let mut cells = row.cells.iter();
        while column < Table::UNITS {
            if hanging[column] > 0 {
                hanging[column] -= 1;
                column += 1;
                continue;
            }
            let cell = cells
                .next()
                .unwrap_or_else(|| panic!("row {number} is short at unit {column}"));
            for below in &mut hanging[column..column + cell.colspan] {
                assert_eq!(*below, 0, "row {number} overlaps at unit {column}");
                *below = cell.rowspan - 1;
            }
            column += cell.colspan;
        }
        assert!(cells.next().is_none(), "row {number} is too long");
    }
    assert!(
        hanging.iter().all(|rows| *rows == 0),
        "a merged cell sticks out below"
    );
}

fn sheets(name: &str, purpose: Purpose) -> (Scheme, Entries, Vec<Sheet>) {
    let (scheme, entries) = shipped::filing(name);
    let evaluation = evaluate(&scheme, &entries);
    let sheets = scheme
        .forms
        .iter()
        .map(|form| lay_out(&scheme, &form.id, &entries, &evaluation, purpose).unwrap())
        .collect();
    (scheme, entries, sheets)
}

#[test]
fn every_form_is_a_full_grid() {
    for (name, _) in shipped::filled() {
        for purpose in [Purpose::Entry, Purpose::Reading] {
            for sheet in sheets(&name, purpose).2 {
                for part in &sheet.parts {
                    if let Part::Table(table) = part {
                        assert_grid(table);
                    }
                }
            }
        }
    }
}

/// A sheet as plain lines, one a row, merged cells once.
fn plain(sheet: &Sheet) -> String {
    let mut lines = vec![format!(
        "{} {} {}",
        sheet.annex, sheet.title, sheet.unit_line
    )];
    for part in &sheet.parts {
        match part {
            Part::Section(section) => lines.push(format!("# {}", section.heading)),
            Part::Signature(signature) => lines.push(signature.date.shown.clone()),
            Part::Table(table) => {
                for row in &table.rows {
                    let cells: Vec<String> = row
                        .cells
                        .iter()
                        .map(|cell| content(&cell.content))
                        .collect();
                    lines.push(cells.join(" | "));
                }
            }
        }
    }
    lines.join("\n")
}

fn content(content: &Content) -> String {
    let text = match content {
        Content::Text(text) => text.replace('\n', ""),
        Content::Field(field) => field.shown.clone(),
        Content::Result(result) => format!("[{}]", result.shown),
        Content::Checklist(items) => {
            let marks: Vec<&str> = items
                .iter()
                .map(|(_, field)| field.shown.as_str())
                .collect();
            marks.join("、")
        }
        Content::Heading(heading) => heading.name.clone(),
    };
    let cut: String = text.chars().take(24).collect();
    if cut.len() < text.len() {
        format!("{cut}…")
    } else {
        cut
    }
}

#[test]
fn the_self_assessment_of_lukou_reads_as_on_paper() {
    let (_, _, sheets) = sheets("lukou-2022", Purpose::Reading);
    insta::assert_snapshot!("lukou_f1", plain(&sheets[0]));
}

#[test]
fn the_base_data_and_the_score_sheet_of_datonghu_read_as_on_paper() {
    let (_, _, sheets) = sheets("datonghu-2020", Purpose::Reading);
    let text: Vec<String> = sheets.iter().take(3).map(plain).collect();
    insta::assert_snapshot!("datonghu", text.join("\n\n"));
}
