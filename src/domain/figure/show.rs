//! How figures are shown: rounded once, half away from zero.

use rust_decimal::{Decimal, RoundingStrategy};

use super::Exact;

/// Rounds half away from zero (四舍五入), the only rounding of this program.
#[must_use]
pub fn round_half_up(number: Decimal, decimals: u32) -> Decimal {
    number.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
}

/// A number with exactly `decimals` places: `30.6667` to `30.67`, never `-0.00`.
#[must_use]
pub fn fixed(number: &Exact, decimals: u32) -> String {
    match number.rounded(decimals) {
        Some(rounded) if rounded.is_zero() => fixed_decimal(Decimal::ZERO, decimals),
        Some(rounded) => fixed_decimal(rounded, decimals),
        None => number.in_full(),
    }
}

fn fixed_decimal(number: Decimal, decimals: u32) -> String {
    let text = round_half_up(number, decimals).normalize().to_string();
    let places = text.split_once('.').map_or(0, |(_, places)| places.len());
    let wanted = decimals as usize;
    if wanted == 0 {
        return text;
    }
    let point = if places == 0 { "." } else { "" };
    format!("{text}{point}{}", "0".repeat(wanted.saturating_sub(places)))
}

/// A ratio as a percentage: `0.306667` with 2 decimals to `30.67%`.
#[must_use]
pub fn percent(ratio: &Exact, decimals: u32) -> String {
    format!("{}%", fixed(&(ratio * &Exact::whole(100)), decimals))
}

/// Points without trailing zeros, rounded to `decimals`: `5`, `4.5`.
#[must_use]
pub fn points(score: &Exact, decimals: u32) -> String {
    score.rounded(decimals).map_or_else(
        || score.in_full(),
        |rounded| rounded.normalize().to_string(),
    )
}

/// Points with their sign, as a difference is read: `+2`, `-0.5`, `0`.
#[must_use]
pub fn signed_points(difference: &Exact, decimals: u32) -> String {
    let text = points(difference, decimals);
    let is_gain = !difference.is_negative() && !difference.is_zero();
    if is_gain { format!("+{text}") } else { text }
}

/// An amount with two decimals and thousand separators: `19411.63` to `19,411.63`.
#[must_use]
pub fn amount(number: &Exact) -> String {
    let text = fixed(number, 2);
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.as_str()),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut grouped = String::with_capacity(text.len() + whole.len() / 3);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{sign}{grouped}.{fraction}")
}
