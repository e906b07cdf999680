//! A paragraph as it is read: half-width, simplified, without idle spaces, and every character
//! knows the bytes of the text it came from.

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::OnceLock;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;

use super::figures::{self, Figure};

/// A folded paragraph. Positions are counted in folded characters.
pub(super) struct Passage<'a> {
    /// The paragraph as it stands.
    pub text: &'a str,
    chars: Vec<char>,
    /// The first byte of each character in `text`, and one more for the end.
    at: Vec<usize>,
    /// Its figures, read when they are first asked for.
    figures: OnceCell<Vec<Figure>>,
}

impl<'a> Passage<'a> {
    /// Reads a paragraph; `traditional` says that the text it belongs to is in such characters.
    pub fn new(text: &'a str, traditional: bool) -> Self {
        let simplified = traditional.then(|| simplified(text)).flatten();
        let mut letters = simplified.as_deref().unwrap_or(text).chars();
        let mut chars = Vec::with_capacity(text.len() / 3 + 1);
        let mut at = Vec::with_capacity(text.len() / 3 + 2);
        let mut gap_at = None;
        for (byte, original) in text.char_indices() {
            // A conversion that changes the number of characters is not used, so both end together.
            let letter = letters.next().unwrap_or(original);
            if is_idle(letter) {
                gap_at.get_or_insert(byte);
                continue;
            }
            let folded = half_width(letter);
            if let Some(space) = gap_at.take()
                && folded.is_ascii_digit()
                && chars.last().is_some_and(char::is_ascii_digit)
            {
                chars.push(' ');
                at.push(space);
            }
            chars.push(folded);
            at.push(byte);
        }
        at.push(text.len());
        Self {
            text,
            chars,
            at,
            figures: OnceCell::new(),
        }
    }

    /// Every figure of the paragraph in its order.
    pub fn figures(&self) -> &[Figure] {
        self.figures.get_or_init(|| figures::figures(self))
    }

    pub fn len(&self) -> usize {
        self.chars.len()
    }

    pub fn get(&self, index: usize) -> Option<char> {
        self.chars.get(index).copied()
    }

    /// The character before `index`.
    pub fn before(&self, index: usize) -> Option<char> {
        self.get(index.checked_sub(1)?)
    }

    pub fn slice(&self, range: Range<usize>) -> &[char] {
        self.chars.get(range).unwrap_or(&[])
    }

    /// The folded text of a range.
    pub fn string(&self, range: Range<usize>) -> String {
        self.slice(range).iter().collect()
    }

    pub fn starts_with(&self, index: usize, word: &str) -> bool {
        for (step, wanted) in word.chars().enumerate() {
            if self.chars.get(index + step) != Some(&wanted) {
                return false;
            }
        }
        true
    }

    pub fn ends_with(&self, index: usize, word: &str) -> bool {
        index
            .checked_sub(word.chars().count())
            .is_some_and(|start| self.starts_with(start, word))
    }

    /// The first of `words` that stands at `index`.
    pub fn word_at<'w>(&self, index: usize, words: &[&'w str]) -> Option<&'w str> {
        words
            .iter()
            .copied()
            .find(|word| self.starts_with(index, word))
    }

    /// The bytes of the original text.
    pub fn bytes(&self, range: Range<usize>) -> Range<usize> {
        let end_of = |index: usize| self.at.get(index).copied().unwrap_or(self.text.len());
        let start = end_of(range.start);
        // The end is that of the last character, not the start of what follows idle spaces.
        let end = range
            .end
            .checked_sub(1)
            .and_then(|last| {
                let from = end_of(last);
                let letter = self.text.get(from..)?.chars().next()?;
                Some(from + letter.len_utf8())
            })
            .unwrap_or(start);
        start..end.max(start)
    }

    /// The folded character that begins at this byte of the text.
    pub fn index_of(&self, byte: usize) -> Option<usize> {
        self.at
            .binary_search(&byte)
            .ok()
            .filter(|at| *at < self.len())
    }

    /// Whether the character at `index` and the next one touch in the text as it stands.
    pub fn touches_next(&self, index: usize) -> bool {
        let bytes = self.bytes(index..index + 1);
        self.at.get(index + 1).is_none_or(|next| *next == bytes.end)
    }

    /// The original text of a range.
    pub fn original(&self, range: Range<usize>) -> &'a str {
        self.text.get(self.bytes(range)).unwrap_or("")
    }

    /// Sentences: runs up to 。！？ outside of brackets.
    pub fn sentences(&self) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let (mut start, mut depth) = (0, 0_u32);
        for (index, letter) in self.chars.iter().enumerate() {
            match letter {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                '。' | '!' | '?' if depth == 0 => {
                    found.push(start..index + 1);
                    start = index + 1;
                }
                // A bracket that is never closed does not swallow the rest.
                '。' => {
                    depth = 0;
                    found.push(start..index + 1);
                    start = index + 1;
                }
                _ => {}
            }
        }
        if start < self.chars.len() {
            found.push(start..self.chars.len());
        }
        found
    }
}

fn is_idle(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}')
}

/// Full-width letters, digits and signs as half-width; 、 and 。 stay.
fn half_width(letter: char) -> char {
    match letter {
        '，' => '，',
        '﹪' => '%',
        '〇' => '〇',
        '－' | '−' | '﹣' | '–' => '-',
        '～' | '∼' => '~',
        '\u{ff01}'..='\u{ff5e}' => u32::from(letter)
            .checked_sub(0xfee0)
            .and_then(char::from_u32)
            .unwrap_or(letter),
        other => other,
    }
}

/// Whether a text is written in traditional characters: it holds one of those that only such texts
/// of this field hold, and nearly all of them do.
pub(in crate::domain) fn is_traditional(text: &str) -> bool {
    text.chars().any(|letter| {
        matches!(
            letter,
            '萬' | '預'
                | '決'
                | '財'
                | '經'
                | '費'
                | '務'
                | '單'
                | '實'
                | '際'
                | '額'
                | '項'
                | '績'
                | '總'
                | '個'
                | '無'
                | '關'
                | '發'
                | '業'
                | '機'
                | '會'
                | '計'
                | '縣'
                | '鎮'
        )
    })
}

/// The paragraph in simplified characters, one for one; `None` when the conversion would shift
/// positions.
pub(in crate::domain) fn simplified(text: &str) -> Option<String> {
    static CONVERTER: OnceLock<Option<OpenCC>> = OnceLock::new();
    let converter = CONVERTER
        .get_or_init(|| OpenCC::from_config(BuiltinConfig::T2s).ok())
        .as_ref()?;
    let converted = converter.convert(text);
    (converted.chars().count() == text.chars().count()).then_some(converted)
}
