//! One page of the workbook, written as planned.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Formula, Note, Worksheet, XlsxError};

use super::figure::Figure;
use super::formula::{Formulas, Live};
use super::plan::{Inside, Look, Piece, Plan};
use crate::domain::figure::Exact;
use crate::domain::sheet::{Cell, Content, Field, ResultField, Role};

const A4: u8 = 9;

/// Excel keeps so many characters of a text.
const LONGEST_TEXT: usize = 32_000;

const CUT: &str = "……（超出 Excel 单元格长度，全文见 Word 文档）";

/// What stands at a value that should follow from others but has no formula.
const NO_FORMULA: &str = "本格由系统按方案计算；评价标准中有勾选、等级或限分，不能写成公式，改动其他单元格后请以系统计算为准。";

/// Inches around the page.
const MARGIN: f64 = 0.6;

pub(super) fn page(
    worksheet: &mut Worksheet,
    plan: &Plan<'_>,
    formulas: &Formulas<'_>,
) -> Result<(), XlsxError> {
    worksheet.set_name(&plan.name)?;
    set_up(worksheet, plan)?;
    for (column, width) in (0_u16..).zip(&plan.columns) {
        worksheet.set_column_width(column, to_u32(*width))?;
    }
    for (row, height) in (0_u32..).zip(&plan.heights) {
        worksheet.set_row_height(row, to_u32(*height))?;
    }
    let mut page = Page {
        worksheet,
        formulas,
    };
    plan.pieces.iter().try_for_each(|piece| page.draw(piece))
}

/// A4, as wide as one page, heading rows on every page, 第 x 页 共 y 页.
fn set_up(worksheet: &mut Worksheet, plan: &Plan<'_>) -> Result<(), XlsxError> {
    worksheet
        .set_paper_size(A4)
        .set_print_fit_to_pages(1, 0)
        .set_print_center_horizontally(true)
        .set_margins(MARGIN, MARGIN, MARGIN, MARGIN, MARGIN / 2.0, MARGIN / 2.0)
        .set_footer("&C第 &P 页  共 &N 页");
    if plan.sheet.is_wide() {
        worksheet.set_landscape();
    }
    if let Some((first, last)) = plan.repeated {
        worksheet.set_repeat_rows(to_u32(first), to_u32(last))?;
    }
    Ok(())
}

struct Page<'a> {
    worksheet: &'a mut Worksheet,
    formulas: &'a Formulas<'a>,
}

/// What is written into a cell.
enum Entry {
    Text(String),
    Figure(Figure),
    Live(Live),
}

impl Page<'_> {
    fn draw(&mut self, piece: &Piece<'_>) -> Result<(), XlsxError> {
        match &piece.content {
            Inside::Line(look, text) => {
                let format = line_format(*look);
                self.put(piece, &Entry::Text(text.clone()), format)
            }
            Inside::Cell(cell) => {
                let entry = self.entry(cell);
                self.put(piece, &entry, cell_format(cell))?;
                self.remark(piece, cell, &entry)
            }
        }
    }

    fn put(&mut self, piece: &Piece<'_>, entry: &Entry, format: Format) -> Result<(), XlsxError> {
        let (row, column) = (to_u32(piece.row), to_u16(piece.column));
        let format = match entry {
            Entry::Text(_) => format,
            Entry::Figure(figure) => format.set_num_format(&figure.format),
            Entry::Live(live) => format.set_num_format(&live.format),
        };
        let last = (to_u32(piece.last_row), to_u16(piece.last_column));
        if last != (row, column) {
            self.worksheet
                .merge_range(row, column, last.0, last.1, "", &format)?;
        }
        match entry {
            Entry::Text(text) if text.is_empty() => {
                self.worksheet.write_blank(row, column, &format)?
            }
            Entry::Text(text) => self
                .worksheet
                .write_string_with_format(row, column, text, &format)?,
            Entry::Figure(figure) => {
                self.worksheet
                    .write_with_format(row, column, figure.number, &format)?
            }
            Entry::Live(live) => {
                let formula = Formula::new(&live.formula).set_result(&live.result);
                self.worksheet
                    .write_formula_with_format(row, column, formula, &format)?
            }
        };
        Ok(())
    }

    fn entry(&self, cell: &Cell) -> Entry {
        let figure = match &cell.content {
            Content::Result(result) => return self.computed(result),
            Content::Field(field) => self.typed(field),
            Content::Text(text) => Figure::printed(text),
            Content::Checklist(_) | Content::Heading(_) => None,
        };
        figure.map_or_else(|| text(cell), Entry::Figure)
    }

    fn computed(&self, result: &ResultField) -> Entry {
        if let Some(live) = self.formulas.of(&result.code) {
            return Entry::Live(live);
        }
        let shown = match result.given() {
            Some(word) => format!("{}（{word}）", result.shown),
            None => result.shown.clone(),
        };
        let value = self.formulas.value(&result.code);
        let figure = value.and_then(|value| Figure::of(&value, &shown));
        figure.map_or_else(|| Entry::Text(shown), Entry::Figure)
    }

    fn typed(&self, field: &Field) -> Option<Figure> {
        let value: Exact = self.formulas.value(&field.code)?;
        Figure::of(&value, &field.shown)
    }

    /// Says at a computed value that it is none of Excel's.
    fn remark(&mut self, piece: &Piece<'_>, cell: &Cell, entry: &Entry) -> Result<(), XlsxError> {
        if matches!(cell.content, Content::Result(_)) && !matches!(entry, Entry::Live(_)) {
            let note = Note::new(NO_FORMULA).set_author("");
            let (row, column) = (to_u32(piece.row), to_u16(piece.column));
            self.worksheet.insert_note(row, column, &note)?;
        }
        Ok(())
    }
}

/// The lines of a cell as one text, as much of it as Excel keeps.
fn text(cell: &Cell) -> Entry {
    let text = cell.content.lines().join("\n");
    let Some((end, _)) = text.char_indices().nth(LONGEST_TEXT) else {
        return Entry::Text(text);
    };
    let kept = text.get(..end).unwrap_or_default();
    Entry::Text(format!("{kept}{CUT}"))
}

fn line_format(look: Look) -> Format {
    let plain = aligned(look.role()).set_font_size(11);
    match look {
        Look::Annex => plain.set_font_name("黑体").set_font_size(14),
        Look::Title => plain.set_font_name("方正小标宋简体").set_font_size(20),
        Look::Year => plain.set_font_name("楷体").set_font_size(12),
        Look::Heading => plain.set_font_name("黑体").set_font_size(12),
        Look::Text => plain
            .set_font_name("仿宋_GB2312")
            .set_font_size(12)
            .set_indent(1),
        Look::Left | Look::Right => plain.set_font_name("宋体"),
    }
}

fn cell_format(cell: &Cell) -> Format {
    aligned(cell.role)
        .set_font_name("宋体")
        .set_font_size(10)
        .set_border(FormatBorder::Thin)
}

fn aligned(role: Role) -> Format {
    let align = match role {
        Role::Label | Role::Mark => FormatAlign::Center,
        Role::Figure => FormatAlign::Right,
        Role::Words | Role::Prose => FormatAlign::Left,
    };
    Format::new()
        .set_align(align)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
}

/// A workbook has fewer rows than this type has numbers; what has more is refused by the writer.
fn to_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn to_u16(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}
