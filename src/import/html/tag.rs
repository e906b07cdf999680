//! One tag of a page, with the few attributes that matter.

/// An opening tag.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    pub name: &'a str,
    pub colspan: usize,
    pub rowspan: usize,
    /// Not shown to a reader: `hidden`, `display:none`.
    pub is_hidden: bool,
}

impl<'a> Tag<'a> {
    /// Reads a tag behind its `<` up to its `>`; gives the text behind it, none where the file ends
    /// within the tag. Looks at every character once.
    pub fn read(text: &'a str) -> (Self, &'a str) {
        let end = |symbol: char| symbol.is_ascii_whitespace() || symbol == '/' || symbol == '>';
        let (name, mut rest) = split_at(text, end);
        let mut tag = Self {
            name,
            colspan: 1,
            rowspan: 1,
            is_hidden: false,
        };
        loop {
            rest = rest
                .trim_start_matches(|symbol: char| symbol.is_ascii_whitespace() || symbol == '/');
            if let Some(behind) = rest.strip_prefix('>') {
                return (tag, behind);
            }
            if rest.is_empty() {
                return (tag, rest);
            }
            let (key, behind) = read_key(rest);
            let (value, behind) = read_value(behind);
            tag.keep(key, value);
            rest = behind;
        }
    }

    fn keep(&mut self, key: &str, value: &str) {
        if key.eq_ignore_ascii_case("colspan") {
            self.colspan = value.trim().parse().unwrap_or(1);
        } else if key.eq_ignore_ascii_case("rowspan") {
            self.rowspan = value.trim().parse().unwrap_or(1);
        } else if key.eq_ignore_ascii_case("hidden") {
            self.is_hidden = true;
        } else if key.eq_ignore_ascii_case("style") {
            let style = value.replace(' ', "").to_ascii_lowercase();
            self.is_hidden |= style.contains("display:none");
        }
    }
}

/// An attribute's name: at least one character, so that reading always goes on.
fn read_key(text: &str) -> (&str, &str) {
    let end = |symbol: char| symbol.is_ascii_whitespace() || matches!(symbol, '/' | '>' | '=');
    let first = text.chars().next().map_or(0, char::len_utf8);
    let later = text.get(first..).unwrap_or_default();
    let length = first + later.find(end).unwrap_or(later.len());
    (
        text.get(..length).unwrap_or(text),
        text.get(length..).unwrap_or_default(),
    )
}

/// An attribute's value, quoted or not; empty where there is none.
fn read_value(text: &str) -> (&str, &str) {
    let Some(value) = text.trim_ascii_start().strip_prefix('=') else {
        return ("", text);
    };
    let value = value.trim_ascii_start();
    for quote in ['"', '\''] {
        if let Some(quoted) = value.strip_prefix(quote) {
            return quoted.split_once(quote).unwrap_or((quoted, ""));
        }
    }
    split_at(value, |symbol| {
        symbol.is_ascii_whitespace() || symbol == '>'
    })
}

fn split_at(text: &str, is_end: impl Fn(char) -> bool) -> (&str, &str) {
    let at = text.find(is_end).unwrap_or(text.len());
    (
        text.get(..at).unwrap_or(text),
        text.get(at..).unwrap_or_default(),
    )
}
