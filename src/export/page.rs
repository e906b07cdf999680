//! A piece of HTML to be pasted into the content system of a county: tables with their style in
//! them, no script, no class, nothing from elsewhere.

use super::Snapshot;
use super::markup::Markup;
use crate::domain::prose::{Block, words};
use crate::domain::sheet::{Grid, GridRow, Part, Place, Role, Section, Sheet, Signature, Table};

const BODY: &str = "font-family:FangSong,仿宋_GB2312,仿宋,STFangsong,serif;font-size:16px;line-height:1.75;color:#000";
const TITLE: &str = "text-align:center;font-family:方正小标宋简体,SimSun,宋体,serif;font-size:24px;font-weight:bold;line-height:1.5;margin:12px 0";
const ANNEX: &str = "font-family:SimHei,黑体,sans-serif;margin:24px 0 0";
const CENTRED: &str = "text-align:center;margin:0 0 8px";
const LINE: &str = "margin:0 0 4px";
const TABLE: &str = "width:100%;border-collapse:collapse;table-layout:fixed;font-family:SimSun,宋体,serif;font-size:14px;line-height:1.5";
const PARAGRAPH: &str = "text-indent:2em;margin:0";
const SMALL_HEADING: &str = "font-weight:bold;text-indent:2em;margin:0";
const AT_THE_RIGHT: &str = "text-align:right;margin:0";

/// The fragment.
pub(super) fn write(snapshot: &Snapshot) -> String {
    let mut page = Markup::default();
    page.within("div", &[("style", BODY)], |page| {
        for sheet in &snapshot.sheets {
            page.line();
            draw(page, sheet);
        }
    });
    page.line();
    page.finish()
}

fn draw(page: &mut Markup, sheet: &Sheet) {
    for (style, text) in [
        (ANNEX, &sheet.annex),
        (TITLE, &sheet.title),
        (CENTRED, &sheet.year_line),
    ] {
        line(page, style, text);
    }
    if !sheet.is_text() {
        let words = format!("{}　　{}", sheet.agency_line, sheet.unit_line);
        line(page, LINE, words.trim());
    }
    for part in &sheet.parts {
        match part {
            Part::Table(part) => table(page, part),
            Part::Section(part) => section(page, part),
            Part::Signature(part) => signature(page, part),
        }
    }
}

fn line(page: &mut Markup, style: &str, text: &str) {
    if !text.is_empty() {
        page.texted("p", &[("style", style)], text);
        page.line();
    }
}

fn table(page: &mut Markup, table: &Table) {
    let grid = Grid::of(table);
    let attributes = [
        ("style", TABLE),
        ("border", "1"),
        ("cellpadding", "4"),
        ("cellspacing", "0"),
    ];
    page.within("table", &attributes, |page| {
        page.within("colgroup", &[], |page| {
            for units in &grid.columns {
                let width = format!("width:{}", share(*units));
                page.empty("col", &[("style", &width)]);
            }
        });
        page.line();
        let (head, body) = grid.rows.split_at(grid.heading_rows);
        if !head.is_empty() {
            page.within("thead", &[], |page| rows(page, head));
        }
        page.within("tbody", &[], |page| rows(page, body));
    });
    page.line();
}

/// So many units of the sheet in hundredths of its width.
fn share(units: usize) -> String {
    let hundredths = units * 10_000 / Table::UNITS;
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

fn rows(page: &mut Markup, rows: &[GridRow<'_>]) {
    for row in rows {
        page.within("tr", &[], |page| {
            row.begun().for_each(|place| cell(page, place));
        });
        page.line();
    }
}

fn cell(page: &mut Markup, place: &Place<'_>) {
    let tag = if place.cell.role == Role::Label {
        "th"
    } else {
        "td"
    };
    let style = style(place.cell.role);
    let (colspan, rowspan) = (place.colspan.to_string(), place.cell.rowspan.to_string());
    let mut attributes = vec![("style", style.as_str())];
    if place.colspan > 1 {
        attributes.push(("colspan", &colspan));
    }
    if place.cell.rowspan > 1 {
        attributes.push(("rowspan", &rowspan));
    }
    page.within(tag, &attributes, |page| {
        for (at, line) in place.cell.content.lines().iter().enumerate() {
            if at > 0 {
                page.empty("br", &[]);
            }
            page.text(line);
        }
    });
}

fn style(role: Role) -> String {
    let align = match role {
        Role::Label | Role::Mark => "center",
        Role::Prose | Role::Words => "left",
        Role::Figure => "right",
    };
    format!(
        "border:1px solid #000;padding:4px;font-weight:normal;text-align:{align};vertical-align:middle"
    )
}

fn section(page: &mut Markup, section: &Section) {
    let style = match section.level {
        1 => "font-family:SimHei,黑体,sans-serif;text-indent:2em;margin:8px 0 0",
        2 => "font-family:KaiTi,楷体,楷体_GB2312,serif;text-indent:2em;margin:4px 0 0",
        _ => SMALL_HEADING,
    };
    line(page, style, &section.heading);
    for block in section.blocks() {
        draw_block(page, block);
    }
}

/// Items of a list stand as paragraphs with their marks: content systems set lists in their own ways.
fn draw_block(page: &mut Markup, block: &Block) {
    match block {
        Block::Heading(pieces) => line(page, SMALL_HEADING, &words(pieces)),
        Block::Paragraph(pieces) => line(page, PARAGRAPH, &words(pieces)),
        Block::List(items) => {
            for item in items {
                line(
                    page,
                    PARAGRAPH,
                    &format!("{}{}", item.mark(), words(&item.pieces)),
                );
            }
        }
    }
}

fn signature(page: &mut Markup, signature: &Signature) {
    line(page, AT_THE_RIGHT, &signature.agency);
    line(page, AT_THE_RIGHT, &signature.date.shown);
}
