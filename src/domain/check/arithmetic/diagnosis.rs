//! Why a calculation does not come out, in the trade's own ways: swapped digits (除九法), a turned
//! sign (除二法), a part left out or counted twice, total and part exchanged, 元 for 万元, a figure
//! cut off, a figure of another kind. A cause is offered only when exactly one fits.

use super::Figure;
use super::printed::half;
use crate::domain::figure::{Exact, Reading, fixed, read};

/// The kind of slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cause {
    /// Two neighbouring digits exchanged.
    SwappedDigits,
    /// Total and part stand in each other's place.
    Exchanged,
    /// A part left out.
    LeftOut,
    /// A part counted twice.
    CountedTwice,
    /// A plus for a minus.
    TurnedSign,
    /// 元 for 万元 or the other way round.
    WrongUnit,
    /// A base was cut off instead of rounded.
    CutOff,
    /// Another figure than the one named was used.
    OtherBasis,
}

/// The cause of a difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnosis {
    /// The kind of slip.
    pub cause: Cause,
    /// One sentence: what was probably meant, with the figure.
    pub words: String,
    /// The label of the figure to look at.
    pub at: String,
    /// What that figure should be, where the slip tells: `143.68`.
    pub meant: Option<String>,
}

/// Of more parts than a form or sentence has, one would fit by chance.
const MOST_PARTS: usize = 60;

/// The cause of a sum that does not add up; `gap` is parts minus total.
pub(super) fn of_sum(
    total: &Figure<'_>,
    parts: &[Figure<'_>],
    elsewhere: &[Figure<'_>],
    gap: &Exact,
) -> Option<Diagnosis> {
    if parts.len() > MOST_PARTS {
        return None;
    }
    let mut found = swapped_digits(total, &(total.value() + gap));
    let mut units = vec![(total, total.value() + gap)];
    for part in parts {
        let wanted = part.value() - gap;
        found.extend(swapped_digits(part, &wanted));
        units.push((part, wanted));
    }
    found.extend(wrong_units(&units));
    let exchanged = exchanged(total, parts, gap);
    // Of two parts, an exchanged total always looks like a turned sign as well; a part of a whole
    // is hardly ever below zero, so the exchange is meant.
    if exchanged.is_empty() {
        found.extend(parts.iter().filter_map(|part| turned_sign(part, gap)));
    }
    found.extend(exchanged);
    found.extend(parts.iter().filter_map(|part| uncounted(part, gap)));
    found.extend(left_out(elsewhere, gap));
    only(found)
}

/// The cause of an increase that is not this year minus last year.
pub(super) fn of_change(
    printed: &Figure<'_>,
    this: &Figure<'_>,
    last: &Figure<'_>,
    elsewhere: &[Figure<'_>],
) -> Option<Diagnosis> {
    let (wanted_this, wanted_last) = (
        last.value() + printed.value(),
        this.value() - printed.value(),
    );
    let right = this.value() - last.value();
    let mut found = swapped_digits(printed, &right);
    found.extend(swapped_digits(this, &wanted_this));
    found.extend(swapped_digits(last, &wanted_last));
    found.extend(wrong_units(&[
        (printed, right.clone()),
        (this, wanted_this.clone()),
        (last, wanted_last.clone()),
    ]));
    found.extend(cut_off(this, &wanted_this));
    found.extend(cut_off(last, &wanted_last));
    for other in elsewhere {
        for (base, wanted) in [(this, &wanted_this), (last, &wanted_last)] {
            found.extend(other_basis(base, other, wanted));
        }
    }
    if printed.value() == &-&right {
        found.push(Diagnosis {
            cause: Cause::TurnedSign,
            words: "增减方向写反了。".to_owned(),
            at: printed.label.to_owned(),
            meant: None,
        });
    }
    only(found)
}

/// The cause of a balance that does not come out.
pub(super) fn of_balance(
    opening: &Figure<'_>,
    income: &Figure<'_>,
    spending: &Figure<'_>,
    closing: &Figure<'_>,
) -> Option<Diagnosis> {
    let right = &(opening.value() + income.value()) - spending.value();
    let gap = &right - closing.value();
    let wanted = [
        (closing, right),
        (opening, opening.value() - &gap),
        (income, income.value() - &gap),
        (spending, spending.value() + &gap),
    ];
    let mut found = wrong_units(&wanted);
    for (figure, wanted) in &wanted {
        found.extend(swapped_digits(figure, wanted));
    }
    // 年末结转 that holds everything but what was there at the beginning, or holds that twice.
    if !opening.value().is_zero() && gap.abs() == opening.value().abs() {
        found.push(Diagnosis {
            cause: if gap.is_negative() {
                Cause::CountedTwice
            } else {
                Cause::LeftOut
            },
            words: format!("差额正好等于“{}”，可能漏计或重复计算。", opening.label),
            at: opening.label.to_owned(),
            meant: None,
        });
    }
    only(found)
}

fn only(mut found: Vec<Diagnosis>) -> Option<Diagnosis> {
    if found.len() == 1 { found.pop() } else { None }
}

/// 除九法: the text with two neighbouring digits exchanged reads as the figure that is wanted.
fn swapped_digits(figure: &Figure<'_>, wanted: &Exact) -> Vec<Diagnosis> {
    // Only a gap that divides by nine units of the last place can come from swapped digits; the
    // value of a candidate is compared in the unit of the figure.
    let Some(unit) = unit_of(figure) else {
        return Vec::new();
    };
    let mut found: Vec<Diagnosis> = Vec::new();
    for candidate in transpositions(figure.typed) {
        if let Reading::Number(quantity) = read(&candidate)
            && &Exact::from(quantity.number) * &unit == *wanted
            && found
                .iter()
                .all(|known| known.meant.as_deref() != Some(candidate.as_str()))
        {
            found.push(Diagnosis {
                cause: Cause::SwappedDigits,
                words: format!(
                    "可能是数字写颠倒了：“{}”的 {} 若为 {candidate}，正好相符。请核对原始凭证。",
                    figure.label,
                    figure.typed.trim(),
                ),
                at: figure.label.to_owned(),
                meant: Some(candidate),
            });
        }
    }
    found
}

/// What one whole unit of the typed number is worth in the unit of the calculation.
fn unit_of(figure: &Figure<'_>) -> Option<Exact> {
    let Reading::Number(quantity) = read(figure.typed) else {
        return None;
    };
    let typed = Exact::from(quantity.number);
    figure.value().divided_by(&typed)
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

/// The total stands in a part's place and the part in the total's.
fn exchanged(total: &Figure<'_>, parts: &[Figure<'_>], gap: &Exact) -> Vec<Diagnosis> {
    let added = total.value() + gap;
    let fitting = parts.iter().filter(|part| {
        let others = &added - part.value();
        part.value() != total.value() && &others + total.value() == *part.value()
    });
    fitting
        .map(|part| Diagnosis {
            cause: Cause::Exchanged,
            words: format!(
                "可能是“{}”与“{}”填反了，互换后合计相符。",
                total.label, part.label
            ),
            at: total.label.to_owned(),
            meant: Some(part.typed.trim().to_owned()),
        })
        .collect()
}

/// 除二法: the gap is twice a part.
fn turned_sign(part: &Figure<'_>, gap: &Exact) -> Option<Diagnosis> {
    let fits = !part.value().is_zero() && half(gap) == *part.value();
    fits.then(|| Diagnosis {
        cause: Cause::TurnedSign,
        words: format!("差额正好是“{}”的2倍，可能正负号反了。", part.label),
        at: part.label.to_owned(),
        meant: None,
    })
}

/// The gap equals a part: the total does not hold it, or holds it twice.
fn uncounted(part: &Figure<'_>, gap: &Exact) -> Option<Diagnosis> {
    if part.value().is_zero() || gap.abs() != part.value().abs() {
        return None;
    }
    let is_missing = gap == part.value();
    let (cause, words) = if is_missing {
        (Cause::LeftOut, "合计可能漏计了这一项")
    } else {
        (Cause::CountedTwice, "合计可能把这一项重复计算了")
    };
    Some(Diagnosis {
        cause,
        words: format!("差额正好等于“{}”，{words}。", part.label),
        at: part.label.to_owned(),
        meant: None,
    })
}

/// The total holds a figure that is not among the parts.
fn left_out(elsewhere: &[Figure<'_>], gap: &Exact) -> Vec<Diagnosis> {
    let fits = |figure: &&Figure<'_>| !figure.value().is_zero() && *figure.value() == -gap;
    let mut found: Vec<Diagnosis> = Vec::new();
    for figure in elsewhere.iter().filter(fits) {
        if found.iter().all(|known| known.at != figure.label) {
            found.push(Diagnosis {
                cause: Cause::LeftOut,
                words: format!(
                    "差额正好等于“{}”{}，分项可能漏列了这一项。",
                    figure.label,
                    figure.typed.trim()
                ),
                at: figure.label.to_owned(),
                meant: None,
            });
        }
    }
    found
}

/// A figure in 元 among 万元. Where one figure is ten thousand times too large, another may seem as
/// much too small; the large one is the one that stands in the wrong unit.
fn wrong_units(figures: &[(&Figure<'_>, Exact)]) -> Vec<Diagnosis> {
    let ten_thousand = Exact::whole(10_000);
    let fitting = |fits: &dyn Fn(&Exact, &Exact) -> bool| -> Vec<Diagnosis> {
        let slips = figures
            .iter()
            .filter(|(figure, wanted)| !figure.value().is_zero() && fits(figure.value(), wanted));
        slips
            .map(|(figure, wanted)| wrong_unit(figure, wanted))
            .collect()
    };
    let too_large = fitting(&|value, wanted| *value == wanted * &ten_thousand);
    if too_large.is_empty() {
        fitting(&|value, wanted| *wanted == value * &ten_thousand)
    } else {
        too_large
    }
}

fn wrong_unit(figure: &Figure<'_>, wanted: &Exact) -> Diagnosis {
    Diagnosis {
        cause: Cause::WrongUnit,
        words: format!(
            "“{}”若为 {}，正好相符，可能是元、万元写错了。",
            figure.label,
            fixed(wanted, 2)
        ),
        at: figure.label.to_owned(),
        meant: Some(fixed(wanted, 2)),
    }
}

/// A base that was cut off: what is wanted starts with its digits and goes on.
fn cut_off(base: &Figure<'_>, wanted: &Exact) -> Option<Diagnosis> {
    base.printed.is_cut_from(wanted).then(|| Diagnosis {
        cause: Cause::CutOff,
        words: format!(
            "“{}”若为 {}，正好相符；{} 是截断而不是四舍五入。",
            base.label,
            wanted.in_full(),
            base.typed.trim()
        ),
        at: base.label.to_owned(),
        meant: Some(wanted.in_full()),
    })
}

/// Another figure of the document fits in the place of a base.
fn other_basis(base: &Figure<'_>, other: &Figure<'_>, wanted: &Exact) -> Option<Diagnosis> {
    let fits = other.value() == wanted && other.value() != base.value();
    fits.then(|| Diagnosis {
        cause: Cause::OtherBasis,
        words: format!(
            "若用“{}”{} 代替“{}”，正好相符，可能是口径不一致。",
            other.label,
            other.typed.trim(),
            base.label
        ),
        at: base.label.to_owned(),
        meant: Some(other.typed.trim().to_owned()),
    })
}
