//! A filing on paper, as an agency keeps it: the sheets as one web page with real tables.

use ziping::domain::evaluate::evaluate;
use ziping::domain::filing::Entries;
use ziping::domain::scheme::Scheme;
use ziping::domain::sheet::{Cell, Content, Part, Purpose, Sheet, lay_out};

/// All forms of a filing; computed cells print what the paper printed, where that is known.
pub fn page(scheme: &Scheme, entries: &Entries) -> String {
    let evaluation = evaluate(scheme, entries);
    let sheets = scheme
        .forms
        .iter()
        .map(|form| lay_out(scheme, &form.id, entries, &evaluation, Purpose::Reading).unwrap());
    let body: String = sheets.map(|sheet| of_sheet(&sheet, entries)).collect();
    format!("<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body>{body}</body></html>")
}

fn of_sheet(sheet: &Sheet, entries: &Entries) -> String {
    let head = [
        &sheet.annex,
        &sheet.title,
        &sheet.year_line,
        &sheet.unit_line,
    ];
    let head: String = head
        .iter()
        .filter(|line| !line.is_empty())
        .map(|line| format!("<p>{}</p>", escaped(line)))
        .collect();
    let parts = sheet.parts.iter().map(|part| match part {
        Part::Table(table) => {
            let rows = table.rows.iter().map(|row| {
                let cells: String = row
                    .cells
                    .iter()
                    .map(|cell| of_cell(cell, entries))
                    .collect();
                format!("<tr>{cells}</tr>")
            });
            format!("<table border=\"1\">{}</table>", rows.collect::<String>())
        }
        Part::Section(section) => {
            let text = section.field.as_ref().map_or("", |field| &field.typed);
            let lines = std::iter::once(section.heading.as_str()).chain(text.lines());
            lines
                .filter(|line| !line.is_empty())
                .map(|line| format!("<p>{}</p>", escaped(line)))
                .collect()
        }
        Part::Signature(signature) => format!(
            "<p>{}</p><p>{}</p>",
            escaped(&signature.agency),
            escaped(&signature.date.typed)
        ),
    });
    format!("{head}{}", parts.collect::<String>())
}

fn of_cell(cell: &Cell, entries: &Entries) -> String {
    let text = match &cell.content {
        Content::Text(text) => text.clone(),
        Content::Heading(heading) => heading.name.clone(),
        Content::Field(field) => field.typed.clone(),
        Content::Result(result) => match entries.typed(&result.code) {
            "" => result.shown.clone(),
            printed => printed.to_owned(),
        },
        Content::Checklist(lines) => lines
            .iter()
            .map(|(line, field)| format!("{line}\n{}", field.typed))
            .collect::<Vec<_>>()
            .join("\n"),
    };
    format!(
        "<td colspan=\"{}\" rowspan=\"{}\">{}</td>",
        cell.colspan,
        cell.rowspan,
        escaped(&text).replace('\n', "<br>")
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
