//! Growth rates against this year's figure and last year's.

use super::{Change, Direction, Rate, candidates};
use crate::domain::check::arithmetic::{self, RateJudgement};
use crate::domain::figure::{Exact, fixed};
use crate::domain::narrative::Remark;
use crate::domain::narrative::figures::Figure;
use crate::domain::narrative::remark::{Draft, error, notice};
use crate::domain::narrative::statement::reading::{Reading, in_unit_of};

pub(super) fn judge_rate(
    reading: &Reading<'_>,
    change: &Change<'_>,
    rate: &Rate,
) -> Option<Remark> {
    let minus = if rate.has_minus { "-" } else { "" };
    let rate = &rate.figure;
    let hundred = Exact::whole(100);
    let this = reading.printed(&change.this);
    let printed = reading.ratio(rate)?;
    let base = base(reading, change, &this)?;
    if base.value.is_zero() {
        return from_nothing(reading, change, rate);
    }
    let signed = match change.direction {
        Direction::Up => printed.clone(),
        Direction::Down => arithmetic::Printed {
            value: -&printed.value,
            step: printed.step.clone(),
        },
    };
    let judged = arithmetic::growth(&signed, &this, &base)?;
    if judged == RateJudgement::Right || fits_another(reading, change, &printed) {
        return None;
    }
    let exact = (&this.value - &base.value).divided_by(&base.value)?.abs();
    if judged == RateJudgement::CutOff && is_within(&exact, &printed, &this, &base) {
        return None;
    }
    let right = format!("{}%", fixed(&(&exact * &hundred), rate.decimals()));
    if base.value.is_negative() || right == reading.shown(rate) {
        return None;
    }
    let right = format!("{minus}{right}");
    let message = format!(
        "{}{}，按{}算应为{right}{}。",
        change.direction.word(),
        reading.shown(rate),
        reckoning(reading, change, &base),
        judged.words()
    );
    let draft = Draft::new("K05", message, "请核对增减额、基数和增减幅度。").expecting(right);
    Some(error(reading.passage, rate.at.clone(), draft))
}

/// How the rate comes about, in the figures of the text.
fn reckoning(reading: &Reading<'_>, change: &Change<'_>, base: &arithmetic::Printed) -> String {
    match (change.by, change.last) {
        (Some(by), Some(last)) => format!("{}÷{}", reading.shown(by), reading.shown(last)),
        (Some(by), None) => format!(
            "{}÷上年{}",
            reading.shown(by),
            in_unit_of(&base.value, &change.this)
        ),
        (None, Some(last)) => format!("{}和{}", reading.shown(&change.this), reading.shown(last)),
        (None, None) => String::new(),
    }
}

/// Last year's figure: printed, or this year's less the change.
fn base(
    reading: &Reading<'_>,
    change: &Change<'_>,
    this: &arithmetic::Printed,
) -> Option<arithmetic::Printed> {
    if let Some(last) = change.last {
        return Some(reading.printed(last));
    }
    let by = reading.printed(change.by?);
    let value = match change.direction {
        Direction::Up => &this.value - &by.value,
        Direction::Down => &this.value + &by.value,
    };
    Some(arithmetic::Printed {
        value,
        step: &this.step + &by.step,
    })
}

/// 增长100% from nothing.
fn from_nothing(reading: &Reading<'_>, change: &Change<'_>, rate: &Figure) -> Option<Remark> {
    let is_growth = change.direction == Direction::Up && !change.this.value().is_zero();
    is_growth.then(|| {
        let message = format!("上年数为0，增长{}无从计算。", reading.shown(rate));
        notice(
            reading.passage,
            rate.at.clone(),
            Draft::new("K05", message, "上年数为0的，只写增加额，不写增长率。"),
        )
    })
}

/// Whether the rate comes out for another amount of the paragraph: then the sentence speaks of that.
fn fits_another(reading: &Reading<'_>, change: &Change<'_>, rate: &arithmetic::Printed) -> bool {
    let Some(by) = change.by else {
        return false;
    };
    let by = reading.printed(by);
    // 与上年2108.35万元相比增加107.12万元 behind a list of parts.
    let by_last = change
        .last
        .and_then(|last| arithmetic::ratio(rate, &by, &reading.printed(last)));
    if by_last == Some(RateJudgement::Right) {
        return true;
    }
    makes_together(reading, change, &by, rate)
        || candidates(reading, reading.passage.len())
            .filter(|other| {
                other.is_like(&change.this)
                    && other.at != change.this.at
                    && change.last.is_none_or(|last| other.at != last.at)
                    && other.is_sharp()
            })
            .any(|other| {
                let level = reading.printed(other);
                let value = match change.direction {
                    Direction::Up => &level.value - &by.value,
                    Direction::Down => &level.value + &by.value,
                };
                let base = arithmetic::Printed {
                    value,
                    step: &level.step + &by.step,
                };
                arithmetic::ratio(rate, &by, &base) == Some(RateJudgement::Right)
                    && other.value() != by.value
            })
}

/// Whether the rate comes out for the last few amounts before the change together:
/// 基本支出…，项目支出…，比上年增加….
fn makes_together(
    reading: &Reading<'_>,
    change: &Change<'_>,
    by: &arithmetic::Printed,
    rate: &arithmetic::Printed,
) -> bool {
    const MOST: usize = 6;
    let mut level = arithmetic::Printed {
        value: Exact::zero(),
        step: Exact::zero(),
    };
    let end = change.by.map_or(0, |by| by.at.start);
    candidates(reading, end)
        .filter(|other| other.is_like(&change.this) && other.is_sharp())
        .filter(|other| change.last.is_none_or(|last| other.at != last.at))
        .take(MOST)
        .enumerate()
        .any(|(earlier, other)| {
            let other = reading.printed(other);
            level.value = &level.value + &other.value;
            level.step = &level.step + &other.step;
            let value = match change.direction {
                Direction::Up => &level.value - &by.value,
                Direction::Down => &level.value + &by.value,
            };
            let base = arithmetic::Printed {
                value,
                step: &level.step + &by.step,
            };
            earlier > 0 && arithmetic::ratio(rate, by, &base) == Some(RateJudgement::Right)
        })
}

/// Whether rounding of the two figures may have moved the rate to the printed one.
fn is_within(
    exact: &Exact,
    printed: &arithmetic::Printed,
    this: &arithmetic::Printed,
    base: &arithmetic::Printed,
) -> bool {
    let share = |figure: &arithmetic::Printed| figure.slack().divided_by(&figure.value.abs());
    let (Some(first), Some(second)) = (share(this), share(base)) else {
        return true;
    };
    let moved = &(&first + &second) * &(exact + &Exact::whole(1));
    &(exact - &printed.value).abs() - &printed.slack() <= moved
}
