//! Names between curly brackets in running text: `{全年执行数}`, `{全年执行数:元}`.

/// A piece of a text. All pieces joined are the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span<'a> {
    /// Words as they are.
    Words(&'a str),
    /// A name that stands for a value.
    Reference(Reference<'a>),
}

/// A name between curly brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reference<'a> {
    /// With its brackets, as typed.
    pub typed: &'a str,
    /// The name.
    pub name: &'a str,
    /// The unit asked for.
    pub unit: Option<&'a str>,
}

/// A unit of money that a text may ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoneyUnit {
    /// 元.
    Yuan,
    /// 万元.
    TenThousandYuan,
    /// 亿元.
    HundredMillionYuan,
}

impl MoneyUnit {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Yuan, Self::TenThousandYuan, Self::HundredMillionYuan];

    /// The word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Yuan => "元",
            Self::TenThousandYuan => "万元",
            Self::HundredMillionYuan => "亿元",
        }
    }

    /// How many 元 it is.
    #[must_use]
    pub fn yuan(self) -> i64 {
        match self {
            Self::Yuan => 1,
            Self::TenThousandYuan => 10_000,
            Self::HundredMillionYuan => 100_000_000,
        }
    }

    /// The unit of this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.word() == word)
    }
}

/// Names are short: a bracket that stays open longer is a bracket.
const LONGEST: usize = 60;

/// The names of a text and the words between them. Brackets and colons of a Chinese keyboard count.
#[must_use]
pub fn references(text: &str) -> Vec<Span<'_>> {
    let mut spans = Vec::new();
    let mut rest = text;
    while let Some((words, reference, after)) = first(rest) {
        if !words.is_empty() {
            spans.push(Span::Words(words));
        }
        spans.push(Span::Reference(reference));
        rest = after;
    }
    if !rest.is_empty() {
        spans.push(Span::Words(rest));
    }
    spans
}

/// The first name of a text, with what stands before and after it.
fn first(text: &str) -> Option<(&str, Reference<'_>, &str)> {
    let closing = text
        .char_indices()
        .filter(|(_, symbol)| matches!(symbol, '}' | '｝'));
    for (at, symbol) in closing {
        let (before, after) = text.split_at_checked(at + symbol.len_utf8())?;
        let inside = before.strip_suffix(symbol)?;
        let Some((words, name)) = inside.rsplit_once(['{', '｛']) else {
            continue;
        };
        if let Some(reference) = before.get(words.len()..).and_then(|it| reading(it, name)) {
            return Some((words, reference, after));
        }
    }
    None
}

fn reading<'a>(typed: &'a str, inside: &'a str) -> Option<Reference<'a>> {
    let is_short = inside.chars().nth(LONGEST).is_none();
    if !is_short || inside.contains(['\n', '\r']) {
        return None;
    }
    let (name, unit) = match inside.rsplit_once([':', '：']) {
        Some((name, unit)) => (name.trim(), Some(unit.trim())),
        None => (inside.trim(), None),
    };
    (!name.is_empty()).then_some(Reference { typed, name, unit })
}
