//! The faces and sizes of official papers (GB/T 9704-2012), by name: every office in the country has
//! them, and a machine without one shows its own.

use super::{DECLARATION, MAIN};
use crate::export::markup::Markup;

/// A paragraph style.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    id: &'static str,
    name: &'static str,
    face: &'static str,
    /// Half points.
    size: &'static str,
    align: &'static str,
    /// How far the first line stands in, two characters, in twentieths of a point.
    indent: &'static str,
    /// Lines of text: exact twentieths of a point; as high as the text needs when empty.
    line: &'static str,
    /// Twentieths of a point above it.
    before: &'static str,
    /// Twentieths of a point below it.
    after: &'static str,
    is_bold: bool,
    /// The level in the outline, from 0.
    outline: Option<&'static str>,
}

const PLAIN: Style = Style {
    id: "",
    name: "",
    face: "仿宋_GB2312",
    size: "32",
    align: "both",
    indent: "",
    line: "",
    before: "0",
    after: "0",
    is_bold: false,
    outline: None,
};

/// 附件1, at the left above everything.
pub(super) const ANNEX: Style = Style {
    id: "Annex",
    name: "附件号",
    face: "黑体",
    align: "left",
    ..PLAIN
};
/// The title.
pub(super) const TITLE: Style = Style {
    id: "FormTitle",
    name: "标题",
    face: "方正小标宋简体",
    size: "44",
    align: "center",
    after: "120",
    ..PLAIN
};
/// （2022年度）.
pub(super) const YEAR: Style = Style {
    id: "YearLine",
    name: "年度",
    face: "楷体",
    size: "28",
    align: "center",
    after: "80",
    ..PLAIN
};
/// 填报单位 and 单位：万元; the line under a table.
pub(super) const HEAD_LINE: Style = Style {
    id: "HeadLine",
    name: "表头",
    size: "24",
    align: "left",
    after: "40",
    ..PLAIN
};
/// Who signs, under a table.
pub(super) const SIGN_LINE: Style = Style {
    id: "SignLine",
    name: "签字栏",
    size: "21",
    before: "160",
    ..HEAD_LINE
};
/// Text of a report: 3号, two characters in, 28.95 points from line to line.
pub(super) const TEXT: Style = Style {
    id: "ReportText",
    name: "正文段落",
    indent: "640",
    line: "579",
    ..PLAIN
};
/// 一、.
pub(super) const HEADING_1: Style = Style {
    id: "Heading1",
    name: "heading 1",
    face: "黑体",
    outline: Some("0"),
    ..TEXT
};
/// （一）.
pub(super) const HEADING_2: Style = Style {
    id: "Heading2",
    name: "heading 2",
    face: "楷体",
    outline: Some("1"),
    ..TEXT
};
/// 1.
pub(super) const HEADING_3: Style = Style {
    id: "Heading3",
    name: "heading 3",
    is_bold: true,
    outline: Some("2"),
    ..TEXT
};
/// A small heading inside a text.
pub(super) const SMALL_HEADING: Style = Style {
    id: "SmallHeading",
    name: "文中小标题",
    is_bold: true,
    ..TEXT
};
/// An item of a list inside a text.
pub(super) const LIST: Style = Style {
    id: "ListText",
    name: "文中列项",
    ..TEXT
};
/// 落款.
pub(super) const SIGNATURE: Style = Style {
    id: "SignedBy",
    name: "落款",
    align: "right",
    line: "579",
    ..PLAIN
};
/// Printed words of a table.
pub(super) const LABEL: Style = Style {
    id: "CellLabel",
    name: "表格标题",
    face: "宋体",
    size: "20",
    align: "center",
    ..PLAIN
};
/// Figures of a table.
pub(super) const FIGURE: Style = Style {
    id: "CellFigure",
    name: "表格数字",
    align: "right",
    ..LABEL
};
/// Words of a table.
pub(super) const WORDS: Style = Style {
    id: "CellWords",
    name: "表格文字",
    align: "left",
    ..LABEL
};
/// Points of a table.
pub(super) const MARK: Style = Style {
    id: "CellMark",
    name: "表格分值",
    ..LABEL
};
/// 第 x 页 共 y 页.
pub(super) const FOOTER: Style = Style {
    id: "Footer",
    name: "footer",
    face: "宋体",
    size: "28",
    align: "center",
    ..PLAIN
};
/// What ends a section without taking room.
pub(super) const NOTHING: Style = Style {
    id: "SectionEnd",
    name: "分节",
    size: "2",
    line: "20",
    ..PLAIN
};

const ALL: [Style; 16] = [
    ANNEX, TITLE, YEAR, HEAD_LINE, TEXT, HEADING_1, HEADING_2, HEADING_3, SIGNATURE, SIGN_LINE,
    LABEL, FIGURE, WORDS, MARK, FOOTER, NOTHING,
];

/// The style of a paragraph, as its first element.
pub(super) fn of_paragraph(part: &mut Markup, style: Style) {
    part.within("w:pPr", &[], |part| reference(part, style));
}

/// The name of a style among the properties of a paragraph.
pub(super) fn reference(part: &mut Markup, style: Style) {
    part.empty("w:pStyle", &[("w:val", style.id)]);
}

/// The part `styles.xml`.
pub(super) fn styles() -> String {
    let mut part = Markup::beginning(DECLARATION);
    part.within("w:styles", &[("xmlns:w", MAIN)], |part| {
        part.within("w:docDefaults", &[], |part| {
            part.within("w:rPrDefault", &[], |part| {
                part.within("w:rPr", &[], |part| letters(part, PLAIN));
            });
            part.within("w:pPrDefault", &[], |_| {});
        });
        let normal = [
            ("w:type", "paragraph"),
            ("w:default", "1"),
            ("w:styleId", "Normal"),
        ];
        part.within("w:style", &normal, |part| {
            part.empty("w:name", &[("w:val", "Normal")]);
        });
        for style in ALL {
            define(part, style);
        }
    });
    part.finish()
}

fn define(part: &mut Markup, style: Style) {
    let attributes = [("w:type", "paragraph"), ("w:styleId", style.id)];
    part.within("w:style", &attributes, |part| {
        part.empty("w:name", &[("w:val", style.name)]);
        part.empty("w:basedOn", &[("w:val", "Normal")]);
        part.empty("w:qFormat", &[]);
        part.within("w:pPr", &[], |part| {
            if style.outline.is_some() {
                part.empty("w:keepNext", &[]);
            }
            let mut spacing = vec![("w:before", style.before), ("w:after", style.after)];
            if !style.line.is_empty() {
                spacing.extend([("w:line", style.line), ("w:lineRule", "exact")]);
            }
            part.empty("w:spacing", &spacing);
            if !style.indent.is_empty() {
                part.empty(
                    "w:ind",
                    &[("w:firstLineChars", "200"), ("w:firstLine", style.indent)],
                );
            }
            part.empty("w:jc", &[("w:val", style.align)]);
            if let Some(level) = style.outline {
                part.empty("w:outlineLvl", &[("w:val", level)]);
            }
        });
        part.within("w:rPr", &[], |part| letters(part, style));
    });
}

fn letters(part: &mut Markup, style: Style) {
    let face = style.face;
    part.empty(
        "w:rFonts",
        &[
            ("w:ascii", "Times New Roman"),
            ("w:hAnsi", "Times New Roman"),
            ("w:eastAsia", face),
        ],
    );
    if style.is_bold {
        part.empty("w:b", &[]);
    }
    part.empty("w:sz", &[("w:val", style.size)]);
    part.empty("w:lang", &[("w:val", "en-US"), ("w:eastAsia", "zh-CN")]);
}
