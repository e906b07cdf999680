//! Whether the parts of a total make it, and what is said where they do not.

use std::ops::Range;

use super::disjoint::{are_disjoint, are_projects};
use super::{Part, Sum};
use crate::domain::check::arithmetic::{self, Cause, Diagnosis, SumJudgement};
use crate::domain::figure::Exact;
use crate::domain::narrative::Remark;
use crate::domain::narrative::figures::Kind;
use crate::domain::narrative::remark::{Draft, error, notice, warning};
use crate::domain::narrative::statement::classes::{Listing, listing};
use crate::domain::narrative::statement::reading::in_unit_of;

pub(super) fn judge(sum: &Sum<'_>) -> Option<Remark> {
    let names: Vec<String> = sum.parts.iter().map(|part| part.name.clone()).collect();
    let total = sum
        .reading
        .known(&sum.total_name, &sum.total, sum.total.factor);
    let parts: Vec<arithmetic::Figure<'_>> = sum
        .parts
        .iter()
        .map(|part| {
            part.reading
                .known(&part.name, &part.figure, sum.total.factor)
        })
        .collect();
    let scale = Exact::whole(sum.total.factor);
    match arithmetic::sum(&total, &parts, &[]) {
        SumJudgement::Right => None,
        SumJudgement::Tail { added, .. } => tail(sum, &(&added * &scale)),
        SumJudgement::Wrong { added, gap, cause } => {
            let (added, gap) = (&added * &scale, &gap * &scale);
            wrong(sum, &names, &Wrong { added, gap, cause })
        }
    }
}

struct Wrong {
    added: Exact,
    gap: Exact,
    cause: Option<Diagnosis>,
}

/// A tail that nobody explains, told where all figures show the same decimals.
fn tail(sum: &Sum<'_>, added: &Exact) -> Option<Remark> {
    let alike = sum
        .parts
        .iter()
        .all(|part| part.figure.factor == sum.total.factor);
    let declared =
        sum.reading.declares_tail() || sum.parts.iter().any(|part| part.reading.declares_tail());
    let many = sum.parts.len() > 1;
    (alike && many && !declared && !sum.is_unclear).then(|| {
        let message = format!(
            "{}为{}，{}合计{}，有四舍五入的尾差。",
            called(&sum.total_name),
            sum.reading.shown(&sum.total),
            addends(sum),
            in_unit_of(added, &sum.total)
        );
        let draft = Draft::new("K03", message, "请核对；确属尾差的，请在文中说明。");
        notice(
            sum.reading.passage,
            place(sum),
            draft.expecting(in_unit_of(added, &sum.total)),
        )
    })
}

fn wrong(sum: &Sum<'_>, names: &[String], wrong: &Wrong) -> Option<Remark> {
    let listing = listing(names);
    let larger = largest_above(sum);
    let is_unit = wrong
        .cause
        .as_ref()
        .is_some_and(|c| c.cause == Cause::WrongUnit);
    let is_above = !wrong.gap.is_negative();
    if is_unit && !sum.is_unclear {
        return unit_slip(sum, wrong);
    }
    let fits = if is_above {
        larger.is_none() && subset_fits(sum)
    } else {
        fits_with_beyond(sum)
    };
    if fits || fits_before(sum) {
        return None;
    }
    let ends_with_rest =
        names.len() > 2 && names.last().is_some_and(|name| name.starts_with("其他"));
    let certain = if is_above {
        listing != Listing::Unknown
            || ends_with_rest
            || sum.makes_hundred
            || are_projects(sum)
            || are_disjoint(sum, &wrong.added)
    } else {
        listing == Listing::Complete || sum.is_exhaustive || ends_with_rest
    };
    let is_larger = is_above && larger.is_some() && sum.beyond.is_empty();
    let certain = (certain || is_larger) && !sum.is_unclear && sum.parts.len() > 1;
    let explained = wrong
        .cause
        .as_ref()
        .is_some_and(|cause| matches!(cause.cause, Cause::SwappedDigits | Cause::Exchanged))
        && !sum.is_unclear
        && sum.parts.len() > 1;
    if !certain && !explained {
        return larger.and_then(|part| above_whole(sum, part));
    }
    let message = format!(
        "{}为{}，{}合计{}，相差{}。",
        called(&sum.total_name),
        sum.reading.shown(&sum.total),
        addends(sum),
        in_unit_of(&wrong.added, &sum.total),
        in_unit_of(&wrong.gap.abs(), &sum.total)
    );
    let cure = wrong
        .cause
        .as_ref()
        .map_or("请核对合计与各分项。", |cause| {
            cause.words.as_str()
        });
    let draft = Draft::new("K03", message, cure).expecting(in_unit_of(&wrong.added, &sum.total));
    let is_count = matches!(sum.total.kind, Kind::Count(_));
    let is_known = listing != Listing::Unknown
        || larger.is_some()
        || (!is_count && (!is_above || ends_with_rest || are_projects(sum) || sum.makes_hundred));
    Some(if certain && is_known {
        error(sum.reading.passage, place(sum), draft)
    } else {
        warning(sum.reading.passage, place(sum), draft)
    })
}

/// 元 among 万元, where only 万元 adds up.
fn unit_slip(sum: &Sum<'_>, wrong: &Wrong) -> Option<Remark> {
    let cause = wrong.cause.as_ref()?;
    let part = sum.parts.iter().find(|part| part.name == cause.at);
    let (reading, figure) = part.map_or((sum.reading, &sum.total), |part| {
        (part.reading, &part.figure)
    });
    // The place must be in the paragraph that the remark is about.
    if !std::ptr::eq(reading, sum.reading) {
        return None;
    }
    let shown = reading.shown(figure);
    let model = if part.is_some() {
        &sum.total
    } else {
        &sum.parts.first()?.figure
    };
    let meant = in_unit_of(
        &(&Exact::from(figure.number) * &Exact::whole(model.factor)),
        model,
    );
    let message = format!(
        "“{shown}”的单位不对：{}为{}，只有按{meant}才加得平。",
        called(&sum.total_name),
        sum.reading.shown(&sum.total)
    );
    let draft = Draft::new("K15", message, "请改正单位。").expecting(meant);
    Some(error(reading.passage, figure.at.clone(), draft))
}

/// The largest part that is above its whole.
fn largest_above<'s, 'r>(sum: &'s Sum<'r>) -> Option<&'s Part<'r>> {
    let slack = sum.total.half_step();
    let tied = if sum.is_tied { sum.parts.len() } else { 1 };
    sum.parts
        .iter()
        .take(tied)
        .filter(|part| {
            &part.figure.value() - &part.figure.half_step() > &sum.total.value() + &slack
        })
        .max_by(|a, b| a.figure.value().cmp(&b.figure.value()))
}

fn above_whole(sum: &Sum<'_>, part: &Part<'_>) -> Option<Remark> {
    let same_paragraph = std::ptr::eq(part.reading, sum.reading);
    if sum.is_unclear || !same_paragraph || sum.total.value().is_zero() {
        return None;
    }
    let message = format!(
        "“{}”{}是{}{}的一部分，却比它大。",
        part.name,
        part.reading.shown(&part.figure),
        called(&sum.total_name),
        sum.reading.shown(&sum.total)
    );
    let draft = Draft::new("K08", message, "请核对两个数和它们的单位。");
    Some(error(sum.reading.passage, part.figure.at.clone(), draft))
}

/// Whether the parts make another figure before the total, or several of them together: 其中 then
/// speaks of those.
fn fits_before(sum: &Sum<'_>) -> bool {
    let mut added = Exact::zero();
    let mut slack = Exact::zero();
    for part in &sum.parts {
        added = &added + &part.figure.value();
        slack = &slack + &part.figure.half_step();
    }
    let mut together = sum.total.value();
    for before in sum.reading.figures.iter().rev() {
        if before.at.start >= sum.total.at.start || !before.is_like(&sum.total) {
            continue;
        }
        together = &together + &before.value();
        let near = |whole: &Exact| (whole - &added).abs() <= &slack + &before.half_step();
        if near(&before.value()) || near(&together) {
            return true;
        }
    }
    false
}

/// Whether figures behind the list are parts after all.
fn fits_with_beyond(sum: &Sum<'_>) -> bool {
    let total = sum.total.value();
    let mut added = Exact::zero();
    let mut slack = sum.total.half_step();
    sum.parts.iter().chain(&sum.beyond).any(|part| {
        added = &added + &part.figure.value();
        slack = &slack + &part.figure.half_step();
        (&added - &total).abs() <= slack
    })
}

/// Whether some of the parts already make the total: the others are details of them.
fn subset_fits(sum: &Sum<'_>) -> bool {
    const MOST: usize = 12;
    let count = sum.parts.len();
    if count > MOST {
        return true;
    }
    let total = sum.total.value();
    (1_u32..(1 << count)).any(|chosen| {
        let mut added = Exact::zero();
        let mut slack = sum.total.half_step();
        for (index, part) in sum.parts.iter().enumerate() {
            if chosen & (1 << index) != 0 {
                added = &added + &part.figure.value();
                slack = &slack + &part.figure.half_step();
            }
        }
        (&added - &total).abs() <= slack
    })
}

pub(super) fn called(name: &str) -> String {
    if name.is_empty() {
        "合计".to_owned()
    } else {
        format!("“{name}”")
    }
}

/// The parts as an addition, shortened where there are many.
pub(super) fn addends(sum: &Sum<'_>) -> String {
    const MOST: usize = 4;
    let shown: Vec<&str> = sum
        .parts
        .iter()
        .take(MOST)
        .map(|part| part.reading.shown(&part.figure))
        .collect();
    if sum.parts.len() > MOST {
        format!("{}等{}个分项", shown.join("、"), sum.parts.len())
    } else {
        shown.join("＋")
    }
}

/// From the total to the last part, as far as they are in one paragraph.
pub(super) fn place(sum: &Sum<'_>) -> Range<usize> {
    sum.total.at.clone()
}
