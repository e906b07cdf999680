//! Word (.docx): the parts of the package.
//!
//! Written by hand on `zip` and our own [`Markup`]: the parts that a form needs are few, and the
//! library that writes Word files cannot repeat heading rows. Nothing in the file tells a time or a
//! machine, so the same filing always gives the same bytes.

mod body;
mod circular;
mod paper;
mod style;
mod table;

use super::bundle::zipped;
use super::markup::Markup;
use super::{ExportError, Snapshot};
use crate::domain::statistics::CircularLine;

/// What every part of the package begins with.
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const DOCUMENT_RELATION: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const CONTENT_TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const WORD_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The relation by which the sections find their footer.
const FOOTER_ID: &str = "rId2";

pub(super) fn write(snapshot: &Snapshot) -> Result<Vec<u8>, ExportError> {
    package(body::document(snapshot))
}

/// A circular to be finished by people.
///
/// # Errors
/// When the file cannot be written.
pub fn write_circular(lines: &[CircularLine]) -> Result<Vec<u8>, ExportError> {
    package(circular::document(lines))
}

fn package(document: String) -> Result<Vec<u8>, ExportError> {
    zipped(&[
        ("[Content_Types].xml", content_types()),
        (
            "_rels/.rels",
            relations(&[("officeDocument", "word/document.xml")]),
        ),
        ("word/document.xml", document),
        (
            "word/_rels/document.xml.rels",
            relations(&[
                ("styles", "styles.xml"),
                ("footer", "footer1.xml"),
                ("settings", "settings.xml"),
            ]),
        ),
        ("word/styles.xml", style::styles()),
        ("word/settings.xml", settings()),
        ("word/footer1.xml", footer()),
    ])
}

fn content_types() -> String {
    let mut part = Markup::beginning(DECLARATION);
    part.within("Types", &[("xmlns", CONTENT_TYPES)], |part| {
        let package = "application/vnd.openxmlformats-package.relationships+xml";
        part.empty(
            "Default",
            &[("Extension", "rels"), ("ContentType", package)],
        );
        part.empty(
            "Default",
            &[("Extension", "xml"), ("ContentType", "application/xml")],
        );
        for (name, kind) in [
            ("document", "document.main"),
            ("styles", "styles"),
            ("settings", "settings"),
            ("footer1", "footer"),
        ] {
            let (name, kind) = (
                format!("/word/{name}.xml"),
                format!("{WORD_TYPE}.{kind}+xml"),
            );
            part.empty("Override", &[("PartName", &name), ("ContentType", &kind)]);
        }
    });
    part.finish()
}

/// Relations numbered in their order.
fn relations(targets: &[(&str, &str)]) -> String {
    let mut part = Markup::beginning(DECLARATION);
    part.within("Relationships", &[("xmlns", RELATIONS)], |part| {
        for (number, (kind, target)) in (1..).zip(targets) {
            let (id, kind) = (
                format!("rId{number}"),
                format!("{DOCUMENT_RELATION}/{kind}"),
            );
            part.empty(
                "Relationship",
                &[("Id", &id), ("Type", &kind), ("Target", target)],
            );
        }
    });
    part.finish()
}

/// Lines break as Chinese lines do: no mark stands alone at an end of one.
fn settings() -> String {
    let mut part = Markup::beginning(DECLARATION);
    part.within("w:settings", &[("xmlns:w", MAIN)], |part| {
        part.empty("w:defaultTabStop", &[("w:val", "420")]);
        part.empty(
            "w:characterSpacingControl",
            &[("w:val", "compressPunctuation")],
        );
        part.within("w:compat", &[], |part| {
            let word = "http://schemas.microsoft.com/office/word";
            part.empty(
                "w:compatSetting",
                &[
                    ("w:name", "compatibilityMode"),
                    ("w:uri", word),
                    ("w:val", "15"),
                ],
            );
        });
    });
    part.finish()
}

/// 第 x 页 共 y 页.
fn footer() -> String {
    let mut part = Markup::beginning(DECLARATION);
    part.within("w:ftr", &[("xmlns:w", MAIN)], |part| {
        part.within("w:p", &[], |part| {
            style::of_paragraph(part, style::FOOTER);
            run(part, "第 ");
            field(part, "PAGE");
            run(part, " 页  共 ");
            field(part, "NUMPAGES");
            run(part, " 页");
        });
    });
    part.finish()
}

fn field(part: &mut Markup, code: &str) {
    part.within("w:fldSimple", &[("w:instr", code)], |part| run(part, "1"));
}

/// A run of text in the style of its paragraph.
fn run(part: &mut Markup, text: &str) {
    part.within("w:r", &[], |part| {
        part.texted("w:t", &[("xml:space", "preserve")], text);
    });
}
