//! K02: numerator and denominator of a rate cover the same money.
//!
//! The rows of a grid that carry rates show which figures are of one kind (财政拨款执行数 with
//! 全年财政拨款); a scheme may name more. A rate elsewhere whose two figures are a numerator of one
//! kind and a denominator of another mixes them, however it was computed.

use super::arithmetic::{self, Figure, Printed};
use super::subject::{Report, Subject};
use super::{Finding, Severity};
use crate::domain::figure::{Exact, fixed, percent};
use crate::domain::formula::{Expr, Operator, Slot};
use crate::domain::scheme::source::BlockSource;
use crate::domain::scheme::{Check, SlotKind};

/// Numerator and denominator of one kind of money.
type Pair = (Slot, Slot);

/// A group of pairs with the weight of mixing them.
type Kinds = (Vec<Pair>, Severity);

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let groups = kinds(subject);
    let mut findings = Vec::new();
    for (slot, definition) in subject.scheme.slots.iter().enumerate() {
        if let SlotKind::Computed { formula, .. } = &definition.kind
            && let Some(pair) = quotient(formula)
        {
            let mixed = groups
                .iter()
                .find_map(|group| mixed(subject, slot, pair, group));
            findings.extend(mixed);
        }
    }
    findings
}

/// Which figures of unlike kind make a printed rate that its own do not; empty where none alone do.
pub(super) fn hint(subject: &Subject<'_>, printed: &Printed) -> String {
    for (pairs, _) in kinds(subject) {
        let figures: Vec<(Figure<'_>, Figure<'_>)> = pairs
            .iter()
            .filter_map(|(above, below)| Some((subject.figure(*above)?, subject.figure(*below)?)))
            .collect();
        let Some(found) = arithmetic::basis(printed, &figures) else {
            continue;
        };
        if let (Some((above, _)), Some((_, below))) =
            (figures.get(found.first), figures.get(found.second))
        {
            return format!(
                "填报数与“{}”÷“{}”相符，可能是口径不一致。",
                above.label, below.label
            );
        }
    }
    String::new()
}

/// Kinds that the grids show, and those that the scheme names.
fn kinds(subject: &Subject<'_>) -> Vec<Kinds> {
    let mut groups: Vec<Kinds> = Vec::new();
    for block in subject.scheme.forms.iter().flat_map(|form| &form.blocks) {
        if let BlockSource::Grid { rows, .. } = block {
            let cells = rows
                .iter()
                .filter(|row| row.label.is_some())
                .flat_map(|row| &row.cells);
            let pairs: Vec<Pair> = cells
                .filter_map(|code| subject.scheme.slot(code))
                .filter_map(|slot| match &subject.definition(slot)?.kind {
                    SlotKind::Computed { formula, .. } => quotient(formula),
                    SlotKind::Input(_) => None,
                })
                .collect();
            groups.push((pairs, Severity::Warning));
        }
    }
    let named = subject
        .scheme
        .checks
        .iter()
        .filter_map(|check| match check {
            Check::Basis { pairs, severity } => Some((pairs.clone(), *severity)),
            _ => None,
        });
    groups.extend(named);
    groups.retain(|(pairs, _)| pairs.len() > 1);
    groups
}

/// The two names of a plain quotient.
fn quotient(formula: &Expr) -> Option<Pair> {
    match formula {
        Expr::Binary(Operator::Over, left, right) => match (left.as_ref(), right.as_ref()) {
            (Expr::Name(above), Expr::Name(below)) => Some((*above, *below)),
            _ => None,
        },
        _ => None,
    }
}

fn mixed(
    subject: &Subject<'_>,
    rate: Slot,
    (above, below): Pair,
    (pairs, severity): &Kinds,
) -> Option<Finding> {
    if pairs.contains(&(above, below)) {
        return None;
    }
    let (top, bottom) = (subject.value(above).ok()?, subject.value(below).ok()?);
    if top.is_zero() || bottom.is_zero() {
        return None;
    }
    let is = |slot: Slot, value: &Exact| subject.value(slot).as_ref() == Ok(value);
    let tops: Vec<usize> = positions(pairs, |pair| is(pair.0, &top));
    let bottoms: Vec<usize> = positions(pairs, |pair| is(pair.1, &bottom));
    let ([first], [second]) = (tops.as_slice(), bottoms.as_slice()) else {
        return None;
    };
    if first == second {
        return None;
    }
    let (of_top, of_bottom) = (pairs.get(*first)?, pairs.get(*second)?);
    let like = |pair: &Pair| -> Option<String> {
        let (a, b) = (subject.value(pair.0).ok()?, subject.value(pair.1).ok()?);
        let rate = a.divided_by(&b)?;
        Some(format!(
            "{}÷{}＝{}",
            fixed(&a, 2),
            fixed(&b, 2),
            percent(&rate, 2)
        ))
    };
    let fitting: Vec<String> = [of_top, of_bottom].into_iter().filter_map(like).collect();
    Some(
        subject.finding(Report {
            check: "K02",
            severity: *severity,
            cell: subject.code(rate).to_owned(),
            message: format!(
                "“{}”的分子“{}”{} 是“{}”，分母“{}”{} 是“{}”，口径不一致。",
                subject.name(rate),
                subject.name(above),
                subject.shown(above),
                subject.name(of_top.0),
                subject.name(below),
                subject.shown(below),
                subject.name(of_bottom.1),
            ),
            cure: format!(
                "请用同一口径的数据（{}）；确需这样计算的，请说明理由。",
                fitting.join("或")
            ),
            related: [above, below, of_top.0, of_bottom.1]
                .map(|slot| subject.code(slot).to_owned())
                .to_vec(),
        }),
    )
}

fn positions(pairs: &[Pair], fits: impl Fn(&Pair) -> bool) -> Vec<usize> {
    let found = pairs.iter().enumerate().filter(|(_, pair)| fits(pair));
    found.map(|(at, _)| at).collect()
}
