//! The structure of a page and nothing else, well nested and bounded.
//!
//! A parser that follows the standard repeats open formatting elements in every paragraph, looks
//! through all open elements at every tag and through all attributes at every attribute: a small
//! hostile page can keep it busy for hours. So it is given only what a document needs: blocks and
//! tables with their spans. Everything inline is dropped, its text stays.

use std::fmt::Write as _;

use super::super::{ReadError, limits};
use super::tag::Tag;

/// What carries structure.
const KEPT: [&str; 41] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "legend",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "br",
    "hr",
];

/// What is dropped with everything in it.
const DROPPED: [&str; 19] = [
    "script", "style", "noscript", "template", "textarea", "title", "xmp", "iframe", "noembed",
    "noframes", "svg", "math", "select", "button", "object", "audio", "video", "canvas", "nav",
];

/// A tag of a cell within a row within a table ends its forerunner, whose end tag may be missing.
const FORERUNNERS: [(&[&str], &[&str], &[&str]); 5] = [
    (&["li"], &["li"], &["ul", "ol", "table", "td", "th"]),
    (&["dt", "dd"], &["dt", "dd"], &["dl", "table", "td", "th"]),
    (&["td", "th"], &["td", "th", "caption"], &["tr", "table"]),
    (&["tr"], &["tr", "caption"], &["table"]),
    (
        &["thead", "tbody", "tfoot"],
        &["thead", "tbody", "tfoot", "caption"],
        &["table"],
    ),
];

/// Only these may be open where a row or cell begins.
const TABLE_PARTS: [&str; 7] = ["caption", "thead", "tbody", "tfoot", "tr", "td", "th"];

/// The page's structure as well-nested markup.
///
/// # Errors
/// [`ReadError::TooDeep`], [`ReadError::TooMuch`].
pub(super) fn clean(text: &str) -> Result<String, ReadError> {
    let mut cleaner = Cleaner::default();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('<') {
        cleaner.out.push_str(before);
        rest = cleaner.markup(behind)?;
    }
    cleaner.out.push_str(rest);
    Ok(cleaner.out)
}

#[derive(Default)]
struct Cleaner {
    out: String,
    open: Vec<&'static str>,
    tags: usize,
}

impl Cleaner {
    /// What stands behind a `<`; gives the text behind it.
    fn markup<'a>(&mut self, text: &'a str) -> Result<&'a str, ReadError> {
        self.tags += 1;
        if self.tags > limits::TAGS {
            return Err(ReadError::TooMuch);
        }
        if let Some(comment) = text.strip_prefix("!--") {
            return Ok(comment.split_once("-->").map_or("", |(_, behind)| behind));
        }
        if text.starts_with(['!', '?']) {
            return Ok(text.split_once('>').map_or("", |(_, behind)| behind));
        }
        let is_end = text.starts_with('/');
        let name = text.strip_prefix('/').unwrap_or(text);
        if !name.starts_with(|symbol: char| symbol.is_ascii_alphabetic()) {
            self.out.push_str("&lt;");
            return Ok(text);
        }
        let (tag, behind) = Tag::read(name);
        if is_end {
            self.end(tag.name);
            return Ok(behind);
        }
        if let Some(name) = known(&DROPPED, tag.name) {
            return Ok(behind_element(name, behind));
        }
        if let Some(name) = known(&KEPT, tag.name) {
            self.begin(name, &tag)?;
        }
        Ok(behind)
    }

    fn begin(&mut self, name: &'static str, tag: &Tag) -> Result<(), ReadError> {
        if self.open.last() == Some(&"p") && name != "br" {
            self.close_above(self.open.len() - 1);
        }
        let is_astray = TABLE_PARTS.contains(&name) && !self.open.contains(&"table");
        if is_astray || matches!(name, "br" | "hr") {
            self.out.push_str("<br>");
            return Ok(());
        }
        for (names, ended, within) in FORERUNNERS {
            if names.contains(&name) {
                self.end_forerunner(ended, within);
            }
        }
        self.open.push(name);
        if self.open.len() > limits::DEPTH {
            return Err(ReadError::TooDeep);
        }
        self.write_begin(name, tag);
        Ok(())
    }

    fn write_begin(&mut self, name: &str, tag: &Tag) {
        let _ = write!(self.out, "<{name}");
        for (key, span) in [("colspan", tag.colspan), ("rowspan", tag.rowspan)] {
            if span != 1 {
                let _ = write!(self.out, " {key}={span}");
            }
        }
        self.out
            .push_str(if tag.is_hidden { " hidden>" } else { ">" });
    }

    /// Ends an element and what is open in it; within a cell nothing outside of it.
    fn end(&mut self, name: &str) {
        let Some(name) = known(&KEPT, name) else {
            return;
        };
        if name == "br" {
            self.out.push_str("<br>");
            return;
        }
        let is_part = name == "table" || TABLE_PARTS.contains(&name);
        let is_wall = |open: &str| {
            if is_part {
                open == "table"
            } else {
                matches!(open, "td" | "th" | "caption" | "table")
            }
        };
        for (at, open) in self.open.iter().enumerate().rev() {
            if *open == name {
                return self.close_above(at);
            }
            if is_wall(open) {
                break;
            }
        }
        // A paragraph that ended before its end tag: the text behind it is another one.
        if name == "p" {
            self.out.push_str("<br>");
        }
    }

    fn end_forerunner(&mut self, ended: &[&str], within: &[&str]) {
        for (at, open) in self.open.iter().enumerate().rev() {
            if ended.contains(open) {
                return self.close_above(at);
            }
            if within.contains(open) {
                return;
            }
        }
    }

    /// Ends all elements from the one at `at`, the innermost first.
    fn close_above(&mut self, at: usize) {
        for name in self.open.drain(at..).rev() {
            let _ = write!(self.out, "</{name}>");
        }
    }
}

fn known(names: &[&'static str], name: &str) -> Option<&'static str> {
    names
        .iter()
        .find(|known| known.eq_ignore_ascii_case(name))
        .copied()
}

/// The text behind the end tag of an element whose content is dropped.
fn behind_element<'a>(name: &str, text: &'a str) -> &'a str {
    let mut rest = text;
    while let Some((_, behind)) = rest.split_once("</") {
        if behind
            .get(..name.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(name))
        {
            return behind.split_once('>').map_or("", |(_, behind)| behind);
        }
        rest = behind;
    }
    ""
}
