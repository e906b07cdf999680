//! A long text as it is read: its blocks in order, the present values in their places.

use super::figures::{Figures, LiveFigure};
use super::lines::{Line, Mark, lines};
use super::references::{Span, references};

/// A long text as it is read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prose {
    /// Its blocks from the first to the last.
    pub blocks: Vec<Block>,
    /// The same as plain text, the values put in: what outputs without blocks show.
    pub plain: String,
}

/// A block of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A small heading.
    Heading(Vec<Piece>),
    /// A paragraph.
    Paragraph(Vec<Piece>),
    /// Items that follow each other, all with numbers or all without.
    List(Vec<Item>),
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its number as typed.
    pub number: Option<u8>,
    /// Its words.
    pub pieces: Vec<Piece>,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words as typed.
    Words(String),
    /// A value of the forms.
    Live(LiveFigure),
}

impl Piece {
    /// How it reads.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Words(words) => words,
            Self::Live(figure) => &figure.shown,
        }
    }
}

impl Item {
    /// What stands before its words on paper.
    #[must_use]
    pub fn mark(&self) -> String {
        self.number
            .map_or_else(|| "• ".to_owned(), |number| format!("{number}. "))
    }

    fn is_numbered(&self) -> bool {
        self.number.is_some()
    }
}

/// The pieces of a line as one text.
#[must_use]
pub fn words(pieces: &[Piece]) -> String {
    pieces.iter().map(Piece::text).collect()
}

impl Prose {
    /// Reads a text, the names in it replaced by the present values.
    #[must_use]
    pub fn of(typed: &str, figures: &Figures<'_>) -> Self {
        let mut prose = Self::default();
        for line in lines(typed) {
            let pieces = pieces(line.text, figures);
            prose.plain.push_str(&plain_line(&line, &pieces));
            prose.take(line.mark, pieces);
        }
        prose.plain = prose.plain.trim().to_owned();
        prose
    }

    fn take(&mut self, mark: Mark, pieces: Vec<Piece>) {
        let number = match mark {
            Mark::Plain if pieces.is_empty() => return,
            Mark::Plain => return self.blocks.push(Block::Paragraph(pieces)),
            Mark::Heading => return self.blocks.push(Block::Heading(pieces)),
            Mark::Bullet => None,
            Mark::Number(number) => Some(number),
        };
        let item = Item { number, pieces };
        match self.blocks.last_mut() {
            Some(Block::List(items)) if follows(items, &item) => items.push(item),
            _ => self.blocks.push(Block::List(vec![item])),
        }
    }

    /// Whether it is drawn otherwise than it was typed: marks, or values of the forms.
    #[must_use]
    pub fn is_marked(&self) -> bool {
        let is_plain = |block: &Block| match block {
            Block::Paragraph(pieces) => !pieces.iter().any(|it| matches!(it, Piece::Live(_))),
            Block::Heading(_) | Block::List(_) => false,
        };
        !self.blocks.iter().all(is_plain)
    }

    /// The values of the forms that stand in it, in its order.
    pub fn live(&self) -> impl Iterator<Item = &LiveFigure> {
        let lines = self.blocks.iter().flat_map(Block::lines);
        lines.flatten().filter_map(|piece| match piece {
            Piece::Words(_) => None,
            Piece::Live(figure) => Some(figure),
        })
    }

    /// Its lines as the checks of running text read them: without marks, but with numbers.
    #[must_use]
    pub fn paragraphs(&self) -> Vec<String> {
        let lines = self.blocks.iter().flat_map(|block| match block {
            Block::Heading(pieces) | Block::Paragraph(pieces) => vec![words(pieces)],
            Block::List(items) => items.iter().map(numbered).collect(),
        });
        lines.collect()
    }
}

impl Block {
    fn lines(&self) -> Vec<&[Piece]> {
        match self {
            Self::Heading(pieces) | Self::Paragraph(pieces) => vec![pieces],
            Self::List(items) => items.iter().map(|item| item.pieces.as_slice()).collect(),
        }
    }
}

fn numbered(item: &Item) -> String {
    let mark = if item.is_numbered() {
        item.mark()
    } else {
        String::new()
    };
    format!("{mark}{}", words(&item.pieces))
}

fn follows(items: &[Item], item: &Item) -> bool {
    let before = items.last();
    before.is_some_and(|before| before.is_numbered() == item.is_numbered())
}

/// A line with its values; a name that stands for nothing stays as typed, and is a finding.
fn pieces(text: &str, figures: &Figures<'_>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for span in references(text) {
        let typed = match span {
            Span::Words(words) => words,
            Span::Reference(reference) => match figures.find(&reference) {
                Ok(figure) => {
                    pieces.push(Piece::Live(figure));
                    continue;
                }
                Err(_) => reference.typed,
            },
        };
        match pieces.last_mut() {
            Some(Piece::Words(words)) => words.push_str(typed),
            _ => pieces.push(Piece::Words(typed.to_owned())),
        }
    }
    pieces
}

/// A line of the plain text: the mark of a heading is left out, that of a list is a dot.
fn plain_line(line: &Line<'_>, pieces: &[Piece]) -> String {
    let before = match line.mark {
        Mark::Heading => "",
        Mark::Bullet => "• ",
        Mark::Number(_) | Mark::Plain => line.before,
    };
    format!("{before}{}{}", words(pieces), line.after)
}
