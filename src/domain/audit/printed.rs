//! A figure as a document prints it: a value known to so many places.

use crate::domain::figure::{Comparator, Exact, Reading, Scale, fold, read};

use super::stream::Token;

/// A printed number with its place.
#[derive(Debug, Clone)]
pub(super) struct Printed {
    /// As printed.
    pub text: String,
    /// The number as printed, before scale and percent.
    pub number: Exact,
    /// Decimals shown.
    pub decimals: u32,
    /// Printed with `%`.
    pub is_percent: bool,
    /// 万元, 人, 分…; empty when none was printed.
    pub unit: String,
    /// A point without digits after it (`96.%`), or two of them.
    pub is_malformed: bool,
    /// The line of the file.
    pub line: usize,
}

impl Printed {
    /// The figure that a cell holds and nothing else; `None` for words, bounds and ranges.
    pub fn read(token: &Token) -> Option<Self> {
        Self::of(&token.text, token.line)
    }

    /// The figure that a text holds and nothing else.
    pub fn of(text: &str, line: usize) -> Option<Self> {
        let folded = fold(text);
        let body = folded.trim_end_matches([';', '。', ',', '、']);
        let (reading, is_malformed) = match read(body) {
            Reading::Malformed(_) => (read(&mended(body)), true),
            reading => (reading, false),
        };
        match reading {
            Reading::Number(quantity) if quantity.comparator == Comparator::Exactly => Some(Self {
                text: text.trim().to_owned(),
                number: Exact::from(quantity.number),
                decimals: quantity.number.scale(),
                is_percent: quantity.unit == "%",
                unit: match quantity.scale {
                    Scale::One if quantity.unit == "%" => String::new(),
                    scale => format!("{}{}", scale.word(), quantity.unit),
                },
                is_malformed,
                line,
            }),
            _ => None,
        }
    }

    /// Half a unit of the last place shown.
    pub fn half_unit(&self) -> Exact {
        half_unit(self.decimals)
    }
}

/// Half a unit of the `decimals`th place.
pub(super) fn half_unit(decimals: u32) -> Exact {
    let units = Exact::whole(10_i64.checked_pow(decimals).unwrap_or(i64::MAX));
    let halves = &units * &Exact::whole(2);
    Exact::whole(1)
        .divided_by(&halves)
        .unwrap_or_else(Exact::zero)
}

/// The digits without the slip: `96.%` as 96%, `6..63` as 6.63.
fn mended(text: &str) -> String {
    let single = text.replace("..", ".");
    single.replace(".%", "%").trim_end_matches('.').to_owned()
}
