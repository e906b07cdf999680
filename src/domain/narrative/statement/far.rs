//! K01: shares of a whole that stands in another paragraph: 基本支出2215.47万元，占总支出的54%;
//! 年中追加占年初预算的46.65%.

use crate::domain::check::arithmetic::{self, RateJudgement, is_slip};
use crate::domain::figure::{Exact, fixed};
use crate::domain::narrative::Remark;
use crate::domain::narrative::figures::{Figure, Kind};
use crate::domain::narrative::remark::{Draft, error};

use super::reading::{Reading, last_piece};
use super::share::{is_called, noun};

/// The most amounts and shares of a text that are held against each other.
const MOST_AMOUNTS: usize = 2000;
const MOST_SHARES: usize = 100;

/// An amount of the text with its name.
struct Amount<'r> {
    reading: &'r Reading<'r>,
    figure: &'r Figure,
    name: &'r str,
}

/// Shares of a text whose whole no figure of their own paragraph is.
pub(super) fn check(readings: &[Reading<'_>]) -> Vec<(usize, Remark)> {
    let mut shares = Vec::new();
    for (paragraph, reading) in readings.iter().enumerate() {
        for index in 0..reading.figures.len() {
            shares.extend(share_at(reading, index).map(|share| (paragraph, share)));
        }
    }
    // Most texts have none.
    if shares.is_empty() {
        return Vec::new();
    }
    let amounts = amounts(readings);
    shares
        .into_iter()
        .take(MOST_SHARES)
        .filter_map(|(paragraph, share)| Some((paragraph, judge(&share, &amounts)?)))
        .collect()
}

/// A share with the words for its two figures.
struct Share<'r> {
    reading: &'r Reading<'r>,
    rate: &'r Figure,
    /// The part, where it stands directly before; else it is looked for by its name.
    part: Option<&'r Figure>,
    part_name: String,
    whole_name: String,
}

fn share_at<'r>(reading: &'r Reading<'r>, index: usize) -> Option<Share<'r>> {
    let rate = reading
        .figure(index)
        .filter(|figure| figure.kind == Kind::Percent && figure.is_sharp())?;
    let gap = reading.gap(index);
    let piece = last_piece(gap);
    let (part_name, _) = piece.split_once('占')?;
    let whole_name = noun(piece.get(part_name.len()..)?)?;
    // 占总支出的54% stands behind its part.
    let is_behind = part_name.is_empty() && !gap.contains(['。', ';']);
    let part = index
        .checked_sub(1)
        .filter(|_| is_behind)
        .and_then(|at| reading.figure(at))
        .filter(|part| part.is_money() && part.is_sharp());
    let is_named = part.is_some() || part_name.chars().count() >= 4;
    let is_here = (0..index).any(|at| is_called(reading.label(at), &whole_name));
    (is_named && !is_here && whole_name.chars().count() >= 3).then(|| Share {
        reading,
        rate,
        part,
        part_name: part_name.to_owned(),
        whole_name,
    })
}

/// Every sharp amount of a text that has a name.
fn amounts<'r>(readings: &'r [Reading<'r>]) -> Vec<Amount<'r>> {
    readings
        .iter()
        .flat_map(|reading| {
            let figures = reading.figures.iter().enumerate();
            figures.map(move |(index, figure)| Amount {
                reading,
                figure,
                name: reading.label(index),
            })
        })
        .filter(|amount| {
            amount.figure.is_money() && amount.figure.is_sharp() && !amount.name.is_empty()
        })
        .take(MOST_AMOUNTS)
        .collect()
}

/// The one amount that goes by a name; `None` where two of different value do.
fn only<'a, 'r>(amounts: &'a [Amount<'r>], name: &str) -> Option<&'a Amount<'r>> {
    let mut named = amounts.iter().filter(|amount| is_called(amount.name, name));
    let first = named.next()?;
    named
        .all(|other| other.figure.value() == first.figure.value())
        .then_some(first)
}

fn judge(share: &Share<'_>, amounts: &[Amount<'_>]) -> Option<Remark> {
    let reading = share.reading;
    let whole = only(amounts, &share.whole_name)?;
    let named = if share.part.is_none() {
        Some(only(amounts, &share.part_name)?)
    } else {
        None
    };
    let part = share.part.or(named.map(|amount| amount.figure))?;
    let printed = reading.ratio(share.rate)?;
    let upper = reading.printed(part);
    let fits = |whole: &Figure| {
        arithmetic::ratio(&printed, &upper, &reading.printed(whole)) == Some(RateJudgement::Right)
    };
    if amounts.iter().any(|other| fits(other.figure)) {
        return None;
    }
    let exact = part.value().divided_by(&whole.figure.value())?;
    let percent = &exact * &Exact::whole(100);
    let digits = fixed(&percent, share.rate.decimals());
    let shown = reading.shown(share.rate);
    // Figures that stand far apart may be of different kinds: only a slip of the pen is told.
    if !is_slip(&digits, shown.trim_end_matches(['%', '％'])) {
        return None;
    }
    let part_shown = named.map_or_else(
        || reading.shown(part),
        |amount| amount.reading.shown(amount.figure),
    );
    let right = format!("{digits}%");
    let message = format!(
        "{part_shown}占“{}”{}的比例应为{right}，文中是{shown}。",
        whole.name,
        whole.reading.shown(whole.figure)
    );
    let draft = Draft::new("K01", message, "请核对两个数和比例。").expecting(right);
    Some(error(reading.passage, share.rate.at.clone(), draft))
}
