//! Tables that are no forms: a sheet each, headings that stay in sight, figures as numbers.

use rust_xlsxwriter::{
    DocProperties, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::figure::Figure;
use crate::domain::statistics::Table;

/// Excel keeps so many characters of a sheet's name.
const LONGEST_NAME: usize = 31;

/// The widest column, in characters of a figure.
const WIDEST: usize = 48;

/// Writes tables under their names, one sheet each.
pub(in crate::export) fn write(
    title: &str,
    tables: &[(&str, &Table)],
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The same tables always give the same bytes.
    let made = rust_xlsxwriter::ExcelDateTime::from_timestamp(0)?;
    let properties = DocProperties::new();
    workbook.set_properties(&properties.set_title(title).set_creation_datetime(&made));
    for (name, table) in tables {
        let name: String = name.chars().take(LONGEST_NAME).collect();
        let sheet = workbook.add_worksheet();
        sheet.set_name(name)?;
        draw(sheet, table)?;
    }
    workbook.save_to_buffer()
}

fn draw(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let heading = bordered().set_bold().set_align(FormatAlign::Center);
    let words = bordered()
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter);
    for (at, column) in (0_u16..).zip(&table.columns) {
        sheet.write_string_with_format(0, at, column.name, &heading)?;
        let place = usize::from(at);
        let cells = table.lines.iter().filter_map(|line| line.cells.get(place));
        let longest = cells.map(|cell| width(cell)).max().unwrap_or(0);
        let width = longest.max(width(column.name)).min(WIDEST) + 2;
        sheet.set_column_width(at, u32::try_from(width).unwrap_or(u32::MAX))?;
    }
    for (row, line) in (1_u32..).zip(&table.lines) {
        for ((at, column), cell) in (0_u16..).zip(&table.columns).zip(&line.cells) {
            match Figure::shown(cell).filter(|_| column.is_figure) {
                Some(figure) => {
                    let format = bordered().set_num_format(&figure.format);
                    sheet.write_with_format(row, at, figure.number, &format)?
                }
                None => sheet.write_string_with_format(row, at, cell, &words)?,
            };
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(())
}

fn bordered() -> Format {
    Format::new().set_border(FormatBorder::Thin)
}

/// How wide a text is; a Chinese character takes two places.
fn width(text: &str) -> usize {
    let places = text
        .chars()
        .map(|symbol| if symbol.is_ascii() { 1 } else { 2 });
    places.sum()
}
