//! A circular: title, paragraphs and 落款 on the paper of official documents.

use super::body::paragraph;
use super::paper::Paper;
use super::style::{HEADING_1, SIGNATURE, TEXT, TITLE};
use super::{DECLARATION, MAIN};
use crate::domain::statistics::CircularLine;
use crate::export::markup::Markup;

/// The part `document.xml`.
pub(super) fn document(lines: &[CircularLine]) -> String {
    let mut part = Markup::beginning(DECLARATION);
    part.within("w:document", &[("xmlns:w", MAIN)], |part| {
        part.within("w:body", &[], |part| {
            for line in lines {
                let (style, text) = match line {
                    CircularLine::Title(text) => (TITLE, text),
                    CircularLine::Heading(text) => (HEADING_1, text),
                    CircularLine::Open(text) | CircularLine::Text(text) => (TEXT, text),
                    CircularLine::Signature(text) => (SIGNATURE, text),
                };
                paragraph(part, style, text);
            }
            Paper::official().section(part);
        });
    });
    part.finish()
}
