//! Why a sum does not add up, in the trade's own ways: swapped digits, a turned sign, a part
//! left out or counted twice, total and part exchanged, 元 for 万元.

use crate::domain::figure::{Exact, Reading, fixed, read};

/// A figure of a sum.
pub(super) struct Figure<'a> {
    pub name: &'a str,
    pub typed: &'a str,
    pub value: &'a Exact,
}

/// The likeliest cause, offered only when exactly one fits.
pub(super) fn unbalanced(total: &Figure<'_>, parts: &[Figure<'_>]) -> Option<String> {
    let added = parts
        .iter()
        .fold(Exact::zero(), |sum, part| &sum + part.value);
    let gap = &added - total.value;
    only(swapped_digits(total, parts, &gap))
        .or_else(|| only(exchanged(total, parts, &added)))
        .or_else(|| only(by_gap(parts, &gap)))
        .or_else(|| only(wrong_unit(parts, &gap)))
}

fn only(mut hints: Vec<String>) -> Option<String> {
    if hints.len() == 1 { hints.pop() } else { None }
}

/// 除九法: a gap that divides by 9 may come from two neighbouring digits.
fn swapped_digits(total: &Figure<'_>, parts: &[Figure<'_>], gap: &Exact) -> Vec<String> {
    let mut hints = Vec::new();
    for (figure, wanted) in std::iter::once((total, total.value + gap))
        .chain(parts.iter().map(|part| (part, part.value - gap)))
    {
        for candidate in transpositions(figure.typed) {
            if let Reading::Number(quantity) = read(&candidate)
                && Exact::from(quantity.number) == wanted
            {
                hints.push(format!(
                    "可能是数字写颠倒了：“{}”的 {} 若为 {candidate}，合计正好相符。请核对原始凭证。",
                    figure.name,
                    figure.typed.trim(),
                ));
            }
        }
    }
    hints
}

/// The text with each pair of neighbouring, different digits swapped, across a decimal point too.
fn transpositions(typed: &str) -> Vec<String> {
    let symbols: Vec<char> = typed.trim().chars().collect();
    let digits: Vec<usize> = symbols
        .iter()
        .enumerate()
        .filter(|(_, c)| c.is_ascii_digit())
        .map(|(at, _)| at)
        .collect();
    let mut all = Vec::new();
    for (left, right) in digits.iter().zip(digits.iter().skip(1)) {
        if symbols.get(*left) != symbols.get(*right) {
            let mut swapped = symbols.clone();
            swapped.swap(*left, *right);
            all.push(swapped.into_iter().collect());
        }
    }
    all
}

/// The total stands in a part's cell and the part in the total's.
fn exchanged(total: &Figure<'_>, parts: &[Figure<'_>], added: &Exact) -> Vec<String> {
    parts
        .iter()
        .filter(|part| {
            let others = added - part.value;
            &others + total.value == *part.value
        })
        .map(|part| {
            format!(
                "可能是“{}”与“{}”两格填反了，互换后合计相符。",
                total.name, part.name
            )
        })
        .collect()
}

/// The gap equals a part (counted twice or left out of the total), or twice a part (除二法).
fn by_gap(parts: &[Figure<'_>], gap: &Exact) -> Vec<String> {
    let mut hints = Vec::new();
    for part in parts {
        let size = part.value.abs();
        if size.is_zero() {
            continue;
        }
        if gap.abs() == size {
            hints.push(format!("差额正好等于“{}”，可能漏计或重复计算。", part.name));
        } else if gap.abs() == &size * &Exact::whole(2) {
            hints.push(format!("差额正好是“{}”的2倍，可能正负号反了。", part.name));
        }
    }
    hints
}

/// One part typed in 元 among 万元, or the other way round.
fn wrong_unit(parts: &[Figure<'_>], gap: &Exact) -> Vec<String> {
    let ten_thousand = Exact::whole(10_000);
    parts
        .iter()
        .filter_map(|part| {
            let meant = part.value - gap;
            let smaller = part.value.divided_by(&ten_thousand)?;
            let fits = meant == smaller || meant == part.value * &ten_thousand;
            fits.then(|| {
                format!(
                    "“{}”若为 {}，合计正好相符，可能是元、万元写错了。",
                    part.name,
                    fixed(&meant, 2)
                )
            })
        })
        .collect()
}
