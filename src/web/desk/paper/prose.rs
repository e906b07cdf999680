//! A long text as it is read: its blocks, each figure of the forms with the way to where it stands.

use askama::Template;
use askama::filters::HtmlSafe;

use super::{Links, Paper};
use crate::domain::prose::{Block, LiveFigure, Piece};
use crate::domain::sheet::{Field, Section};

/// The blocks of a text. The same on every face.
#[derive(Debug, Clone, Copy, Template)]
#[template(path = "component/prose.html")]
pub struct Prose<'a> {
    blocks: &'a [Block],
    /// The level of its small headings, 3 to 6; `None` where they are no headings of the page, in
    /// a cell of a table and while a text is written.
    level: Option<u8>,
    links: Links<'a>,
}

impl HtmlSafe for Prose<'_> {}

/// The pieces of one line.
#[derive(Debug, Clone, Copy, Template)]
#[template(path = "component/pieces.html")]
struct Line<'a> {
    pieces: &'a [Piece],
    links: Links<'a>,
}

impl HtmlSafe for Line<'_> {}

impl<'a> Prose<'a> {
    fn line(&self, pieces: &'a [Piece]) -> Line<'a> {
        Line {
            pieces,
            links: self.links,
        }
    }

    /// Whether the items of a list carry numbers.
    fn is_numbered(&self, items: &[crate::domain::prose::Item]) -> bool {
        items.iter().any(|item| item.number.is_some())
    }
}

impl Line<'_> {
    /// Where a figure stands; one that only formulas use stands nowhere.
    fn href(&self, figure: &LiveFigure) -> Option<String> {
        let stands = !figure.form.is_empty();
        stands.then(|| self.links.cell(&figure.form, &figure.cell))
    }
}

impl<'a> Paper<'a> {
    /// The text of a report's section.
    #[must_use]
    pub fn section_prose<'f>(&self, section: &'f Section) -> Prose<'f>
    where
        'a: 'f,
    {
        let above = if section.heading.is_empty() {
            2
        } else {
            section.level.min(3) + 2
        };
        Prose {
            blocks: section.blocks(),
            level: Some(above + 1),
            links: self.links,
        }
    }

    /// A long text in a table, where it reads otherwise than it was typed.
    #[must_use]
    pub fn marked_prose<'f>(&self, field: &'f Field) -> Option<Prose<'f>>
    where
        'a: 'f,
    {
        let writing = field.writing.as_ref()?;
        writing.prose.is_marked().then_some(Prose {
            blocks: &writing.prose.blocks,
            level: None,
            links: self.links,
        })
    }
}

/// What is replaced while typing, under a long text: how to begin it, how it will read.
#[must_use]
pub fn writing_id(code: &str) -> String {
    format!("writing-{code}")
}

/// The value of the button that begins an empty text with the scheme's words.
#[must_use]
pub fn draft_deed(field: &Field) -> Option<String> {
    let writing = field.writing.as_ref()?;
    let can_begin = field.typed.trim().is_empty() && !writing.skeleton.is_empty();
    can_begin.then(|| format!("draft:{}", field.code))
}

/// （建议 200 至 600 字）, where the scheme says how long a text should be.
#[must_use]
pub fn recommended_length(field: &Field) -> Option<String> {
    let [from, to] = field.writing.as_ref()?.length?;
    Some(format!("（建议 {from} 至 {to} 字）"))
}
