//! A document as one stream of cells, whether they came as cells or flattened to lines.

use crate::domain::document::{Block, Document, Table};
use crate::domain::figure::fold;
use crate::domain::narrative::{is_traditional, simplified};

/// One cell or line; `text` is empty only where the document shows an empty cell.
#[derive(Debug, Clone)]
pub(in crate::domain) struct Token {
    /// As printed, lines joined.
    pub text: String,
    /// The text as labels are compared: see [`label`].
    pub label: String,
    /// The line of the file.
    pub line: usize,
    /// The block of the document.
    pub block: usize,
    /// Row and first column in a real table.
    pub at: Option<(usize, usize)>,
}

impl Token {
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

/// The whole document as tokens in reading order.
pub(in crate::domain) fn tokens(document: &Document) -> Vec<Token> {
    let mut tokens = Vec::new();
    for (block, content) in document.blocks.iter().enumerate() {
        match content {
            Block::Paragraph(paragraph) => {
                for piece in pieces(&paragraph.text) {
                    tokens.push(token(piece, paragraph.line, block, None));
                }
            }
            Block::Table(table) => cells(table, block, &mut tokens),
        }
    }
    // In a traditional document even 優 alone is traditional.
    if tokens.iter().any(|token| is_traditional(&token.text)) {
        for token in &mut tokens {
            if let Some(simple) = simplified(&token.text) {
                token.label = plain_label(&simple);
            }
        }
    }
    tokens
}

fn cells(table: &Table, block: usize, tokens: &mut Vec<Token>) {
    for (index, row) in table.rows.iter().enumerate() {
        for cell in row {
            let text = cell.text.replace('\n', "");
            tokens.push(token(
                text.trim(),
                table.line + index,
                block,
                Some((index, cell.column)),
            ));
        }
    }
}

fn token(text: &str, line: usize, block: usize, at: Option<(usize, usize)>) -> Token {
    Token {
        text: text.to_owned(),
        label: label(text),
        line,
        block,
        at,
    }
}

/// The cells of a line: between bars where there are any; a label and its figures where a line
/// holds nothing else.
fn pieces(text: &str) -> Vec<&str> {
    if text.contains('|') {
        let inner = text.strip_suffix('|').unwrap_or(text);
        let inner = match inner.strip_prefix('|') {
            Some(rest) if rest.contains('|') => rest,
            _ => inner,
        };
        return inner.split('|').map(str::trim).collect();
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_row = words.len() > 1 && words.iter().skip(1).all(|word| is_cell_of_its_own(word));
    if is_row { words } else { vec![text] }
}

/// A figure, or one of the headings that stand above figures.
fn is_cell_of_its_own(word: &str) -> bool {
    let folded = fold(word);
    let is_figure = folded.chars().any(|c| c.is_ascii_digit())
        && folded
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | '-'));
    is_figure || super::heading::column(&folded).is_some()
}

/// A text as labels are compared: full-width folded, without spaces, quotes and the marks around
/// a name (`其中：`, a list number, a closing colon), in simplified characters.
pub(in crate::domain) fn label(text: &str) -> String {
    if is_traditional(text)
        && let Some(simple) = simplified(text)
    {
        return plain_label(&simple);
    }
    plain_label(text)
}

/// A label in simplified characters.
fn plain_label(text: &str) -> String {
    let folded: String = fold(text)
        .chars()
        .filter(|c| !matches!(c, '“' | '”' | '"' | '\'' | '‘' | '’' | '「' | '」'))
        .collect();
    let bare = folded.trim_end_matches([':', ';', '。', ',']);
    let bare = bare
        .strip_prefix("其中")
        .map_or(bare, |rest| rest.trim_start_matches([':', '、', ',']));
    without_number(bare).to_owned()
}

/// `1、公务接待` and `(二)项目` without their numbers.
fn without_number(text: &str) -> &str {
    let body = text.strip_prefix('(').unwrap_or(text);
    let end = body
        .find(|c: char| !(c.is_ascii_digit() || "一二三四五六七八九十".contains(c)))
        .unwrap_or(body.len());
    let (number, rest) = body.split_at(end);
    if number.is_empty() || number.len() > 6 {
        return text;
    }
    let rest = rest.strip_prefix(')').unwrap_or(rest);
    match rest.strip_prefix(['、', '.']) {
        Some(name) if !name.is_empty() && !name.starts_with(|c: char| c.is_ascii_digit()) => name,
        _ if text.starts_with('(') && !rest.is_empty() && rest.len() < body.len() - end => rest,
        _ => text,
    }
}
