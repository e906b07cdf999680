//! Markup in the making: tags that close, text that is always escaped.

use quick_xml::escape::escape;

/// An attribute with its value.
pub(super) type Attribute<'a> = (&'a str, &'a str);

/// XML or HTML as it is written.
#[derive(Debug, Default)]
pub(super) struct Markup(String);

impl Markup {
    /// Markup that begins with these bytes.
    pub fn beginning(with: &str) -> Self {
        Self(with.to_owned())
    }

    /// An element with what stands in it.
    pub fn within(
        &mut self,
        tag: &str,
        attributes: &[Attribute<'_>],
        inside: impl FnOnce(&mut Self),
    ) {
        self.tag(tag, attributes, ">");
        inside(self);
        self.0.push_str("</");
        self.0.push_str(tag);
        self.0.push('>');
    }

    /// An element without anything in it.
    pub fn empty(&mut self, tag: &str, attributes: &[Attribute<'_>]) {
        self.tag(tag, attributes, "/>");
    }

    /// Text; what XML cannot hold is left out.
    pub fn text(&mut self, text: &str) {
        let kept: String = text.chars().filter(|symbol| is_allowed(*symbol)).collect();
        self.0.push_str(&escape(&kept));
    }

    /// An element that holds only text.
    pub fn texted(&mut self, tag: &str, attributes: &[Attribute<'_>], text: &str) {
        self.within(tag, attributes, |inside| inside.text(text));
    }

    /// A line break between elements, where people read the source.
    pub fn line(&mut self) {
        self.0.push('\n');
    }

    /// What was written.
    pub fn finish(self) -> String {
        self.0
    }

    fn tag(&mut self, tag: &str, attributes: &[Attribute<'_>], end: &str) {
        self.0.push('<');
        self.0.push_str(tag);
        for (name, value) in attributes {
            self.0.push(' ');
            self.0.push_str(name);
            self.0.push_str("=\"");
            self.text(value);
            self.0.push('"');
        }
        self.0.push_str(end);
    }
}

/// The characters of XML 1.0.
fn is_allowed(symbol: char) -> bool {
    matches!(symbol, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}
