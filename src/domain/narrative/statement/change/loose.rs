//! K05 where last year's figure is told and this year's stands too far off to be named: the three
//! figures that are there must agree with one another.

use super::words::{bare_subject, compares, piece, verb};
use super::{Direction, Rate, candidates, find::rate_after};
use crate::domain::check::arithmetic::{self, Printed, RateJudgement};
use crate::domain::figure::{Exact, fixed};
use crate::domain::narrative::Remark;
use crate::domain::narrative::figures::{Figure, Kind};
use crate::domain::narrative::remark::{Draft, error};
use crate::domain::narrative::statement::reading::{Reading, in_unit_of};

/// 与上年33.12万元相比减少3.65万元，下降11.02%.
struct Told<'r> {
    direction: Direction,
    last: &'r Figure,
    by: &'r Figure,
    rate: Rate,
}

/// The change whose amount stands at `index`, judged by its base and its rate.
pub(super) fn check(reading: &Reading<'_>, index: usize) -> Option<Remark> {
    let told = told(reading, index)?;
    let printed = reading.ratio(&told.rate.figure)?;
    let last = reading.printed(told.last);
    if last.value.is_zero() {
        return None;
    }
    let by = reading.printed(told.by);
    if arithmetic::ratio(&printed, &by, &last)? == RateJudgement::Right {
        return None;
    }
    let levels: Vec<&Figure> = candidates(reading, told.last.at.start)
        .filter(|level| level.is_like(told.last) && level.is_sharp())
        .collect();
    let makes_rate = levels
        .iter()
        .find(|level| told.makes_rate(&printed, &reading.printed(level), &last));
    if let Some(level) = makes_rate {
        let right = in_unit_of(&(&level.value() - &told.last.value()).abs(), told.by);
        let message = format!(
            "文中说{}{}，按{}和{}算应为{right}，与{}相符。",
            told.direction.word(),
            reading.shown(told.by),
            reading.shown(told.last),
            reading.shown(level),
            reading.shown(&told.rate.figure)
        );
        let draft = Draft::new("K05", message, "请核对增减额。").expecting(right);
        return Some(error(reading.passage, told.by.at.clone(), draft));
    }
    let exact = by.value.divided_by(&last.value)?;
    let digits = fixed(&(&exact * &Exact::whole(100)), told.rate.figure.decimals());
    let right = format!("{}{digits}%", if told.rate.has_minus { "-" } else { "" });
    let message = format!(
        "{}{}，按{}÷{}算应为{right}。",
        told.direction.word(),
        reading.shown(&told.rate.figure),
        reading.shown(told.by),
        reading.shown(told.last)
    );
    let draft = Draft::new("K05", message, "请核对增减额、基数和增减幅度。").expecting(right);
    Some(error(reading.passage, told.rate.figure.at.clone(), draft))
}

impl Told<'_> {
    fn makes_rate(&self, printed: &Printed, level: &Printed, last: &Printed) -> bool {
        let signed = match self.direction {
            Direction::Up => printed.clone(),
            Direction::Down => Printed {
                value: -&printed.value,
                step: printed.step.clone(),
            },
        };
        arithmetic::growth(&signed, level, last) == Some(RateJudgement::Right)
    }
}

fn told<'r>(reading: &'r Reading<'_>, index: usize) -> Option<Told<'r>> {
    let by = reading.figure(index).filter(|figure| figure.is_sharp())?;
    let last_at = index.checked_sub(1)?;
    let last = reading.figure(last_at).filter(|figure| figure.is_sharp())?;
    let (direction, head) = verb(reading.gap(index))?;
    let lead = piece(reading.gap(last_at));
    let is_base = ["上年", "去年", "同期"]
        .iter()
        .any(|word| lead.contains(word))
        && ["比", "较", "与", "同"]
            .iter()
            .any(|word| lead.contains(word))
        && verb(reading.gap(last_at)).is_none()
        && bare_subject(lead).is_empty();
    let is_amount = matches!(by.kind, Kind::Money | Kind::Count(_)) && by.is_like(last);
    let rate = rate_after(reading, index)?;
    let is_plain = !compares(head.trim_start_matches("相比").trim_start_matches("相较"))
        && !head.contains("分别")
        && rate.direction == direction;
    (is_amount && is_base && is_plain).then_some(Told {
        direction,
        last,
        by,
        rate,
    })
}
