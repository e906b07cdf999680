//! Plausible figures for one agency: those of a filing of the demonstration, all its amounts made
//! greater by the same whole number, so that sums and rates stay what they were, and its quantities
//! varied.

use rust_decimal::Decimal;

use super::chance::Chance;
use crate::actions::save::TypedCell;

/// The cells of one agency after those of another.
pub(super) fn vary(cells: &[TypedCell], chance: &mut Chance) -> Vec<TypedCell> {
    let times = 1 + chance.below(9);
    let percent = 90 + chance.below(21);
    let vary = |cell: &TypedCell| TypedCell {
        code: cell.code.clone(),
        typed: amount(&cell.typed, times)
            .or_else(|| quantity(&cell.typed, percent))
            .unwrap_or_else(|| cell.typed.clone()),
    };
    cells.iter().map(vary).collect()
}

/// An amount with decimals, so many times.
fn amount(text: &str, times: u64) -> Option<String> {
    let figure: Decimal = text.parse().ok().filter(|_| text.contains('.'))?;
    let made = figure.checked_mul(Decimal::from(times))?;
    Some(made.to_string())
}

/// A count with its unit (`1286件`), so many per cent of it; percentages stay.
fn quantity(text: &str, percent: u64) -> Option<String> {
    let end = text.find(|symbol: char| !symbol.is_ascii_digit())?;
    let (digits, unit) = text.split_at_checked(end)?;
    let is_count = unit.chars().count() == 1 && !["年", "%", "％"].contains(&unit);
    let count: u64 = digits.parse().ok().filter(|_| is_count)?;
    Some(format!("{}{unit}", count.checked_mul(percent)? / 100))
}
