//! What a document is made of.

use serde::Serialize;
use typst::foundations::Datetime;

use crate::PdfError;

/// A document.
#[derive(Debug, Clone, Serialize)]
pub struct Document {
    /// Its title, for the window of the reader and for archives.
    pub title: String,
    /// The organisation it is of.
    pub author: String,
    /// Its language, as in ISO 639: `zh`.
    pub language: String,
    /// The moment it tells of.
    #[serde(skip)]
    pub at: Moment,
    /// Its sections, each beginning a page.
    pub sections: Vec<Section>,
}

/// A moment in UTC, to the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The year.
    pub year: i32,
    /// The month, from 1.
    pub month: u8,
    /// The day, from 1.
    pub day: u8,
    /// The hour.
    pub hour: u8,
    /// The minute.
    pub minute: u8,
    /// The second.
    pub second: u8,
}

impl Moment {
    pub(crate) fn checked(self) -> Result<Datetime, PdfError> {
        let Self {
            year,
            month,
            day,
            hour,
            minute,
            second,
        } = self;
        Datetime::from_ymd_hms(year, month, day, hour, minute, second).ok_or(PdfError::Moment(self))
    }
}

/// Pages of one kind.
#[derive(Debug, Clone, Serialize)]
pub struct Section {
    /// The page.
    pub paper: Paper,
    /// What stands on it, from the top.
    pub blocks: Vec<Block>,
}

/// A page of A4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Paper {
    /// Upright with 20 mm around a form.
    Form,
    /// On its side with 20 mm beside a wide form, 16 mm above and below it.
    Wide,
    /// Upright with the margins of GB/T 9704-2012: 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm, on
    /// which stand 22 lines of 28 characters.
    Report,
}

/// A piece of a section.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Block {
    /// 附件1, at the left above everything.
    Annex {
        /// The words.
        text: String,
    },
    /// The title in the middle.
    Title {
        /// The words.
        text: String,
    },
    /// A line in the middle under the title.
    Subtitle {
        /// The words.
        text: String,
    },
    /// A line with words at both of its ends.
    Line {
        /// The words at the left.
        left: String,
        /// The words at the right.
        right: String,
    },
    /// A heading of a running text.
    Heading {
        /// 1 for 一、, 2 for （一）, 3 for 1.
        level: u8,
        /// The words.
        text: String,
    },
    /// A paragraph of a running text, its first line two characters in.
    Paragraph {
        /// The words.
        text: String,
    },
    /// A list.
    List {
        /// Whether its items are numbered.
        ordered: bool,
        /// The items.
        items: Vec<String>,
    },
    /// A table.
    Table(Table),
    /// Places for names and seals side by side; under a table, on the page of its last row.
    Signatures {
        /// What stands before each place.
        places: Vec<String>,
    },
    /// 落款: who answers for the text and the date, with room for the seal.
    Seal {
        /// The organisation.
        organisation: String,
        /// The date as it is written.
        date: String,
    },
}

/// A table over the whole width.
#[derive(Debug, Clone, Serialize)]
pub struct Table {
    /// The widths of the columns, as shares of the whole.
    pub columns: Vec<usize>,
    /// How many rows at the top are repeated on every page.
    pub headings: usize,
    /// The cells, each saying where it stands.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Debug, Clone, Serialize)]
pub struct Cell {
    /// The row it begins in, from 0.
    pub row: usize,
    /// The column it begins in, from 0.
    pub column: usize,
    /// How many rows it covers, from 1.
    pub rowspan: usize,
    /// How many columns it covers, from 1.
    pub colspan: usize,
    /// How its lines stand.
    pub align: Align,
    /// Whether it is set in bold.
    pub bold: bool,
    /// Its lines.
    pub lines: Vec<String>,
}

/// How lines stand in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Align {
    /// Words.
    Left,
    /// Headings and marks.
    Centre,
    /// Figures: one too long for its column is set smaller.
    Right,
}
