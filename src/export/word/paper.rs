//! Pages: A4 upright for forms, on its side for wide tables, with the margins of GB/T 9704 for reports.

use super::{DOCUMENT_RELATION, FOOTER_ID};
use crate::domain::sheet::Sheet;
use crate::export::markup::Markup;

/// A page, in twentieths of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Paper {
    width: usize,
    height: usize,
    top: usize,
    right: usize,
    bottom: usize,
    left: usize,
}

const SHORT: usize = 11_906;
const LONG: usize = 16_838;

/// 20 mm around a form.
const UPRIGHT: Paper = Paper {
    width: SHORT,
    height: LONG,
    top: 1_134,
    right: 1_134,
    bottom: 1_134,
    left: 1_134,
};

const ON_ITS_SIDE: Paper = Paper {
    width: LONG,
    height: SHORT,
    ..UPRIGHT
};

/// 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm.
const REPORT: Paper = Paper {
    top: 2_098,
    right: 1_474,
    bottom: 1_985,
    left: 1_588,
    ..UPRIGHT
};

impl Paper {
    /// The page of an official paper.
    pub fn official() -> Self {
        REPORT
    }

    /// The page a sheet wants.
    pub fn of(sheet: &Sheet) -> Self {
        if sheet.is_wide() {
            ON_ITS_SIDE
        } else if sheet.is_text() {
            REPORT
        } else {
            UPRIGHT
        }
    }

    /// How wide the text is.
    pub fn text_width(self) -> usize {
        self.width.saturating_sub(self.left + self.right)
    }

    /// The properties of a section on this paper.
    pub fn section(self, part: &mut Markup) {
        let of = |number: usize| number.to_string();
        let (width, height) = (of(self.width), of(self.height));
        let margins = [of(self.top), of(self.right), of(self.bottom), of(self.left)];
        let [top, right, bottom, left] = margins.each_ref().map(String::as_str);
        part.within("w:sectPr", &[], |part| {
            part.empty(
                "w:footerReference",
                &[
                    ("w:type", "default"),
                    ("xmlns:r", DOCUMENT_RELATION),
                    ("r:id", FOOTER_ID),
                ],
            );
            part.empty("w:type", &[("w:val", "nextPage")]);
            let mut size = vec![("w:w", width.as_str()), ("w:h", height.as_str())];
            if self.width > self.height {
                size.push(("w:orient", "landscape"));
            }
            part.empty("w:pgSz", &size);
            part.empty(
                "w:pgMar",
                &[
                    ("w:top", top),
                    ("w:right", right),
                    ("w:bottom", bottom),
                    ("w:left", left),
                    ("w:header", "851"),
                    ("w:footer", "680"),
                    ("w:gutter", "0"),
                ],
            );
        });
    }
}
