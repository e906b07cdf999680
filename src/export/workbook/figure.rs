//! Numbers in cells, in formats by which they read as on the form.

use std::str::FromStr as _;

use rust_decimal::Decimal;

use crate::domain::figure::Exact;

/// Excel keeps fifteen digits of a number; one with more stays a text.
const MOST_DIGITS: usize = 15;

/// A number with the format in which it reads as on the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Figure {
    pub number: Decimal,
    pub format: String,
}

impl Figure {
    /// A value that reads `shown` on the form: digits, then per cent or words. None where it reads
    /// otherwise, or where Excel could not keep it.
    pub fn of(value: &Exact, shown: &str) -> Option<Self> {
        let end = shown
            .find(|symbol: char| !symbol.is_ascii_digit() && !"-.,".contains(symbol))
            .unwrap_or(shown.len());
        let (digits, words) = shown.split_at_checked(end)?;
        let (is_percent, words) = match words.strip_prefix('%') {
            Some(words) => (true, words),
            None => (false, words),
        };
        let printed = Decimal::from_str(&digits.replace(',', "")).ok()?;
        let scale = if is_percent { 100 } else { 1 };
        let decimals = printed.scale();
        if (value * &Exact::whole(scale)).rounded(decimals)? != printed {
            return None;
        }
        let number = decimal(value)?;
        Some(Self {
            number,
            format: format(digits, decimals, is_percent, words),
        })
    }

    /// A figure as it is read: `1,234.50`, `-3`, `96.55%`.
    pub fn shown(text: &str) -> Option<Self> {
        let digits = text.strip_suffix('%');
        let number = Decimal::from_str(&digits.unwrap_or(text).replace(',', "")).ok()?;
        let scale = if digits.is_some() { 100 } else { 1 };
        let value = Exact::from(number).divided_by(&Exact::whole(scale))?;
        Self::of(&value, text)
    }

    /// A printed number: `10`, `4.5`.
    pub fn printed(text: &str) -> Option<Self> {
        let is_plain = text
            .chars()
            .all(|symbol| symbol.is_ascii_digit() || symbol == '.');
        let number = Decimal::from_str(text).ok().filter(|_| is_plain)?;
        Self::of(&Exact::from(number), text)
    }
}

fn format(digits: &str, decimals: u32, is_percent: bool, words: &str) -> String {
    let mut format = if digits.contains(',') || decimals > 0 || is_percent || !words.is_empty() {
        let whole = if digits.contains(',') { "#,##0" } else { "0" };
        let point = if decimals > 0 { "." } else { "" };
        format!("{whole}{point}{}", "0".repeat(decimals as usize))
    } else {
        "General".to_owned()
    };
    if is_percent {
        format.push('%');
    }
    if !words.is_empty() {
        format.push_str(&format!("\"{}\"", words.replace(['"', '\n'], "")));
    }
    format
}

/// A value as a decimal number, where it is one that Excel keeps.
fn decimal(value: &Exact) -> Option<Decimal> {
    let number = value.rounded(12)?.normalize();
    let digits = number.mantissa().unsigned_abs().to_string().len();
    (Exact::from(number) == *value && digits <= MOST_DIGITS).then_some(number)
}

/// A value as the result of a formula: its first digits.
pub(super) fn result(value: &Exact) -> String {
    value
        .rounded(12)
        .map_or_else(|| value.in_full(), |number| number.normalize().to_string())
}
