//! The XML of a Word file as calls: an element begins, text, an element ends.

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::super::{ReadError, limits};
use super::BROKEN;

/// What is done with the elements of a part.
pub(super) trait Part {
    /// An element begins.
    fn begin(&mut self, element: &Element) -> Result<(), ReadError>;

    /// An element ends.
    fn end(&mut self, name: &str) -> Result<(), ReadError>;

    /// Text between elements.
    fn text(&mut self, _text: &str) {}
}

/// Walks a part of the file. Entities that a file declares itself are never put in.
///
/// # Errors
/// [`ReadError::Broken`], [`ReadError::TooDeep`], [`ReadError::TooMuch`].
pub(super) fn walk(xml: &str, body: &mut impl Part) -> Result<(), ReadError> {
    let mut reader = Reader::from_str(xml);
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(|_| BROKEN)? {
            Event::Start(start) => {
                depth += 1;
                if depth > limits::DEPTH {
                    return Err(ReadError::TooDeep);
                }
                body.begin(&Element(&start))?;
            }
            Event::Empty(start) => {
                body.begin(&Element(&start))?;
                body.end(start.local_name().as_ref())?;
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                body.end(end.local_name().as_ref())?;
            }
            Event::Text(text) => body.text(&text.xml10_content()),
            Event::CData(text) => body.text(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                if let Some(symbol) = resolve(&reference) {
                    body.text(symbol.encode_utf8(&mut [0; 4]));
                }
            }
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof => return Err(BROKEN),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

fn resolve(reference: &BytesRef) -> Option<char> {
    if let Ok(Some(symbol)) = reference.resolve_char_ref() {
        return Some(symbol);
    }
    match reference.xml10_content().as_ref() {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

/// The target of the first relation whose type ends like this, without a leading `/`.
pub(super) fn target_of(relations: &str, kind: &str) -> Option<String> {
    let mut reader = Reader::from_str(relations);
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) | Event::Empty(start) => {
                let element = Element(&start);
                if element
                    .attribute("Type")
                    .is_some_and(|found| found.ends_with(kind))
                {
                    let target = element.attribute("Target")?;
                    return Some(target.trim_start_matches('/').to_owned());
                }
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// An element that begins.
pub(super) struct Element<'a>(&'a BytesStart<'a>);

impl Element<'_> {
    /// The name without its prefix.
    pub fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// An attribute by its name without its prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let found = attributes.with_checks(false).flatten();
        let mut found = found.filter(|attribute| attribute.key.local_name().as_ref() == name);
        Some(unescape(&found.next()?.value).ok()?.into_owned())
    }

    /// The attribute `val`.
    pub fn value(&self) -> Option<String> {
        self.attribute("val")
    }

    /// Whether a property that is switched on by being there is on.
    pub fn is_on(&self) -> bool {
        !matches!(
            self.value().as_deref(),
            Some("0" | "false" | "off" | "none")
        )
    }
}
