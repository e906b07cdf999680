//! The text of the document: sheet after sheet, each in a section of its own.

use super::paper::Paper;
use super::style::{
    ANNEX, HEAD_LINE, HEADING_1, HEADING_2, HEADING_3, LIST, NOTHING, SIGN_LINE, SIGNATURE,
    SMALL_HEADING, Style, TEXT, TITLE, YEAR, of_paragraph, reference,
};
use super::{DECLARATION, MAIN, run, table};
use crate::domain::prose::{Block, words};
use crate::domain::sheet::{Part, SIGN_OFF, Section, Sheet, Signature};
use crate::export::Snapshot;
use crate::export::markup::Markup;

/// The part `document.xml`.
pub(super) fn document(snapshot: &Snapshot) -> String {
    let mut part = Markup::beginning(DECLARATION);
    part.within("w:document", &[("xmlns:w", MAIN)], |part| {
        part.within("w:body", &[], |part| {
            let last = snapshot.sheets.len().saturating_sub(1);
            for (at, sheet) in snapshot.sheets.iter().enumerate() {
                draw(part, sheet);
                end(part, Paper::of(sheet), at == last);
            }
        });
    });
    part.finish()
}

/// The last section stands at the end of the document, every other one in its last paragraph.
fn end(part: &mut Markup, paper: Paper, is_last: bool) {
    if is_last {
        paper.section(part);
        return;
    }
    part.within("w:p", &[], |part| {
        part.within("w:pPr", &[], |part| {
            reference(part, NOTHING);
            paper.section(part);
        });
    });
}

fn draw(part: &mut Markup, sheet: &Sheet) {
    let paper = Paper::of(sheet);
    for (style, text) in [
        (ANNEX, &sheet.annex),
        (TITLE, &sheet.title),
        (YEAR, &sheet.year_line),
    ] {
        if !text.is_empty() {
            paragraph(part, style, text);
        }
    }
    if !sheet.is_text() {
        head_line(part, sheet, paper);
    }
    for piece in &sheet.parts {
        match piece {
            Part::Table(piece) => table::draw(part, piece, paper.text_width()),
            Part::Section(piece) => section(part, piece),
            Part::Signature(piece) => signature(part, piece),
        }
    }
    if !sheet.is_text() {
        paragraph(part, SIGN_LINE, &SIGN_OFF.join("　　　　　　"));
    }
}

/// A paragraph of one line.
pub(super) fn paragraph(part: &mut Markup, style: Style, text: &str) {
    part.within("w:p", &[], |part| {
        of_paragraph(part, style);
        if !text.is_empty() {
            run(part, text);
        }
    });
}

/// 填报单位 at the left, 单位：万元 at the right.
fn head_line(part: &mut Markup, sheet: &Sheet, paper: Paper) {
    if sheet.agency_line.is_empty() && sheet.unit_line.is_empty() {
        return;
    }
    let edge = paper.text_width().to_string();
    part.within("w:p", &[], |part| {
        part.within("w:pPr", &[], |part| {
            reference(part, HEAD_LINE);
            part.within("w:tabs", &[], |part| {
                part.empty("w:tab", &[("w:val", "right"), ("w:pos", &edge)]);
            });
        });
        run(part, &sheet.agency_line);
        if !sheet.unit_line.is_empty() {
            part.within("w:r", &[], |part| part.empty("w:tab", &[]));
            run(part, &sheet.unit_line);
        }
    });
}

fn section(part: &mut Markup, section: &Section) {
    let style = match section.level {
        1 => HEADING_1,
        2 => HEADING_2,
        _ => HEADING_3,
    };
    if !section.heading.is_empty() {
        paragraph(part, style, &section.heading);
    }
    for block in section.blocks() {
        draw_block(part, block);
    }
}

/// Items of a list stand as paragraphs with their marks, as official papers number theirs.
fn draw_block(part: &mut Markup, block: &Block) {
    match block {
        Block::Heading(pieces) => paragraph(part, SMALL_HEADING, &words(pieces)),
        Block::Paragraph(pieces) => paragraph(part, TEXT, &words(pieces)),
        Block::List(items) => {
            for item in items {
                paragraph(
                    part,
                    LIST,
                    &format!("{}{}", item.mark(), words(&item.pieces)),
                );
            }
        }
    }
}

/// 落款, with room for the seal above it.
fn signature(part: &mut Markup, signature: &Signature) {
    for _ in 0..2 {
        paragraph(part, TEXT, "");
    }
    paragraph(part, SIGNATURE, &signature.agency);
    paragraph(part, SIGNATURE, &signature.date.shown);
}
