//! Submitted forms: an ordered list of names and texts, read by ourselves because
//! the names are cell codes that no struct could list.

use std::borrow::Cow;

/// What a form held, in the order of the page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormPairs {
    pairs: Vec<(String, String)>,
}

/// The largest table of a scheme has a few thousand cells; a form with more pairs than this is no page's.
const MOST_PAIRS: usize = 20_000;

/// Why a body is not taken as a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormProblem {
    /// It is no form. What could be read is kept, so that it can be shown and copied.
    Unreadable {
        /// The body as far as it can be read.
        readable: String,
    },
    /// It has more pairs than any page.
    TooManyPairs,
}

impl FormPairs {
    /// A form with these pairs.
    #[must_use]
    pub fn new(pairs: Vec<(String, String)>) -> Self {
        Self { pairs }
    }

    /// Reads an urlencoded body.
    ///
    /// # Errors
    /// When an escape is broken, a text is not UTF-8, or a text holds a NUL, which no
    /// person can type and PostgreSQL cannot keep; or when there are too many pairs.
    pub fn parse(body: &[u8]) -> Result<Self, FormProblem> {
        if form_urlencoded::parse(body).nth(MOST_PAIRS).is_some() {
            return Err(FormProblem::TooManyPairs);
        }
        let pairs: Vec<(String, String)> = form_urlencoded::parse(body)
            .map(|(name, text)| (name.into_owned(), normalise_lines(text)))
            .collect();
        let sound = is_sound(body)
            && !pairs
                .iter()
                .any(|(name, text)| name.contains('\0') || text.contains('\0'));
        if sound {
            return Ok(Self { pairs });
        }
        let lines: Vec<String> = pairs
            .iter()
            .map(|(name, text)| {
                if text.is_empty() {
                    name.clone()
                } else {
                    format!("{name}：{text}")
                }
            })
            .collect();
        Err(FormProblem::Unreadable {
            readable: lines.join("\n").replace('\0', ""),
        })
    }

    /// The first text under this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, text)| text.as_str())
    }

    /// The first text under this name, empty when there is none.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.get(name).unwrap_or_default()
    }

    /// Every text under this name: the boxes ticked of several.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let named = self.pairs.iter().filter(move |(key, _)| key == name);
        named.map(|(_, text)| text.as_str())
    }

    /// The last text under this name: a box with an empty text before it, for when it is not ticked.
    #[must_use]
    pub fn last(&self, name: &str) -> Option<&str> {
        let mut named = self.pairs.iter().rev();
        let found = named.find(|(key, _)| key == name);
        found.map(|(_, text)| text.as_str())
    }

    /// The version of the filing that the page showed, when the form says so.
    #[must_use]
    pub fn seen_version(&self) -> Option<i64> {
        self.text("version").parse().ok()
    }

    /// All pairs in the order of the page.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// How many pairs there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    /// Whether the form was empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// The form without the fields that `keep` refuses.
    #[must_use]
    pub fn filtered(self, keep: impl Fn(&str) -> bool) -> Self {
        Self {
            pairs: self
                .pairs
                .into_iter()
                .filter(|(name, _)| keep(name))
                .collect(),
        }
    }
}

/// Browsers send line ends as CR LF; a text keeps plain LF, so that saving without a change changes nothing.
fn normalise_lines(text: Cow<'_, str>) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.into_owned()
    }
}

/// Whether every escape is whole and the decoded bytes are UTF-8.
fn is_sound(body: &[u8]) -> bool {
    let mut decoded = Vec::with_capacity(body.len());
    let mut rest = body.iter().copied();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            decoded.push(byte);
            continue;
        }
        let (Some(high), Some(low)) = (rest.next().and_then(hex), rest.next().and_then(hex)) else {
            return false;
        };
        decoded.push(high << 4 | low);
    }
    std::str::from_utf8(&decoded).is_ok()
}

fn hex(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}

/// A short form (log-in, account, campaign) as typed, with what is wrong in it.
///
/// The page is drawn from this, so a refused form comes back with every typed word.
#[derive(Debug, Clone, Default)]
pub struct FormState {
    fields: Vec<FieldState>,
    problems: Vec<String>,
}

#[derive(Debug, Clone)]
struct FieldState {
    name: &'static str,
    typed: String,
    problem: Option<String>,
}

/// One line of the error summary: the field it leads to, when there is one, and the sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The id of the input, empty for a problem of the whole form.
    pub field: &'static str,
    /// The sentence.
    pub sentence: String,
}

impl FormState {
    /// The texts of these fields, trimmed; fields whose name holds `password` are kept apart by the caller.
    #[must_use]
    pub fn of(pairs: &FormPairs, names: &[&'static str]) -> Self {
        let fields = names
            .iter()
            .map(|name| FieldState {
                name,
                typed: pairs.text(name).trim().to_owned(),
                problem: None,
            })
            .collect();
        Self {
            fields,
            problems: Vec::new(),
        }
    }

    /// An empty form, or one with a few texts filled in beforehand.
    #[must_use]
    pub fn prefilled(texts: &[(&'static str, &str)]) -> Self {
        let fields = texts
            .iter()
            .map(|(name, typed)| FieldState {
                name,
                typed: (*typed).to_owned(),
                problem: None,
            })
            .collect();
        Self {
            fields,
            problems: Vec::new(),
        }
    }

    /// What was typed in a field.
    #[must_use]
    pub fn typed(&self, name: &str) -> &str {
        self.field(name).map_or("", |field| field.typed.as_str())
    }

    /// Whether a box is ticked.
    #[must_use]
    pub fn is_ticked(&self, name: &str) -> bool {
        !self.typed(name).is_empty()
    }

    /// The same for an input of one line.
    #[must_use]
    pub fn one_line(&self, name: &str) -> String {
        one_line(self.typed(name))
    }

    /// What is wrong with a field.
    #[must_use]
    pub fn problem(&self, name: &str) -> Option<&str> {
        self.field(name).and_then(|field| field.problem.as_deref())
    }

    /// Everything that is wrong, in the order of the page.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        let whole = self.problems.iter().map(|sentence| Problem {
            field: "",
            sentence: sentence.clone(),
        });
        let single = self.fields.iter().filter_map(|field| {
            field.problem.as_ref().map(|sentence| Problem {
                field: field.name,
                sentence: sentence.clone(),
            })
        });
        whole.chain(single).collect()
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty() && self.fields.iter().all(|field| field.problem.is_none())
    }

    /// Notes what is wrong with a field; the first problem of a field stays.
    pub fn refuse(&mut self, name: &'static str, sentence: impl Into<String>) {
        match self.fields.iter_mut().find(|field| field.name == name) {
            Some(field) => {
                field.problem.get_or_insert_with(|| sentence.into());
            }
            None => self.fields.push(FieldState {
                name,
                typed: String::new(),
                problem: Some(sentence.into()),
            }),
        }
    }

    /// Notes what is wrong with the form as a whole.
    pub fn refuse_whole(&mut self, sentence: impl Into<String>) {
        self.problems.push(sentence.into());
    }

    /// Refuses a field that is empty.
    pub fn require(&mut self, name: &'static str, sentence: &str) {
        if self.typed(name).is_empty() {
            self.refuse(name, sentence);
        }
    }

    fn field(&self, name: &str) -> Option<&FieldState> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// A text for an input of one line: a break, which only a program can send, reads as a space.
#[must_use]
pub fn one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}

/// One entry of a list to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
}

impl Choice {
    /// An entry.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
        }
    }
}
