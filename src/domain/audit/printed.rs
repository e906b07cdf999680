//! A figure as a document prints it: a value known to so many places.

use crate::domain::check::arithmetic;
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

    /// The figure for the shared arithmetic, known to so many decimals; exact for `None`.
    pub fn with_decimals(&self, decimals: Option<u32>) -> arithmetic::Printed {
        arithmetic::Printed {
            value: self.number.clone(),
            step: decimals.map_or_else(Exact::zero, unit),
        }
    }

    /// The figure as a percentage, whether `%` is printed or not.
    pub fn as_percent(&self) -> arithmetic::Printed {
        arithmetic::Printed {
            value: hundredth(&self.number),
            step: hundredth(&unit(self.decimals)),
        }
    }
}

/// The decimals to which figures of one kind are known; `None` when they are exact.
///
/// Trailing zeros are often left out, so the figure with most decimals tells. Figures without
/// decimals are exact unless they are so large that 万元 may have been rounded away.
pub(super) fn common_decimals(figures: &[&Printed]) -> Option<u32> {
    let decimals = figures.iter().map(|f| f.decimals).max().unwrap_or(0);
    let is_large = figures
        .iter()
        .all(|figure| figure.number.abs() >= Exact::whole(100));
    (decimals > 0 || is_large).then_some(decimals)
}

fn unit(decimals: u32) -> Exact {
    let units = Exact::whole(10_i64.checked_pow(decimals).unwrap_or(i64::MAX));
    Exact::whole(1)
        .divided_by(&units)
        .unwrap_or_else(Exact::zero)
}

fn hundredth(value: &Exact) -> Exact {
    value
        .divided_by(&Exact::whole(100))
        .unwrap_or_else(Exact::zero)
}

/// The digits without the slip: `96.%` as 96%, `6..63` as 6.63.
fn mended(text: &str) -> String {
    let single = text.replace("..", ".");
    single.replace(".%", "%").trim_end_matches('.').to_owned()
}
