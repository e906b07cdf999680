//! The running text of a document, given to the text checker with what the tables know.

use crate::domain::document::{Block, Cell, Document, Table};
use crate::domain::narrative::{self, Context, Known, Remark};

use super::finding::AuditFinding;
use super::place::Forms;
use super::stream::Token;

/// A cell with fewer characters is a label or a value, no text.
const SHORTEST_TEXT: usize = 40;

/// One paragraph or long cell with its place in the stream.
struct Piece<'a> {
    text: &'a str,
    line: usize,
    index: usize,
}

/// What the text checker says about everything that stands in no known table.
pub(super) fn check(
    document: &Document,
    tokens: &[Token],
    in_table: &dyn Fn(usize) -> bool,
    year: Option<i32>,
    known: Vec<Known>,
    forms: &Forms,
) -> Vec<AuditFinding> {
    let (pieces, cells) = pieces(document, tokens, in_table);
    let texts: Vec<&str> = pieces.iter().map(|piece| piece.text).collect();
    let mut found: Vec<AuditFinding> = narrative::check(&texts, &Context { year, known })
        .into_iter()
        .filter_map(|(index, remark)| Some(finding(pieces.get(index)?, remark, forms)))
        .collect();
    for cell in &cells {
        let remarks = narrative::check_cell(cell.text).into_iter();
        found.extend(remarks.map(|remark| finding(cell, remark, forms)));
    }
    found
}

/// The running text, and the cells that are too short for it.
type Pieces<'a> = (Vec<Piece<'a>>, Vec<Piece<'a>>);

fn pieces<'a>(
    document: &'a Document,
    tokens: &[Token],
    in_table: &dyn Fn(usize) -> bool,
) -> Pieces<'a> {
    let mut firsts = vec![None; document.blocks.len()];
    for (index, token) in tokens.iter().enumerate().rev() {
        if let Some(first) = firsts.get_mut(token.block) {
            *first = Some(index);
        }
    }
    let (mut pieces, mut short) = (Vec::new(), Vec::new());
    for (block, index) in document.blocks.iter().zip(firsts) {
        let index = index.unwrap_or(0);
        match block {
            Block::Paragraph(paragraph) => {
                let is_long = paragraph.text.chars().count() >= SHORTEST_TEXT;
                let is_text = is_long || !in_table(index);
                let kind = if is_text { &mut pieces } else { &mut short };
                kind.push(Piece {
                    text: &paragraph.text,
                    line: paragraph.line,
                    index,
                });
            }
            Block::Table(table) => {
                for (row, cell) in cells(table) {
                    let is_text = cell.text.chars().count() >= SHORTEST_TEXT;
                    let kind = if is_text { &mut pieces } else { &mut short };
                    kind.push(Piece {
                        text: &cell.text,
                        line: table.line + row,
                        index,
                    });
                }
            }
        }
    }
    (pieces, short)
}

/// The cells of a table with their rows.
fn cells(table: &Table) -> impl Iterator<Item = (usize, &Cell)> {
    let rows = table.rows.iter().enumerate();
    rows.flat_map(|(row, cells)| cells.iter().map(move |cell| (row, cell)))
}

fn finding(piece: &Piece<'_>, remark: Remark, forms: &Forms) -> AuditFinding {
    AuditFinding {
        check: remark.check,
        severity: remark.severity,
        place: forms.place(piece.index, &[&excerpt(piece.text, &remark)], piece.line),
        published: remark.published,
        expected: remark.expected,
        message: remark.message,
        cure: remark.cure,
    }
}

/// The few words before the spot, so that it is found in a long paragraph.
fn excerpt(text: &str, remark: &Remark) -> String {
    let before = text.get(..remark.at.start).unwrap_or("");
    let at = text.get(remark.at.clone()).unwrap_or("");
    let mut words: Vec<char> = before.chars().rev().take(8).collect();
    words.reverse();
    let words: String = words.into_iter().collect();
    let at: String = at.chars().take(24).collect();
    format!("“{}{at}”", words.trim_start())
}
